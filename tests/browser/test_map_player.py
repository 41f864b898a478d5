"""The weeks of the map: stepped through by button and by key, and played."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import settled
from tests.browser.test_screens import asked, map_frame

RATE = "grid_events_per_100_households"


def test_weeks_are_stepped_played_and_stay_in_the_address_with_the_figure_shown(page, office):
    page.goto(f"{office}/grid_map?metric={RATE}&rate=raw")
    frame = map_frame(page)
    buttons, slider = frame.locator(".lt-map-weeks button"), frame.locator(".lt-map-weeks input")
    week, head = frame.locator(".lt-map-weeks output"), frame.locator(".lt-map-head")
    expect(week).to_have_text("2026年第47周")
    expect(buttons.nth(2)).to_be_disabled()  # there is no later one

    buttons.nth(0).click()  # one week back; the page follows once the map rests
    page.wait_for_url(re.compile("period=2026-W46"))
    page.wait_for_url(lambda url: asked(url).get("rate") == "raw")
    expect(head).to_contain_text("原值")
    expect(head).to_contain_text("第46周")
    settled(page)

    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("period=2026-W45"))
    settled(page)
    expect(slider).to_be_focused()

    buttons.nth(1).click()  # played to the end
    expect(week).to_have_text("2026年第47周")
    page.wait_for_url(lambda url: asked(url).get("period") == "2026-W47")
    expect(frame.get_by_role("button", name="播放")).to_be_visible()
