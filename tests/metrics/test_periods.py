"""Weeks, months, quarters and years."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import MetricError
from metrics.periods import before, period, published, week_of, weeks_ending_within

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


def test_the_week_of_a_sunday_began_on_monday():
    week = week_of(date(2026, 11, 22))
    assert (week.period_id, week.start_on, week.end_on) == (
        "2026-W47", date(2026, 11, 16), date(2026, 11, 22),
    )  # fmt: skip


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_year_before():
    assert week_of(date(2027, 1, 3)).period_id == "2026-W53"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_known_by_its_name(name, first, last):
    found = period(name)
    assert (found.period_id, found.start_on, found.end_on) == (name, first, last)


@pytest.mark.parametrize("name", ["2026-W54", "2026-13", "2026-Q5", "26", "", "2026-00", "第3周"])
def test_what_is_no_period_is_refused_with_an_example(name):
    with pytest.raises(MetricError, match="2026-W47"):
        period(name)


@given(DAYS)
def test_a_version_holds_104_weeks_24_months_8_quarters_and_2_years_up_to_its_data(day):
    periods = published(day)
    kinds = [one.kind for one in periods]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "week": 104, "month": 24, "quarter": 8, "year": 2,
    }  # fmt: skip
    for kind in ("week", "month", "quarter", "year"):
        of_kind = [one for one in periods if one.kind == kind]
        assert of_kind[-1].start_on <= day <= of_kind[-1].end_on
        for earlier, later in pairwise(of_kind):
            assert earlier.end_on + timedelta(days=1) == later.start_on
            assert before(later) == earlier


@given(DAYS)
def test_every_published_period_can_be_asked_for_by_name(day):
    assert all(period(one.period_id) == one for one in published(day))


@given(DAYS)
def test_each_week_lies_in_the_month_of_its_sunday_and_in_no_other(day):
    months = [one for one in published(day) if one.kind == "month"]
    weeks = weeks_ending_within(months)
    homes = [
        [month for month in months if month.start_on <= week.end_on <= month.end_on]
        for week in weeks
    ]
    assert all(len(home) == 1 for home in homes)
    sundays = sum((one.end_on - one.start_on).days + 1 for one in months) // 7
    assert len(weeks) in {sundays, sundays + 1}


def test_no_periods_no_weeks():
    assert weeks_ending_within([]) == ()
