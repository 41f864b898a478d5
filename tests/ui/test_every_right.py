"""Every role at the served office, by direct address after a restart: what it is shown and handed.

The table of ``office.permissions`` says what is right; here a real server is asked, over its
routes and its websocket, as a browser or an attacker would.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from metrics.catalogue import metrics
from office import audit
from office.permissions import Action, Role, may, may_for, may_open
from tests.reports.packs import WEEK
from tests.ui.people import HERE, OTHERS, PEOPLE, SOCIAL, THERE
from tests.ui.served import SHARED, fields_of, offered, told, words_of
from ui.frame import SCREENS

NAMES_OF_OTHERS = (*OTHERS, *(f"99010201300{n}" for n in range(1, 9) if n != 2))
"""What names another community: its name, and its code with which those of its grids begin."""

HANDLES = {
    Action.IMPORT: ("import_data", {}, "files-"),
    Action.UNDO_IMPORT: ("import_data", {}, "act-"),
    Action.HOLD_MEETING: ("weekly_review", {}, "freeze"),
    Action.MAKE_PACK: ("weekly_review", {}, "make-pack"),
    Action.EDIT_FOLLOW_UP: ("follow_ups", {"matter": "D001-1"}, "words-"),
    Action.RUN_SQL: ("explore", {"tab": "sql"}, "console-run"),
    Action.SHARE_VIEW: ("explore", {}, "view-role"),
    Action.CHANGE_TARGETS: ("admin", {"tab": "targets"}, "target-save"),
    Action.CHANGE_SETTINGS: ("admin", {"tab": "settings"}, "holiday-add"),
    Action.MANAGE_ACCOUNTS: ("admin", {"tab": "accounts"}, "account-add"),
    Action.READ_AUDIT: ("admin", {"tab": "audit"}, "audit-check"),
    Action.EXPORT: ("overview", {}, "export.table"),
    Action.SEE_EVIDENCE: ("overview", {"evidence": "zero_case", "place": THERE}, "export.rows"),
}
"""Action -> a page, its address, and how the handle with which it is taken is called there."""

DEPARTMENTS = metrics()["zero_case"].departments
EXPORTS = {"export.audit": Action.READ_AUDIT, "export.answers": Action.IMPORT,
           "export.pack": Action.MAKE_PACK, "export.sql": Action.RUN_SQL}  # fmt: skip
"""What may be taken by others than those who may export."""


def menu_of(said: str) -> set[str]:
    (drawn,) = re.findall(r"<nav[^>]*lt-menu.*?</nav>", said, re.DOTALL)
    return {screen.url for screen in SCREENS if f'href="{screen.url}?' in drawn}


def others_in(said: str) -> list[str]:
    return [name for name in NAMES_OF_OTHERS if name in said]


@pytest.mark.parametrize("role", Role)
def test_a_role_is_shown_and_handed_what_the_table_says(served, role):
    viewer = PEOPLE[role]
    with served.visit(role) as visitor:
        for screen in SCREENS:
            heard = visitor.hear(screen.url, period=WEEK)
            said = told(heard)
            closed = f"您的账号不能打开“{screen.name.zh}”"
            assert (closed in said) is not may_open(viewer, screen.url), screen.url
            assert "抱歉" not in said, screen.url
            assert viewer.name in said
            assert role is not Role.COMMUNITY or others_in(said) == [], screen.url
            assert menu_of(said) == {s.url for s in SCREENS if may_open(viewer, s.url)}
            for what, number in offered(heard):
                needed = EXPORTS.get(what.partition("-")[0], Action.EXPORT)
                assert may(viewer, needed), what
                url = visitor.made(number)
                assert url is not None, what
                assert served.get(url) == 401
                other = Role.CLERK if role is Role.LEADER else Role.LEADER
                assert served.get(url, other) == 403, "it was made for somebody else"
                status, content = served.answer(url, role)
                assert status == 200
                if role is Role.COMMUNITY:
                    assert others_in(words_of(content)) == [], what


def concerned(action: Action) -> tuple[tuple[str, ...], str]:
    """The departments and the community that an action is taken on here; who may not see the
    place that the address names is shown their own."""
    return ((SOCIAL,), THERE) if action is Action.EDIT_FOLLOW_UP else (DEPARTMENTS, HERE)


def handles(said: str) -> dict[str, str]:
    """How the fields and buttons of a page are called, and the numbers that they are known by."""
    return {
        name: f"{start}{name}"
        for start, name in re.findall(r"(\$\$ID-[0-9a-f]{32}-)([\w.-]+)", said)
    }


@pytest.mark.parametrize("action", HANDLES)
def test_an_action_has_a_handle_for_whoever_may_take_it_and_no_other_can_press_it(served, action):
    page, address, name = HANDLES[action]
    departments, community = concerned(action)
    known: dict[str, str] = {}
    for role, viewer in PEOPLE.items():
        with served.visit(role) as visitor:
            drawn = handles(told(visitor.hear(page, period=WEEK, **address)))
            found = {key: number for key, number in drawn.items() if key.startswith(name)}
            expected = may_open(viewer, page) and may_for(
                viewer, action, departments=departments, community_id=community
            )
            assert bool(found) is expected, (role, sorted(drawn))
            known |= found
    before = held(served.home)
    for role, viewer in PEOPLE.items():
        if not (may_open(viewer, page) and may(viewer, action)):
            with served.visit(role) as visitor:
                visitor.hear(page, period=WEEK, **address)
                visitor.press(page, known.values(), period=WEEK, **address)
    assert held(served.home) == before


def held(home: Path) -> dict[str, int]:
    """How much the office holds, table by table, besides what is written of every visit."""
    found = {}
    for name in ("office.db", "ledger.db"):
        with contextlib.closing(sqlite3.connect(home / name)) as file:
            tables = [
                row[0]
                for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for table in set(tables) - {"audit_log", "sessions", "recent_views"}:
                found[table] = file.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]
    return found


# the routes --------------------------------------------------------------------------------------

VERSION = "v=1&period=2026-W47"
ROUTES = {
    "/overview": "anybody", "/admin": "anybody", "/": "anybody", "/lingtu.js": "anybody",
    "/assets/lingtu.css": "anybody", "/assets/map.js": "anybody", "/_stcore/host-config": "anybody",
    "/component/streamlit_folium.st_folium/index.html": "anybody",
    f"/geometry/community.json?{VERSION}&within=990102013": "everywhere",
    f"/geometry/grid.json?{VERSION}&within={THERE}": "everywhere",
    f"/geometry/values/grid.json?{VERSION}&within={THERE}&metric=zero_case": "everywhere",
    f"/geometry/layer/tasks.json?{VERSION}&within=990102013": "everywhere",
    f"/geometry/grid.json?{VERSION}&within={HERE}": "map",
    f"/geometry/values/grid.json?{VERSION}&within={HERE}&metric=zero_case": "map",
    f"/geometry/layer/tasks.json?{VERSION}&within={HERE}": "map",
}  # fmt: skip
"""A route of the application -> who may fetch it, besides that everybody must sign in."""


@pytest.mark.parametrize("path", ROUTES)
def test_a_route_answers_whom_it_should_and_nobody_without_a_session(served, path):
    assert served.get(path) == 401, path
    with served.visit(Role.LEADER) as visitor:
        visitor.hear("grid_map")  # a component is there once a page has used it
    for role, viewer in PEOPLE.items():
        status, content = served.answer(path, role)
        needs = ROUTES[path]
        may_fetch = needs == "anybody" or may_open(viewer, "grid_map")
        is_theirs = needs != "everywhere" or role is not Role.COMMUNITY
        assert status == (200 if may_fetch and is_theirs else 403), (role, status)
        if role is Role.COMMUNITY:
            assert others_in(content.decode("utf-8", "replace")) == []


@pytest.mark.parametrize("role", Role)
def test_a_file_is_taken_in_from_whoever_may_import_and_from_no_other_by_the_bare_route(
    served, role
):
    with served.visit(role) as visitor:
        visitor.hear("overview")
        path = f"/_stcore/upload_file/{visitor.session_id}/1"
        is_asked = may(PEOPLE[role], Action.IMPORT)
        assert served.get(path, role, "OPTIONS") == (204 if is_asked else 403)
        assert served.get(path, role, "PUT") == 403, "who may must come from a page of ours"
        assert served.get(path, None, "PUT") == 401


def test_a_file_is_not_taken_in_for_the_window_of_somebody_else(served):
    with served.visit(Role.LEADER) as other, served.visit(Role.CLERK) as own:
        other.hear("overview"), own.hear("overview")
        status = {
            window: served.get(f"/_stcore/upload_file/{window}/1", Role.CLERK, "OPTIONS")
            for window in (other.session_id, own.session_id)
        }
    assert status == {other.session_id: 403, own.session_id: 204}


# a community and the others ----------------------------------------------------------------------

EVERYWHERE = [{"place": THERE}, {"place": f"{HERE}001", "lang": "en"}]
ASKED = [
    *((screen.url, query) for screen in SCREENS for query in EVERYWHERE),
    ("overview", {"evidence": "zero_case"}),
    ("overview", {"evidence": "grid_staffing_attainment", "place": THERE, "lang": "en"}),
    ("overview", {"period": "2026-10"}),
    ("follow_ups", {"matter": "D001-1"}),
    ("weekly_review", {"mode": "meeting", "period": WEEK}),
    ("explore", {"tab": "sql"}),
    ("explore", {"view": "table", "at": f"{HERE},{THERE}", "vs": "peers", "lang": "en"}),
    ("explore", {"view": "funnel", "m": "petition_reply_on_time"}),
    ("explore", {"view": "map", "m": "grid_staffing_attainment", "level": "community"}),
    ("grid_map", {"layer": "facilities,gaps,tasks", "level": "community", "against": "2026-W46"}),
    ("commitments", {"by": "department"}),
]


def test_a_community_is_told_of_no_other_whatever_the_address_asks(served):
    with served.visit(Role.COMMUNITY) as visitor:
        for page, asked in ASKED:
            heard = visitor.hear(page, **asked)
            # What the reader wrote into the address is said back to them, and nothing else.
            written = {THERE} if THERE in asked.values() or THERE in asked.get("at", "") else set()
            assert set(others_in(told(heard))) <= written, (page, asked)
            for what, number in offered(heard):
                url = visitor.made(number)
                assert url is not None
                assert others_in(words_of(served.answer(url, Role.COMMUNITY)[1])) == [], what


def test_a_choice_that_the_page_does_not_offer_shows_a_community_no_other(served):
    with served.visit(Role.COMMUNITY) as visitor:
        for page in ("overview", "grid_map", "follow_ups", "explore"):
            fields = fields_of(visitor.hear(page, period=WEEK))
            said = told(visitor.fill(page, dict.fromkeys(fields, THERE), period=WEEK))
            assert set(others_in(said)) <= {THERE}, page
            assert others_in(told(visitor.hear(page, period=WEEK))) == [], page


def test_views_that_are_shared_with_the_communities_name_no_other(served):
    with served.visit(Role.COMMUNITY) as visitor:
        said = told(visitor.hear("explore"))
    assert [name for name in SHARED if name in said] == ["大家都看", "只看汀蘅"]


def test_a_pack_says_who_made_it_and_the_log_says_who_took_it(served):
    leader = PEOPLE[Role.LEADER]
    with served.visit(Role.LEADER) as visitor:
        drawn = handles(told(visitor.hear("weekly_review", period=WEEK)))
        heard = visitor.press("weekly_review", [drawn["make-pack"]], period=WEEK)
        files = {what: number for what, number in offered(heard) if what.startswith("export.pack")}
        assert len(files) == 9, "everything as one archive, and eight files"
        for what, number in files.items():
            url = visitor.made(number)
            assert url is not None
            said = words_of(served.answer(url, Role.LEADER)[1])
            assert f"{leader.name} {leader.account}" in said or "zip" in what, what
    taken = audit.lines(served.home, what="export.pack", account=leader.account)
    assert len(taken) == len(files)
    assert {(line.role, line.address) for line in taken} == {("leader", "127.0.0.1")}
    assert all(line.rows and f"period={WEEK}" in line.detail for line in taken)
