"""Importing in a browser: what would change, what goes back, questions answered and remembered."""

from __future__ import annotations

import re
import shutil

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests import demonstration
from tests.browser.conftest import serving, settled
from tests.demonstration import INBOX

ROSTER = "03网格员花名册（汇总）.xlsx"
PATIENCE_MS = 120_000


@pytest.fixture
def own_office(tmp_path, monkeypatch):
    """The demonstration office, to be changed at will."""
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    monkeypatch.setenv("TMPDIR", str(uploads))
    home = shutil.copytree(demonstration.demonstration(), tmp_path / "home")
    # Its answers would settle every question before it is asked.
    for path in home.glob("office.db*"):
        path.unlink()
    with serving(home) as url:
        yield url


def brought_in(page: Page, office: str, *names: str, language: str = "zh") -> None:
    page.goto(f"{office}/import_data?lang={language}")
    settled(page)
    page.locator("input[type=file]").first.set_input_files([INBOX / name for name in names])
    page.get_by_role("button", name="读取文件" if language == "zh" else "Read the files").click()
    page.wait_for_selector(".lt-numbers", timeout=PATIENCE_MS)


def test_a_roster_is_previewed_returned_answered_and_published(own_office, page, tmp_path):
    brought_in(page, own_office, ROSTER)
    expect(page.get_by_role("heading", name="发布后会有什么变化")).to_be_visible()
    expect(page.locator(".lt-table", has_text="网格员配备达标率").first).to_contain_text("→")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载退回单").click()
    back = tmp_path / "back.xlsx"
    waiting.value.save_as(back)
    assert load_workbook(back)["Sheet1 (2)"]["B4"].comment.text.startswith("拒收")
    asked = page.get_by_role("combobox", name=re.compile("第九十九网格"))
    asked.scroll_into_view_if_needed()
    settled(page)  # a page that scrolls, or runs again, closes what is unfolded
    asked.click()
    page.get_by_role("option", name="不导入这些行").click()
    page.get_by_role("button", name="按答复重新读取").click()
    expect(page.get_by_role("combobox", name=re.compile("第九十九网格"))).to_have_count(
        0, timeout=PATIENCE_MS
    )
    page.get_by_role("button", name=re.compile("^发布 ")).click()
    expect(page.locator(".lt-finding").first).to_contain_text("第 2 版已发布", timeout=PATIENCE_MS)
    kept = page.get_by_text(re.compile("记住的答复 · 1"))
    kept.click()
    page.get_by_role("button", name="撤回").click()
    expect(kept).to_have_count(0)
    assert not list((tmp_path / "uploads").iterdir())


def test_a_stopped_import_leaves_nothing(own_office, page, tmp_path):
    page.goto(f"{own_office}/import_data")
    settled(page)
    before = page.locator(".lt-import").first.inner_text()
    files = sorted(INBOX.glob("*.xls*"))  # so many that there is time to stop
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(r"读取 \d\d.+\.xls"))
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("button", name="停止")).to_have_count(0)
    expect(page.locator(".lt-finding", has_text="已停止，没有存下任何数据")).to_be_visible()
    page.goto(f"{own_office}/import_data")
    settled(page)
    assert page.locator(".lt-import").first.inner_text() == before
    assert not list((tmp_path / "uploads").iterdir())
    assert not list((tmp_path / "home" / "imports").glob(".*"))


def test_who_owes_which_file_stands_on_the_page(own_office, page):
    page.goto(f"{own_office}/import_data?period=2026-W47")
    owed = page.locator(".lt-table", has_text="零报告")
    expect(owed).to_contain_text("枫渡社区")
    page.goto(f"{own_office}/import_data?period=2026-W47&lang=en")
    expect(page.get_by_role("heading", name="Due this week")).to_be_visible()


def test_a_number_leads_to_its_rows_and_back(page, office):
    page.goto(f"{office}/overview?period=2026-W47")
    settled(page)
    page.locator("summary", has_text="明细").first.click()
    page.get_by_role("link", name="数据依据").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".lt-table").first).to_contain_text(".xlsx")
    expect(dialog).to_contain_text("行是它的依据")
    assert "evidence=" in page.url
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("evidence="))
