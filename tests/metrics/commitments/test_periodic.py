"""What must be done once in a period: done, not yet, late, left undone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.commitments.judging import periodic

HEAD = """
    commitment_id | clause | commitment | target_value | current_value | unit | updated_on
    --------------+--------+------------+--------------+---------------+------+-----------
"""


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 1, 1), "no_target"),
        (date(2026, 9, 30), "no_target"),
        (date(2026, 10, 1), "amber"),
        (date(2026, 12, 30), "amber"),
        (date(2026, 12, 31), "red"),
    ],
)
def test_a_yearly_duty_left_undone(day, state):
    assert periodic(0, 1, "year", day)[0] == state
    assert periodic(1, 1, "year", day) == ("green", "done")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 10, 31), "no_target"),
        (date(2026, 12, 7), "no_target"),
        (date(2026, 12, 8), "amber"),
        (date(2026, 12, 31), "red"),
    ],
)
def test_a_quarterly_duty_left_undone(day, state):
    assert periodic(0, 1, "quarter", day)[0] == state


@pytest.mark.parametrize(
    ("times", "day", "state"),
    [
        (3, date(2026, 11, 22), "no_target"),
        (3, date(2026, 12, 20), "amber"),
        (3, date(2026, 12, 31), "red"),
        (4, date(2026, 11, 22), "green"),
        (3, date(2026, 9, 30), "green"),
        (2, date(2026, 9, 30), "red"),
        (2, date(2026, 11, 22), "red"),
    ],
)
def test_a_quarterly_duty_counted_over_the_year(times, day, state):
    assert periodic(times, 4, "quarter", day)[0] == state


def test_before_its_day_a_yearly_duty_cannot_be_late():
    constitution_day = (12, 4)
    assert periodic(0, 1, "year", date(2026, 11, 22), constitution_day)[0] == "no_target"
    assert periodic(0, 1, "year", date(2026, 12, 6), constitution_day)[0] == "amber"
    assert periodic(0, 1, "year", date(2026, 12, 31), constitution_day)[0] == "red"


@given(
    done=st.floats(0, 8), more=st.floats(0, 8), asked=st.sampled_from([1.0, 4.0, 6.0]),
    per=st.sampled_from(["quarter", "year"]), day=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)  # fmt: skip
def test_doing_more_is_never_judged_worse(done, more, asked, per, day):
    worst_first = ["red", "amber", "no_target", "green"]
    before, after = (periodic(x, asked, per, day)[0] for x in (done, done + more))
    assert worst_first.index(before) <= worst_first.index(after)


def test_the_indicators_value_is_judged_by_the_time_that_is_left(standing):
    trained = "metric | value | state | flags\n---+---\ntraining_coverage | 0.5 | red |"
    assert standing(measures=trained, day=date(2026, 6, 30))["24b"].reason == "not_due"
    assert standing(measures=trained, day=date(2026, 11, 22))["24b"].state == "amber"
    assert standing(measures=trained, day=date(2026, 12, 31))["24b"].state == "red"


def test_the_ledger_counts_over_the_year_or_the_quarter(standing):
    year = HEAD + "CN02 | 第1条 | 季度观摩 | 4 | 3 | 次 | 2026-11-21"
    quarter = HEAD + "CN02 | 第1条 | 季度观摩 | 1 | 1 | 次 | 2026-11-21"
    assert standing(year)["1b"].reason == "not_due"
    assert standing(quarter)["1b"].reason == "done"
    assert standing(year)["1b"].target_set_by == "plan"


def test_last_years_drill_does_not_count_for_this_year(standing):
    old = HEAD + "CN05 | 第11条 | 综合演练 | 1 | 2 | 次 | 2025-12-20"
    assert standing(old)["11b"].reason == "out_of_date"
    assert standing(old)["11b"].state == "not_reported"
    assert standing(old, day=date(2025, 12, 31))["11b"].state == "green"


def test_last_quarters_visit_does_not_count_for_this_quarter(standing):
    old = HEAD + "CN02 | 第1条 | 季度观摩 | 1 | 1 | 次 | 2026-09-20"
    assert standing(old)["1b"].reason == "out_of_date"
