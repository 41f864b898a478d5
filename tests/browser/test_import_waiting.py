"""An import that waits for a decision, while the page is reloaded and others publish."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from tests import demonstration
from tests.browser.conftest import serving, settled
from tests.data.books import book

PATIENCE_MS = 120_000
HEADER = (
    "| 填报日期：2026年11月22日 | | | | |\n| 演练日期 | 演练名称 | 演练类型 | 层级 | 参加人数 |\n"
)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A small office, served; its uploads lie in ``tmp_path``."""
    (tmp_path / "uploads").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "uploads"))
    with serving(shutil.copytree(demonstration.one_community(), tmp_path / "home")) as url:
        yield url


def bring(page: Page, url: str, path, *days: str) -> None:
    lines = "".join(f"| {day} | 样本演练{n} | 综合 | 街道 | 20 |\n" for n, day in enumerate(days))
    page.goto(f"{url}/import_data")
    settled(page)
    book(path, {"Sheet1": HEADER + lines})
    page.locator("input[type=file]").first.set_input_files(path)
    page.get_by_role("button", name="读取文件").click()
    expect(page.locator(".lt-numbers")).to_be_visible(timeout=PATIENCE_MS)


def test_what_waits_survives_answers_a_reload_and_a_colleague_who_publishes_first(
    office, page, chromium, tmp_path
):
    bring(page, office, tmp_path / "mine.xlsx", "2026.11.5", "6.3", "7.2")
    first, second = (
        page.get_by_role("combobox", name=re.compile(f"“{d}”")) for d in ("6.3", "7.2")
    )
    first.click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="按答复重新读取").click()
    expect(first).to_have_count(0, timeout=PATIENCE_MS)
    # An answer belongs to its question, not to the place in which that stood.
    expect(second).to_have_value("")
    page.reload()
    settled(page)
    expect(second).to_be_visible()
    expect(page.locator(".lt-import", has_text="mine.xlsx")).to_have_count(0)

    other = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    bring(other, office, tmp_path / "hers.xlsx", "2026.11.8")
    other.get_by_role("button", name=re.compile("^发布 1")).click()
    said = expect(other.locator(".lt-finding").first)
    said.to_contain_text("第 2 版已发布", timeout=PATIENCE_MS)
    other.context.close()

    told = page.get_by_role("alert")
    expect(told).to_contain_text("已另行发布第 2 版", timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", name="发布后会有什么变化")).to_be_visible()
    page.get_by_role("button", name=re.compile("^发布 2")).click()
    said = expect(page.locator(".lt-finding").first)
    said.to_contain_text("第 3 版已发布", timeout=PATIENCE_MS)
    # What still has to go back stays at hand; the upload does not.
    expect(page.get_by_role("button", name="下载退回单")).to_be_visible()
    assert not list((tmp_path / "uploads").iterdir())
