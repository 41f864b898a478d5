"""Meeting mode in a browser: keys lead on, the address remembers, and freezing is final."""

from __future__ import annotations

import re
import shutil
from datetime import datetime

import pytest
from playwright.sync_api import expect

from office.follow_ups import follow_ups
from office.meetings import meetings, open_meeting
from tests import demonstration
from tests.browser.conftest import serving, settled

AT = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def held(tmp_path):
    """The demonstration office with a meeting that is open, and where it is served."""
    home = tmp_path / "office"
    shutil.copytree(demonstration.demonstration(), home)
    open_meeting(home, "2026-W47", at=AT, by="local")
    with serving(home) as url:
        yield home, url


def test_keys_lead_through_the_meeting_and_the_address_remembers_where(held, page):
    home, url = held
    title = page.locator(".lt-mt-head h1")
    page.goto(f"{url}/weekly_review?period=2026-W47&mode=meeting")
    expect(page.locator(".lt-mt-bar")).to_contain_text("第 1 项")
    settled(page)
    first = title.inner_text()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    assert float(title.evaluate("e => getComputedStyle(e).fontSize").removesuffix("px")) >= 42

    page.keyboard.press("ArrowRight")
    expect(page.locator(".lt-mt-bar")).to_contain_text("第 2 项")
    expect(title).not_to_have_text(first)
    settled(page)
    second = title.inner_text()
    page.reload()
    expect(title).to_have_text(second)
    settled(page)

    page.keyboard.press("s")
    expect(page.locator(".lt-mt-bar")).to_contain_text("第 3 项")
    expect(page).to_have_url(re.compile("skipped="))
    settled(page)
    page.keyboard.press("PageUp")
    expect(title).to_have_text(second)

    settled(page)
    page.get_by_text("记录议定事项").click()
    words = page.get_by_label("议定事项", exact=True)
    words.fill("督促补报")
    words.press("ArrowLeft")  # a key in a field stays in the field
    expect(title).to_have_text(second)
    page.get_by_label(re.compile("责任岗位")).fill("社会治理办主任")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.get_by_text("已记录 D001-1")).to_be_visible()
    assert [f.what for f in follow_ups(home, on=AT.date())] == ["督促补报"]

    page.goto(f"{url}/weekly_review?period=2026-W47")
    settled(page)
    page.get_by_role("button", name="定稿", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="定稿").click()
    expect(page.get_by_text("已于")).to_be_visible()
    assert meetings(home)[0].is_frozen
