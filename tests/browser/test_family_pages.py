"""The pages in depth as a browser sees them; every test also asks nobody outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests import demonstration
from tests.browser.conftest import serving, settled
from tests.browser.test_screens import asked

PAGES = ["three_zero", "commitments", "grid_coverage", "service_space", "volunteers"]
WITH_CHARTS = ["three_zero", "grid_coverage", "service_space", "volunteers"]
STREETS = "990102013"
MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b")


@pytest.mark.parametrize("url", WITH_CHARTS)
def test_charts_are_drawn_without_a_tool_bar_or_english_months(page, office, url):
    page.goto(f"{office}/{url}")
    settled(page)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    expect(page.locator(".modebar-btn")).to_have_count(0)
    assert not MONTH.search(page.evaluate("document.body.innerText"))


@pytest.mark.parametrize("width", [1440, 1920])
@pytest.mark.parametrize("url", PAGES)
def test_a_page_fits_its_screen(page, office, url, width):
    page.set_viewport_size({"width": width, "height": 1080})
    for language in ("zh", "en"):
        page.goto(f"{office}/{url}?lang={language}")
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(page.locator(".lt-finding")).to_have_count(1)


@pytest.fixture(scope="module")
def nothing_yet() -> Iterator[str]:
    """One office without any data, served to all who only look."""
    with serving(demonstration.empty()) as url:
        yield url


@pytest.mark.parametrize("url", PAGES)
def test_an_empty_office_is_offered_data(nothing_yet, page, url):
    page.goto(f"{nothing_yet}/{url}")
    settled(page)
    expect(page.locator(".lt-finding")).to_contain_text("还没有数据")


def test_the_matrix_ends_with_the_streak_and_opens_a_community(page, office):
    page.goto(f"{office}/three_zero")
    settled(page)
    rows = page.locator(".lt-matrix").first.locator("tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.first.locator("td")).to_have_count(29)
    page.locator(".lt-matrix tbody th a").first.click()
    expect(rows).to_have_count(1)
    page.wait_for_url(lambda url: asked(url).get("place", "").startswith(STREETS))


def test_the_order_of_commitments_stands_in_the_address(page, office):
    page.goto(f"{office}/commitments?lang=zh")
    settled(page)
    page.get_by_role("link", name="按部门").click()
    page.locator(".lt-plan tr.lt-group").first.wait_for()
    page.wait_for_url(lambda url: asked(url).get("by") == "department")
    page.reload()
    settled(page)
    expect(page.locator(".lt-switch a[aria-current]")).to_have_text("按部门")
