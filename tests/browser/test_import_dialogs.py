"""What the import page asks in a browser: a password, a day; several people at once; the limit."""

from __future__ import annotations

import re
import shutil

import msoffcrypto
import pytest
from playwright.sync_api import Page, expect

from tests import demonstration
from tests.browser.conftest import serving, settled, window_of
from tests.data.books import book

PATIENCE_MS = 120_000
SECRET = "晴天不带伞2026"
HEADER = "| 演练日期 | 演练名称 | 演练类型 | 层级 | 参加人数 |\n"
DATED = "| 填报日期：2026年11月22日 | | | | |\n"
READ, AGAIN = "读取文件", "按答复重新读取"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A small office, served, and the folder of its uploads."""
    folder = tmp_path_factory.mktemp("dialogs")
    (folder / "uploads").mkdir()
    home = shutil.copytree(demonstration.one_community(), folder / "home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "uploads"))
        with serving(home) as url:
            yield url, folder


def drills(path, rows, *, dated=True):
    lines = "".join(
        f"| 2026.11.{n} | 样本演练{n} | 综合 | 街道 | 20 |\n" for n in range(1, rows + 1)
    )
    return book(path, {"Sheet1": (DATED if dated else "") + HEADER + lines})


def bring(page: Page, url: str, *files) -> None:
    page.goto(f"{url}/import_data")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name=READ).click()


def give_up(page: Page) -> None:
    """What waits would go on in the next window."""
    page.get_by_role("button", name="放弃这次导入").click()
    expect(page.locator(".lt-finding").first).to_contain_text("已放弃")


def accepted(page: Page):
    """The rows accepted, in large type."""
    return page.locator(".lt-numbers div", has_text="接受").locator("strong")


def test_a_protected_workbook_asks_for_its_password_and_keeps_it_nowhere(office, page, tmp_path):
    url, folder = office
    locked = tmp_path / "locked.xlsx"
    with drills(tmp_path / "open.xlsx", 3).open("rb") as plain, locked.open("wb") as file:
        msoffcrypto.OfficeFile(plain).encrypt(SECRET, file)
    bring(page, url, locked)
    password = page.get_by_label(re.compile("打开密码"))
    expect(password).to_be_visible(timeout=PATIENCE_MS)
    password.fill("猜的")
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("main")).to_contain_text("密码不正确", timeout=PATIENCE_MS)
    page.get_by_label(re.compile("打开密码")).fill(SECRET)
    page.get_by_role("button", name=AGAIN).click()
    expect(accepted(page)).to_have_text("3", timeout=PATIENCE_MS)
    give_up(page)
    # Given up: no line in the list, no rows, no upload, no password.
    expect(page.locator(".lt-import", has_text="locked.xlsx")).to_have_count(0)
    assert len(list((folder / "home" / "imports").iterdir())) == 1
    assert not list((folder / "uploads").iterdir())
    kept = b"".join(path.read_bytes() for path in (folder / "home").rglob("*") if path.is_file())
    assert SECRET.encode() not in kept


def test_a_sheet_without_a_date_line_asks_for_the_day_of_its_data(office, page, tmp_path):
    url, _ = office
    bring(page, url, drills(tmp_path / "undated.xlsx", 2, dated=False))
    day = page.get_by_role("group", name=re.compile("没有日期行的表.*undated"))
    expect(day).to_be_visible(timeout=PATIENCE_MS)
    expect(accepted(page)).to_have_text("0")
    day.get_by_role("spinbutton").first.click()
    page.keyboard.type("20261122")
    page.get_by_role("button", name=AGAIN).click()
    expect(accepted(page)).to_have_text("2", timeout=PATIENCE_MS)
    expect(page.locator("details.lt-file")).to_contain_text("2026-11-22")
    give_up(page)


def test_two_people_upload_at_once_and_each_sees_their_own(office, page, chromium, tmp_path):
    url, _ = office
    other = window_of(chromium, viewport={"width": 1440, "height": 900}).new_page()
    bring(page, url, drills(tmp_path / "mine.xlsx", 5))
    bring(other, url, drills(tmp_path / "hers.xlsx", 7))
    for who, name, rows in ((page, "mine", "5"), (other, "hers", "7")):
        expect(accepted(who)).to_have_text(rows, timeout=PATIENCE_MS)
        expect(who.locator("details.lt-file")).to_have_count(1)
        expect(who.locator("details.lt-file")).to_contain_text(f"{name}.xlsx")
        expect(who.get_by_role("heading", name="发布后会有什么变化")).to_be_visible()
    give_up(other)
    # Mine still waits, as it was.
    expect(accepted(page)).to_have_text("5")
    expect(page.get_by_role("button", name=re.compile("^发布 5"))).to_be_visible()
    other.context.close()
    give_up(page)


def test_a_file_over_the_limit_is_refused_before_it_is_read(office, page, tmp_path):
    url, folder = office
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(65 * 2**20)
    before = set((folder / "uploads").iterdir())
    page.goto(f"{url}/import_data")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(large)
    refused = page.locator("[data-testid=stFileUploader]").first
    expect(refused).to_contain_text("文件不能超过 64.0 MB")
    expect(refused).not_to_contain_text("Error")
    expect(page.get_by_role("button", name=READ)).to_be_disabled()
    assert set((folder / "uploads").iterdir()) <= before
