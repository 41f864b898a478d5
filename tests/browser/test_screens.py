"""What a reader sees and does, in a real browser; every test also asks nobody outside."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS, settled
from tests.demonstration import INBOX

PAGES = ["overview", "grid_map", "import_data", "handbook"]
STREETS = "990102013"
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")

UNITS_AND_CODES = {
    # units, codes, formats and the link to the other language
    "m", "km", "km²", "m²", "MB", "KB", "English", "toml", "value", "WGS-", "XLSX", "XLSM",
    "XLSB", "XLS", "ET", "ODS", "CSV", "TSV", "TXT", "GEOJSON", "TOML", "xlsx", "xls", "csv",
    "geojson", "demo", "W", "HTM", "HTML", "XML", "JSON", "SHP", "DBF", "PRJ", "CPG", "SHX", "ZIP",
    "KML", "KMZ", "GPKG", "FODS",
}  # fmt: skip


def asked(url: str) -> dict[str, str]:
    """What an address asks for; it follows what is shown, so it is waited for."""
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


def map_frame(page: Page):
    """The map's frame, once it is drawn and nothing above it moves it any more."""
    settled(page)
    expect(page.locator(FRAME)).to_have_count(1)
    frame = page.frame_locator(FRAME)
    frame.locator("html[data-complete]").wait_for(state="attached")
    return frame


def click_place(page: Page, name: str) -> None:
    """Click on the map where the name of a place stands."""
    label = map_frame(page).locator(".lt-label span", has_text=name).first
    label.wait_for()
    settled(page)
    box = standing(page, label)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def standing(page: Page, what: Locator) -> FloatRect:
    """Where something on the map stands, once it has stood there for half a second."""
    before, times = what.bounding_box(), 0
    for _ in range(600):
        page.wait_for_timeout(100)
        now = what.bounding_box()
        times = times + 1 if now is not None and now == before else 0
        if now is not None and times == 5:
            return now
        before = now
    raise AssertionError("it does not come to rest")


@pytest.mark.parametrize("url", PAGES)
def test_a_chinese_page_has_no_english_left(page, office, url):
    page.goto(f"{office}/{url}")
    settled(page)
    page.evaluate(
        "document.querySelectorAll('[data-testid=stIconMaterial]').forEach(e => e.remove())"
    )  # names of pictures, not words
    seen = page.evaluate("document.body.innerText")
    seen = re.sub(r"\b[a-z]+_[a-z_0-9]+\b", "", seen)  # keys of metrics in the handbook
    left = {word for word in LATIN.findall(seen) if len(word) > 1} - UNITS_AND_CODES
    assert left == set()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


@pytest.mark.parametrize("url", PAGES)
def test_an_english_page_has_no_chinese_words_of_ours(page, office, url):
    page.goto(f"{office}/{url}?lang=en")
    settled(page)
    page.evaluate("document.querySelectorAll('.lt-import').forEach(e => e.remove())")
    seen = page.evaluate("document.body.innerText")
    ours = [
        words
        for words in CHINESE.findall(seen)
        if not words.endswith(("街道", "社区", "网格")) and words not in ("中文",)
    ]
    assert ours == []
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_language_switch_keeps_place_and_period(page, office):
    page.goto(f"{office}/overview?place={STREETS}003&period=2026-10&lang=zh")
    settled(page)
    page.click("a.lt-language")
    expect(page.locator(".lt h1")).to_have_text("Overview")
    page.wait_for_url(
        lambda url: asked(url) == {"place": f"{STREETS}003", "period": "2026-10", "lang": "en"}
    )


def test_a_link_opens_what_its_sender_saw(page, office):
    page.goto(f"{office}/grid_map?place={STREETS}005&period=2026-W46&metric=grid_worker_gap")
    settled(page)
    expect(page.locator(".lt-crumbs strong")).to_have_text("砚浦社区")
    head = map_frame(page).locator(".lt-map-head")
    expect(head).to_contain_text("2026年第46周")
    expect(head).to_contain_text("网格员缺口")


def test_pages_change_without_losing_what_was_chosen(page, office):
    page.goto(f"{office}/overview?place={STREETS}005&period=2026-W46")
    settled(page)
    page.click('.lt-menu a[href^="handbook"]')
    page.wait_for_selector(".lt-definition")
    page.wait_for_url(
        lambda url: asked(url) == {"place": f"{STREETS}005", "period": "2026-W46", "lang": "zh"}
    )
    page.go_back()
    page.wait_for_selector(".lt-card")
    page.wait_for_url(lambda url: asked(url).get("period") == "2026-W46")


def test_a_picker_writes_into_the_address(page, office):
    page.goto(f"{office}/overview")
    settled(page)
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="汀蘅社区", exact=True).click()
    expect(page.locator(".lt-beside")).to_have_text("汀蘅社区")
    page.wait_for_url(lambda url: asked(url).get("place") == f"{STREETS}002")


def test_the_first_screen_holds_the_sentence_and_the_four_cards(page, office):
    page.goto(office)
    settled(page)
    boxes = [card.bounding_box() for card in page.locator(".lt-card").all()]
    assert len(boxes) == 4
    assert all(box["y"] + box["height"] <= 900 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_important_lies_below_the_fold_of_a_large_screen(page, office):
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(office)
    settled(page)
    for column in page.locator(".lt-columns > div").all():
        box = column.locator(":scope > :last-child").bounding_box()
        assert box["y"] + box["height"] <= 1080


def test_a_card_is_one_click_to_its_page_and_its_doors_open_in_place(page, office):
    page.goto(office)
    settled(page)
    card = page.locator('.lt-card[data-family="grid"]')
    card.locator("summary", has_text="口径").click()
    expect(card.locator(".lt-behind").first).to_be_visible()
    card.locator("summary", has_text="明细").click()
    expect(card.locator(".lt-mini")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".lt-finding").click()
    expect(card.locator(".lt-mini")).to_be_hidden()
    box = card.locator(".lt-value").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    page.wait_for_url("**/grid_coverage?**")
    page.go_back()
    card.locator(".lt-door-link").click()
    page.wait_for_url("**/grid_map?**metric=grid_staffing_attainment**")


def test_clicking_the_map_leads_down_to_the_card_of_a_grid(page, office):
    page.goto(f"{office}/grid_map?metric=grid_staffing_attainment")
    click_place(page, "砚浦社区")
    expect(page.locator(".lt-crumbs strong")).to_have_text("砚浦社区")
    page.wait_for_url(lambda url: asked(url).get("place") == f"{STREETS}005")
    click_place(page, "第三网格")
    expect(page.locator(".lt-grid-card h2")).to_have_text("砚浦社区 / 第三网格")
    page.wait_for_url(lambda url: asked(url).get("place") == f"{STREETS}005003")
    page.click(".lt-crumbs a >> nth=0")
    expect(page.locator(".lt-crumbs strong")).to_have_text("槐澜街道")
    click_place(page, "松岫社区")
    expect(page.locator(".lt-crumbs strong")).to_have_text("松岫社区")


def test_the_table_beside_the_map_says_the_same_and_leads_as_far(page, office):
    page.goto(f"{office}/grid_map?metric=grid_staffing_attainment")
    map_frame(page)
    expect(page.locator(".lt-table tbody tr")).to_have_count(8)
    page.locator(".lt-table a", has_text="汀蘅社区").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".lt-crumbs strong")).to_have_text("汀蘅社区")


def test_a_planted_script_is_text_on_the_map_and_never_runs(page, office):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"{office}/grid_map?place={STREETS}002&metric=grid_leader_coverage&layer=facilities")
    map_frame(page)
    expect(page.locator(".lt-table a", has_text="<script>alert")).to_have_count(1)
    page.locator(".lt-table a", has_text="<script>alert").click()
    expect(page.locator(".lt-grid-card h2")).to_contain_text("<script>alert")
    page.goto(f"{office}/overview?place={STREETS}002")
    page.wait_for_selector(".lt-card")
    assert dialogs == []


def test_the_geometry_is_fetched_once_and_kept(page, office):
    answers: list[tuple[int, dict[str, str]]] = []
    page.on(
        "response",
        lambda r: answers.append((r.status, r.headers)) if "/geometry/" in r.url else None,
    )
    page.goto(f"{office}/grid_map?place={STREETS}005")
    map_frame(page)
    settled(page)
    assert len(answers) == 3  # areas, their classes, the border of the community
    for status, headers in answers:
        assert status == 200
        assert "immutable" in headers["cache-control"]
        assert headers["etag"]


def test_a_page_may_only_ask_its_own_server(page, office):
    answer = page.goto(office)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    settled(page)


def test_an_empty_office_says_what_is_missing(empty_office, page):
    for url in ("overview", "grid_map"):
        page.goto(f"{empty_office}/{url}")
        expect(page.locator(".lt-finding")).to_have_text("这里还没有数据。")
        expect(page.get_by_role("button", name="载入演示街道")).to_be_visible()


def test_files_are_dropped_looked_at_published_and_undone(empty_office, page):
    page.goto(f"{empty_office}/import_data")
    settled(page)
    names = ["01社区基本情况一览表.xlsx", "05社区综合服务设施台账.xlsx"]
    page.locator("input[type=file]").first.set_input_files([INBOX / name for name in names])
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_selector(".lt-numbers")
    expect(page.locator(".lt-file")).to_have_count(2)
    expect(page.locator(".lt-remarks", has_text="G50").first).to_contain_text("拒收")
    page.get_by_role("button", name=re.compile("^发布 ")).click()
    expect(page.locator(".lt-finding").first).to_contain_text("第 1 版已发布")
    page.get_by_role("button", name="撤销").first.click()
    heading = page.get_by_role("heading", name="撤销《05社区综合服务设施台账.xlsx》会有什么变化")
    expect(heading).to_be_visible()
    expect(page.locator(".lt-table", has_text="减少").last).to_contain_text("91")
    page.get_by_role("button", name="确认撤销").click()
    expect(page.locator(".lt-finding").first).to_contain_text("第 2 版已发布")
    expect(page.locator(".lt-import", has_text="已撤销")).to_have_count(1)


def test_one_button_loads_the_demonstration_office(empty_office, page):
    page.goto(empty_office)
    page.get_by_role("button", name="载入演示街道").click()
    expect(page.get_by_role("button", name="停止")).to_be_visible()
    page.wait_for_selector(".lt-card", timeout=10 * PATIENCE_MS)
    expect(page.locator(".lt-menu-foot")).to_contain_text("第 1 版")
