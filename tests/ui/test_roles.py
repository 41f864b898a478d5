"""What each role sees: the menu, every page by its direct address, and the files that it may take."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from metrics.catalogue import metrics
from office.permissions import LOCAL, Role, Viewer, may_open
from tests import demonstration
from tests.tree import ROOT
from tests.ui.people import HERE, OTHERS, PEOPLE, SOCIAL, THERE
from ui.frame import SCREENS

SUBDISTRICT = "990102013"


def opened(url: str, **query: str) -> AppTest:
    """A page by its address, as after a restart."""
    file = next(screen.file for screen in SCREENS if screen.url == url)
    visit = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=600)
    for key, value in query.items():
        visit.query_params[key] = value
    return visit.switch_page(f"../pages/{file}").run()


def text(visit: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in visit.get("html"))


def menu_of(visit: AppTest) -> set[str]:
    (drawn,) = re.findall(r"<nav[^>]*lt-menu.*?</nav>", text(visit), re.DOTALL)
    return {screen.url for screen in SCREENS if f'href="{screen.url}?' in drawn}


@pytest.fixture
def small(looking, monkeypatch):
    """One community is enough to see who may open what."""
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    return looking


def test_on_this_machine_alone_everything_is_open_and_the_page_says_so(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    visit = opened("overview")
    assert menu_of(visit) == {screen.url for screen in SCREENS if may_open(LOCAL, screen.url)}
    assert "单机模式，仅限本机" in text(visit)


def test_without_a_session_a_page_is_only_the_way_to_the_login(monkeypatch, looking):
    looking(PEOPLE[Role.LEADER])
    monkeypatch.setattr("ui.viewer.access.visitor", lambda *_: None)
    visit = opened("overview", place=HERE)
    assert "登录已失效" in text(visit)
    assert "/login?next=" in text(visit)
    assert "lt-menu" not in text(visit)
    assert OTHERS[0] not in text(visit)


# a community and its neighbours ------------------------------------------------------------------


@pytest.mark.parametrize("place", [THERE, f"{THERE}001", SUBDISTRICT, "nowhere"])
def test_another_place_in_the_address_is_answered_with_a_sentence(looking, place):
    looking(PEOPLE[Role.COMMUNITY])
    said = text(opened("overview", place=place))
    assert f"“{place}”不存在，或不在您的查看范围内，已改为汀蘅社区" in said


@pytest.mark.parametrize("url", ["overview", "grid_coverage", "volunteers", "three_zero"])
def test_a_community_sees_the_average_of_the_others(looking, url):
    looking(PEOPLE[Role.COMMUNITY])
    assert "其他社区平均" in text(opened(url))
    looking(PEOPLE[Role.LEADER])
    assert "其他社区平均" not in text(opened(url))


def test_what_one_person_was_shown_is_not_shown_to_the_next(looking):
    looking(PEOPLE[Role.LEADER])
    assert OTHERS[1] in text(opened("overview"))
    looking(PEOPLE[Role.COMMUNITY])
    assert OTHERS[1] not in text(opened("overview"))
    looking(PEOPLE[Role.LEADER])
    assert OTHERS[1] in text(opened("overview"))


def test_what_a_community_looks_for_leads_to_no_other(looking):
    from ui import passports
    from ui.search import search

    looking(PEOPLE[Role.LEADER])
    code = passports.passport("zero_case", THERE, "2026-W46")
    assert code is not None and search(code).found
    looking(PEOPLE[Role.COMMUNITY])
    for asked in (code, "松岫", "sxsq", THERE, f"{THERE}001", SUBDISTRICT):
        found = search(asked)
        assert found.found == () and found.trouble is not None, asked
        assert OTHERS[0] not in found.trouble.zh.replace(f"“{asked}”", "")


# the rows behind a number ------------------------------------------------------------------------

OWN = next(key for key, m in metrics().items() if SOCIAL in m.departments and m.family == "grid")
FOREIGN = next(key for key, m in metrics().items() if SOCIAL not in m.departments and m.departments)
CLOSED = "这个数的明细不在您的查看范围内"


@pytest.mark.parametrize(
    ("role", "key", "place", "sees"),
    [
        (Role.LEADER, FOREIGN, THERE, True),
        (Role.DEPARTMENT, OWN, THERE, True),
        (Role.DEPARTMENT, FOREIGN, THERE, False),
        (Role.COMMUNITY, FOREIGN, HERE, True),
        (Role.CLERK, FOREIGN, SUBDISTRICT, True),
        (Role.ANALYST, OWN, SUBDISTRICT, True),
        (Role.AUDITOR, OWN, THERE, False),
        (Role.ADMIN, OWN, THERE, False),
    ],
)
def test_rows_are_for_whoever_they_concern(looking, role, key, place, sees):
    looking(PEOPLE[role])
    said = text(opened("overview", place=place, evidence=key, period="2026-W47"))
    assert (CLOSED in said) is not sees
    assert ("第 8 行" in said or "行是它的依据" in said) is sees


@pytest.mark.parametrize(("role", "named"), [(Role.CLERK, True), (Role.ANALYST, False)])
def test_an_analyst_sees_the_rows_without_names(looking, role, named):
    from ui import answers
    from ui.evidence import asked_for

    looking(PEOPLE[role])
    week = answers.periods().find("2026-W47")
    here = answers.places().by_id[HERE]
    found = asked_for("grid_leader_coverage", here, week).read(0, 50)
    assert found.count
    assert ("person_name" in {f.name for group in found.groups for f in group.fields}) is named


@pytest.mark.parametrize(("role", "named"), [(Role.CLERK, True), (Role.ANALYST, False)])
def test_the_card_of_a_grid_counts_its_people_for_whoever_may_not_see_names(looking, role, named):
    from ui import answers

    looking(PEOPLE[role])
    period = answers.periods().find("2026-W47")
    grid = next(g for g in answers.places().children(HERE) if answers.grid_card(g, period).leaders)
    assert (answers.grid_card(grid, period).leaders[0] != answers.HIDDEN) is named


@pytest.mark.parametrize(("department", "named"), [(SOCIAL, True), ("司法所", False)])
def test_a_department_sees_the_names_of_people_whose_work_it_answers_for(
    looking, department, named
):
    from ui import answers

    looking(Viewer(department, "科员", Role.DEPARTMENT, (department,)))
    period = answers.periods().find("2026-W47")
    grid = next(g for g in answers.places().children(HERE) if answers.grid_card(g, period).leaders)
    assert (answers.grid_card(grid, period).leaders[0] != answers.HIDDEN) is named


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN, Role.CLERK])
def test_files_are_taken_in_by_whoever_may_import(small, role):
    small(PEOPLE[role])
    visit = opened("import_data")
    assert bool(visit.get("file_uploader")) is (role is Role.CLERK)


def test_pages_read_the_published_numbers_through_one_opening():
    """Elsewhere somebody of a community would be shown everybody's."""
    openings = {"ui/scope.py", "ui/peers.py"}
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ui").glob("*.py")
        if "open_published(" in path.read_text(encoding="utf-8")
    }
    assert found == openings
