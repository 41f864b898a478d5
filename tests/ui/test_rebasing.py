"""Fresh starts of control charts: the analyst finds the form under the chart it is about."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from office.permissions import Role
from office.targets import rebasing_history
from tests import demonstration
from tests.ui.people import HERE, PEOPLE, THERE
from tests.ui.test_roles import opened, text

ASKED = {"m": "petition_repeat_share", "place": HERE, "view": "control"}


def keys(visit):
    return {box.key for box in visit.selectbox}


@pytest.mark.parametrize(
    ("role", "is_offered"), [(Role.ANALYST, True), (Role.LEADER, False), (Role.COMMUNITY, False)]
)
def test_who_may_decide_on_a_fresh_start_finds_the_form_under_the_chart(looking, role, is_offered):
    looking(PEOPLE[role])
    visit = opened("explore", **ASKED)
    assert not visit.exception
    assert ("rebase-metric" in keys(visit)) == is_offered
    assert ("控制图重新起算" in text(visit)) == is_offered


def test_under_another_view_there_is_no_form(looking):
    looking(PEOPLE[Role.ANALYST])
    assert "rebase-metric" not in keys(opened("explore", **{**ASKED, "view": "line"}))


def test_an_analyst_starts_a_chart_afresh_with_a_day_and_a_reason(looking, monkeypatch, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(demonstration.one_community(), home)
    looking(PEOPLE[Role.ANALYST])
    monkeypatch.setenv("LINGTU_HOME", str(home))
    visit = opened("explore", **{**ASKED, "place": THERE})
    assert visit.selectbox(key="rebase-metric").value == "petition_repeat_share"
    assert visit.selectbox(key="rebase-place").value == THERE
    visit.text_input(key="rebase-reason").set_value("9月起换了登记办法")
    visit.date_input(key="rebase-day").set_value(date(2026, 8, 31))
    visit.button(key="rebase-save").click().run()
    assert not visit.exception
    (line,) = rebasing_history(home)
    assert (line.metric, line.place_id, line.changed_by) == (
        "petition_repeat_share", THERE, "analyst",
    )  # fmt: skip
    assert (line.from_on.isoformat(), line.reason) == ("2026-08-31", "9月起换了登记办法")
