"""From a few letters to the rows behind a number, and back to it by its address."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settled
from tests.browser.test_screens import asked
from tests.demonstration import demonstration


@pytest.fixture
def own_office(tmp_path: Path) -> Iterator[str]:
    """A copy of the demonstration office, in which views may be kept; served."""
    home = tmp_path / "home"
    shutil.copytree(demonstration(), home)
    with serving(home) as url:
        yield url


def test_from_initials_to_a_chart_its_parts_its_rows_and_a_view_that_is_opened_again(
    own_office: str, page: Page
):
    page.goto(f"{own_office}/explore?period=2026-W46")
    settled(page)
    box = page.get_by_placeholder("查找")
    box.fill("wgsjasbjl")
    box.press("Enter")
    page.get_by_role("link", name="网格事件按时办结率").click()
    expect(page.locator(".lt-finding")).to_contain_text("网格事件按时办结率")
    expect(page.locator(".js-plotly-plot")).to_have_count(1)  # that of before is gone
    settled(page)

    page.locator(".st-key-explore-by").get_by_role("combobox").click()
    page.get_by_role("option", name="按事件大类细分").click()
    expect(page.locator("h2", has_text="按事件大类细分")).to_be_visible()
    page.wait_for_url(lambda url: asked(url).get("by") == "grid_events.event_class")
    expect(page.get_by_text("各类合计等于整体")).to_be_visible()
    settled(page)

    page.get_by_role("link", name="明细").click()
    rows = page.get_by_role("dialog")
    expect(rows.get_by_text("网格事件台账").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    settled(page)

    page.get_by_role("button", name="视图").click()
    page.get_by_label("视图名称").fill("按时办结看大类")
    page.get_by_role("button", name="存为视图").click()
    expect(page.get_by_text("已存为“按时办结看大类”。")).to_be_visible()
    kept = page.get_by_role("link", name="按时办结看大类").get_attribute("href")
    assert kept is not None

    page.goto(f"{own_office}/{kept}")
    settled(page)
    expect(page.locator("h2", has_text="按事件大类细分")).to_be_visible()
    page.wait_for_url(lambda url: asked(url).get("m") == "grid_event_on_time")
    page.wait_for_url(lambda url: asked(url).get("period") == "2026-W46")
