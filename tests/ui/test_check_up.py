"""The check-up before a meeting: every kind of finding is planted, and names whom to call."""

from __future__ import annotations

import shutil
from datetime import date, datetime

import pytest

from commands.demo_meeting import hold
from data.home import Home
from office.follow_up_changes import decide
from office.meetings import open_meeting
from office.permissions import LOCAL
from publication.targets import set_target
from tests.demonstration import demonstration
from tests.publication.office import MONDAY
from ui import access, answers, meeting_check_up
from ui.viewer import acting

KEY = "grid_staffing_attainment"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The demonstration office after its meeting about week 46: a roster came late, a decision is
    overdue, a target was changed."""
    path = tmp_path_factory.mktemp("check-up") / "home"
    shutil.copytree(demonstration(), path)
    hold(Home(path), published_at=MONDAY)
    set_target(Home(path), KEY, 0.5, valid_from=date(2026, 1, 1), reason="例会议定",
               at=datetime(2026, 11, 23, 9, 30), by="leader")  # fmt: skip
    return path


@pytest.fixture
def found(planted, monkeypatch):
    """Ask for the findings of a period as (kind, words, departments, page, address)."""
    monkeypatch.setenv("LINGTU_HOME", str(planted))
    monkeypatch.setattr(access, "now", lambda: datetime(2026, 11, 23, 10))

    def ask(period_id="2026-W47"):
        with acting(LOCAL):
            place, period = answers.places().top, answers.periods().find(period_id)
            return [
                (f.kind, f.what.zh, f.departments, f.page, dict(f.query))
                for f in meeting_check_up.findings(place, period)
            ]

    return ask


@pytest.mark.parametrize(
    ("kind", "said", "department", "leads_to"),
    [
        ("stale", "《“三零”创建零报告表（社区）》应报至 2026-11-22，最近一期到 2026-11-15：枫渡社区",
         "社会治理办", ("import_data", {})),
        ("unreported", "枫渡社区未报：", "社会治理办", ("overview", {"place": "990102013006"})),
        ("unexplained", "业委会党员占比达标率：", "社区管理办",
         ("grid_map", {"metric": "owners_committee_party_attainment"})),
        ("overdue", "D001-2 对超过期限未答复的信访件", "社会治理办", ("follow_ups", {"state": "overdue"})),
        ("redefined", "网格员配备达标率：目标有变", "社会治理办", ("handbook", {})),
        ("restated", "第 1 次会议（2026-W46）有", "社会治理办", ("weekly_review", {"period": "2026-W46", "view": "changes"})),
    ],
)  # fmt: skip
def test_a_planted_finding_is_named_with_the_department_to_call(
    found, kind, said, department, leads_to
):
    (finding,) = [f for f in found() if f[0] == kind and f[1].startswith(said)]
    assert department in finding[2]
    assert finding[3:] == leads_to


def test_sources_that_contradict_one_another_are_found_in_their_period(found):
    """In week 34 the ledger of one community counts an accident, and its zero report says none."""
    said = [f for f in found("2026-Q3") if f[0] == "contradiction" and "2026-W34" in f[1]]
    (finding,) = said
    assert "汀蘅社区" in finding[1]
    assert finding[2:4] == (("社会治理办",), "three_zero")
    assert not [f for f in found() if f[0] == "contradiction" and "2026-W34" in f[1]]


def test_an_alert_that_somebody_works_on_is_explained(found, planted):
    def alerts():
        return {f[1].partition("：")[0] for f in found() if f[0] == "unexplained"}

    assert "网格党组织覆盖率" in alerts()
    number = open_meeting(planted, "2026-W47", at=MONDAY, by="leader").number
    decide(planted, number, what="建立网格党组织", department="党建办", post="主任",
           due_on=date(2026, 12, 31), metric="grid_party_coverage", place_id="990102013",
           at=MONDAY, by="leader")  # fmt: skip
    assert "网格党组织覆盖率" not in alerts()
