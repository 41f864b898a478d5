"""Targets are data: set with a reason, laid over the plan's, published, and never forgotten."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data.home import Home
from metrics.catalogue import metric, metrics
from metrics.rating import Target
from office.store import writing
from office.targets import TargetError, rebasing_history, standing, target_history
from publication.publish import build, publish
from publication.reading import Published, open_published
from publication.targets import (
    RefusedTarget,
    rebase,
    refuse,
    set_target,
    withdraw_rebasing,
    withdraw_target,
)
from tests.publication.office import AREAS, GRIDS, MONDAY, accept

STAFF = """
    community_id | grid_id | role   | status  | person_name
    -------------+---------+--------+---------+------------
    C1           | G1      | leader | on_duty | 甲
    C2           | G2      | worker | on_duty | 乙
"""
KEY = "grid_leader_coverage"
DECEMBER = date(2026, 12, 1)
NOVEMBER = date(2026, 11, 1)


def later(hours):
    return MONDAY + timedelta(hours=hours)


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    number = accept(home, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    publish(home, add=[number], published_at=MONDAY)
    return home


def light(source, period="2026-W47", key=KEY):
    found = source.measures(metrics=[key], level="subdistrict", periods=[period])
    return found["state"].iloc[0]


def set_half(home, **changed):
    given = {
        "valid_from": NOVEMBER, "reason": "领导小组第 3 次会议", "at": later(1), "by": "admin",
    }  # fmt: skip
    return set_target(home, KEY, 0.5, **given | changed)


def test_a_target_of_the_office_makes_a_new_version_that_judges_by_it(home):
    before = open_published(home)
    assert light(before) == "red"
    assert set_half(home) == 2
    assert light(open_published(home)) == "green"


def test_an_old_version_keeps_its_old_targets(home):
    old = open_published(home)
    set_half(home)
    assert old.metrics[KEY].target_on(date(2026, 11, 22)).value == 1
    assert light(old) == "red"
    again = Published(home.version_path(1))
    assert again.metrics[KEY].targets == metric(KEY).targets


def test_an_old_version_is_rebuilt_with_the_targets_of_its_time(home, tmp_path):
    set_half(home)
    build(home, [1], tmp_path / "again.duckdb", 1, MONDAY)
    assert light(Published(tmp_path / "again.duckdb")) == "red"


def test_both_the_plans_target_and_the_offices_are_kept_and_shown(home):
    set_half(home)
    ours, plans = open_published(home).metrics[KEY].targets
    assert (ours.value, ours.set_by, ours.reason, ours.decided_by) == (
        0.5, "office", "领导小组第 3 次会议", "admin",
    )  # fmt: skip
    assert (plans.value, plans.set_by) == (1, "plan")


def test_each_period_is_judged_by_the_target_of_its_last_day(home):
    set_half(home, valid_from=DECEMBER)
    found = open_published(home)
    assert light(found, "2026-W47") == "red"
    assert light(found, "2026-Q4") == "green"


def test_a_target_ends_with_its_last_day(home):
    set_half(home, valid_to=date(2026, 11, 21))
    assert light(open_published(home), "2026-W46") == "green"
    assert light(open_published(home), "2026-W47") == "red"


def test_what_is_taken_back_no_longer_counts_but_stays_in_the_history(home):
    set_half(home)
    version = withdraw_target(home, 1, reason="写错了", at=later(2), by="admin")
    assert version == 3
    assert light(open_published(home)) == "red"
    lines = target_history(home.path)
    assert [(line.change_id, line.withdraws) for line in lines] == [(2, 1), (1, None)]
    assert standing(lines) == ()


def test_a_line_is_taken_back_once(home):
    set_half(home)
    withdraw_target(home, 1, reason="写错了", at=later(2), by="admin")
    with pytest.raises(TargetError, match="line 1"):
        withdraw_target(home, 1, reason="写错了", at=later(3), by="admin")
    with pytest.raises(TargetError, match="line 2"):
        withdraw_target(home, 2, reason="写错了", at=later(3), by="admin")


def test_the_later_of_two_decisions_counts(home):
    set_half(home)
    set_half(home, at=later(2), valid_from=date(2026, 11, 16), reason="再次调整")
    first, second, _ = open_published(home).metrics[KEY].targets
    assert (first.reason, second.reason) == ("再次调整", "领导小组第 3 次会议")


@pytest.mark.parametrize("table", ["target_changes", "rebasings"])
def test_the_history_can_only_be_added_to(home, table):
    set_half(home)
    rebase(home, KEY, None, NOVEMBER, reason="重新划分网格", at=later(2), by="analyst")
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET reason = ''"):
        with pytest.raises(IntegrityError, match="only added to"), writing(home.path) as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (KEY, 1.01, "above 100 %"),
        (KEY, -0.01, "below 0"),
        (KEY, float("nan"), "value of the target"),
        (KEY, float("inf"), "value of the target"),
        ("service_space_per_100_households", -1, "below 0"),
        ("petitions_registered", 5, "registering less"),
    ],
)
def test_a_target_that_cannot_be_is_refused_in_words(home, key, value, words):
    with pytest.raises(RefusedTarget, match=words):
        set_target(
            home, key, value, valid_from=NOVEMBER, reason="会议决定", at=later(1), by="admin"
        )
    assert target_history(home.path) == ()


def test_days_in_the_wrong_order_and_no_reason_are_refused(home):
    with pytest.raises(RefusedTarget, match="before the first"):
        set_half(home, valid_to=date(2026, 10, 31))
    with pytest.raises(RefusedTarget, match="Give the reason"):
        set_half(home, reason="  ")
    with pytest.raises(RefusedTarget, match="within 500"):
        set_half(home, reason="长" * 501)
    with pytest.raises(RefusedTarget, match="2000"):
        set_half(home, valid_from=date(1926, 1, 1))


@given(value=st.floats(allow_nan=True, allow_infinity=True), key=st.sampled_from(list(metrics())))
def test_whatever_is_accepted_is_a_possible_target(value, key):
    try:
        refuse(metric(key), value, NOVEMBER, None)
    except RefusedTarget:
        return
    assert value >= 0
    assert metric(key).better != "neutral"
    assert metric(key).kind != "ratio" or value <= 1


def test_a_fresh_start_is_dated_reasoned_and_published(home):
    rebase(home, KEY, "C1", NOVEMBER, reason="重新划分网格", at=later(1), by="analyst")
    (found,) = open_published(home).rebasings
    assert (found.metric, found.place_id, found.from_on) == (KEY, "C1", NOVEMBER)
    assert (found.reason, found.changed_by) == ("重新划分网格", "analyst")
    withdraw_rebasing(home, 1, reason="不再需要", at=later(2), by="analyst")
    assert open_published(home).rebasings == ()
    assert len(rebasing_history(home.path)) == 2


def test_an_office_without_data_may_set_targets_already(tmp_path):
    home = Home(tmp_path / "new")
    home.path.mkdir()
    assert set_half(home) is None
    number = accept(home, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    publish(home, add=[number], published_at=later(2))
    assert light(open_published(home)) == "green"


def test_a_decision_written_after_a_publication_does_not_reach_back_into_it(home):
    set_half(home, at=later(5))
    publish(home, published_at=datetime(2026, 11, 23, 13, 0))
    assert light(open_published(home)) == "red"


def test_the_plans_own_targets_are_in_the_declarations_only():
    declared = [t for one in metrics().values() for t in one.targets]
    assert all(isinstance(t, Target) and not t.reason for t in declared)
