"""Text that would like to run stays text on every page, whoever planted it and wherever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.home import Home
from office import accounts, audit, saved_views
from office.follow_up_changes import decide
from office.meetings import open_meeting
from office.permissions import LOCAL, Role, Viewer
from office.targets import set_target
from office.working_days import set_holiday
from publication.publish import publish
from tests.browser.conftest import serving, settled, window_of
from tests.browser.test_login import FOREIGN, READS
from tests.browser.test_map_text import (
    COMMUNITIES,
    COMMUNITY,
    COMMUNITY_SHAPES,
    FACILITIES,
    GRID,
    GRID_SHAPES,
    GRIDS,
    HOSTILE,
)
from tests.publication.office import MONDAY, accept
from tests.reports.packs import made

WEEK = "2026-W47"
AT = datetime(2026, 11, 23, 9, 0)
PLANTED = {kind: HOSTILE.format(kind) for kind in "DPEVAMFHT"}
"""By a decision, a post, what was expected, a view, the log, a member of staff, a file's name, a
holiday and the reason of a target."""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A small office in which everything that somebody can write would like to run."""
    path = tmp_path_factory.mktemp("planted") / "home"
    home = Home(path)
    number = accept(
        home, file_name=f"{PLANTED['F']}.xlsx".replace("/", ""), communities=COMMUNITIES,
        grids=GRIDS, facilities=FACILITIES, community_boundaries=COMMUNITY_SHAPES,
        grid_boundaries=GRID_SHAPES,
    )  # fmt: skip
    publish(home, add=[number], published_at=MONDAY)
    meeting = open_meeting(path, WEEK, at=AT, by=PLANTED["A"][:60])
    decide(
        path, meeting.number, what=PLANTED["D"], department=PLANTED["D"][:60], post=PLANTED["P"],
        due_on=date(2026, 11, 20), metric="grid_leader_coverage", place_id=COMMUNITY,
        expected=PLANTED["E"], at=AT, by="local",
    )  # fmt: skip
    saved_views.save_view(
        path, LOCAL, name=PLANTED["V"][:60], address=f"m={PLANTED['V']}&place={COMMUNITY}",
        shared_with=Role.LEADER, at=AT,
    )  # fmt: skip
    audit.record(path, viewer=LOCAL, what=PLANTED["A"], at=datetime.now(), detail=PLANTED["A"])
    member = Viewer("member", PLANTED["M"][:40], Role.DEPARTMENT, (PLANTED["M"][:40],))
    accounts.add(path, member, at=AT, by=PLANTED["A"][:40])
    set_holiday(path, date(2026, 12, 31), is_working=False, name=PLANTED["H"], at=AT, by="local")
    set_target(path, "grid_leader_coverage", 0.9, valid_from=date(2026, 11, 1), valid_to=None,
               reason=PLANTED["T"], at=AT, by=PLANTED["T"])  # fmt: skip
    return path


@pytest.fixture(scope="module")
def planted(home) -> Iterator[str]:
    with serving(home) as url:
        yield url


@pytest.fixture
def ran(page: Page) -> list[str]:
    """What a script said that ran."""
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    return said


VISITS = (
    "overview", f"overview?place={COMMUNITY}&evidence=grid_leader_coverage", "grid_coverage",
    f"grid_coverage?place={GRID}", "service_space", "volunteers", "three_zero", "commitments",
    "import_data", f"weekly_review?period={WEEK}", f"weekly_review?period={WEEK}&mode=meeting",
    f"weekly_review?period={WEEK}&view=decisions", "follow_ups", "follow_ups?matter=D001-1",
    "explore?m=grid_leader_coverage&view=line", "explore?m=grid_leader_coverage&view=table",
    "explore?m=grid_leader_coverage&view=distribution", "handbook", "admin?tab=accounts",
    "admin?tab=audit", "admin?tab=imports", "admin?tab=targets",
    f"overview?place={PLANTED['A']}&period={PLANTED['A']}&lang={PLANTED['A']}",
    f"explore?m={PLANTED['A']}&by={PLANTED['A']}&at={PLANTED['A']}&view={PLANTED['A']}",
)  # fmt: skip


def test_what_was_planted_is_shown_and_never_runs_on_any_page(planted, page, ran):
    shown = ""
    for visit in VISITS:
        page.goto(f"{planted}/{visit}")
        settled(page)
        shown += page.locator("body").inner_text()
        assert page.locator("[onerror]").count() == 0, visit
        assert "抱歉" not in shown, visit
        assert ran == [], visit
    page.goto(f"{planted}/admin?tab=settings")
    settled(page)
    page.locator("summary", has_text="工作日历").click()
    expect(page.locator("details")).to_contain_text("alert(H)")
    page.goto(f"{planted}/explore")
    settled(page)
    page.get_by_test_id("stPopover").get_by_role("button").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("alert(V)")
    assert page.locator("[onerror]").count() == 0
    assert ran == []
    for kind in "CDPAMT":  # a community, and what PLANTED names
        assert f"alert({kind})" in shown, kind


def test_what_is_typed_into_the_search_and_the_name_of_a_file_stay_text(planted, page, ran):
    page.goto(f"{planted}/explore")
    settled(page)
    seek = page.get_by_placeholder(re.compile("找"))
    seek.fill(PLANTED["V"])
    seek.press("Enter")
    expect(page.locator(".lt-remark, .lt-trouble").first).to_contain_text("没有找到")
    page.goto(f"{planted}/import_data")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(
        [{"name": "<img src=x onerror=alert(1)>.xlsx", "mimeType": "", "buffer": b"no workbook"}]
    )
    page.get_by_role("button", name="读取文件").click()
    expect(page.locator(".lt").filter(has_text="<img src=x onerror=alert(1)>.xlsx").first
           ).to_be_visible()  # fmt: skip
    assert page.locator("[onerror]").count() == 0
    assert ran == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_a_pack_runs_nothing_where_it_is_opened(
    home, chromium: Browser, tmp_path, language
):
    path = tmp_path / "pack.html"
    path.write_bytes(made(home, language).content(".html"))
    context = window_of(chromium)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    expect(page.locator("body")).to_contain_text("<script>alert(D)")
    assert page.locator("script, [onerror], iframe, object, embed").count() == 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    context.close()


def test_a_foreign_page_opens_and_reads_nothing_of_the_single_user_mode(planted, chromium: Browser):
    """Here no cookie is missing: only where the page comes from keeps it out."""
    context = window_of(chromium)
    page = context.new_page()
    told = FOREIGN.format(office=planted)
    context.route(
        "http://evil.example/", lambda asked: asked.fulfill(body=told, content_type="text/html")
    )
    page.goto("http://evil.example/")
    assert page.evaluate(READS, planted) == ["refused", "refused"]
    expect(page.frame_locator("#framed").locator(".lt")).to_have_count(0)
    context.close()
