"""Light and dark: as the system has it, as the reader chose it, and light on the wall."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import settled, window_of

GROUND = "rgb(18, 24, 31)"


def test_the_system_decides_until_the_reader_does_and_a_meeting_is_light(chromium, office):
    context = window_of(
        chromium, viewport={"width": 1440, "height": 900}, locale="zh-CN", color_scheme="dark"
    )
    page = context.new_page()
    root = page.locator("html")
    page.goto(f"{office}/volunteers")
    settled(page)
    expect(root).to_have_attribute("data-theme", "dark")
    expect(page.locator(".stApp")).to_have_css("background-color", GROUND)
    # The figure was drawn by the server for a dark screen.
    figure = page.locator(".stPlotlyChart .main-svg").first
    expect(figure).to_have_css("background-color", GROUND)

    page.goto(f"{office}/weekly_review?mode=meeting")
    settled(page)
    expect(root).to_have_attribute("data-theme", "light")

    page.goto(f"{office}/volunteers")
    page.get_by_role("link", name="浅色外观").click()
    expect(root).to_have_attribute("data-theme", "light")
    settled(page)
    page.goto(f"{office}/follow_ups")
    settled(page)
    expect(root).to_have_attribute("data-theme", "light")
    page.get_by_role("link", name="深色外观").click()
    expect(root).to_have_attribute("data-theme", "dark")
    context.close()
