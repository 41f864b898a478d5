"""Which periods there are: weeks, months, quarters and years, and which of them are measured.

A week runs from Monday to Sunday (ISO) and belongs to the month, quarter and year in which its
Sunday lies. A state is taken at the end of a period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from metrics.errors import UNKNOWN_PERIOD, MetricError

PeriodKind = Literal["week", "month", "quarter", "year"]

PUBLISHED: Mapping[PeriodKind, int] = {"week": 104, "month": 24, "quarter": 8, "year": 2}
"""How many periods of each kind a version holds, the last one being the one of its data."""

MEASURED: Mapping[str, Mapping[PeriodKind, int]] = {
    "subdistrict": PUBLISHED,
    "community": PUBLISHED,
    "grid": {"week": 26, "month": 24},
}
"""How many of the latest periods are measured at each level."""

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, order=True)
class Period:
    """A week, month, quarter or year, with its first and its last day."""

    start_on: date
    end_on: date
    period_id: str
    kind: PeriodKind


def week_of(day: date) -> Period:
    """The ISO week of a day, such as 2026-W47."""
    monday = day - timedelta(days=day.weekday())
    iso = day.isocalendar()
    return Period(monday, monday + timedelta(days=6), f"{iso.year}-W{iso.week:02d}", "week")


def month_of(day: date) -> Period:
    """The month of a day, such as 2026-10."""
    first = day.replace(day=1)
    return Period(first, _next_month(first) - timedelta(days=1), f"{day:%Y-%m}", "month")


def quarter_of(day: date) -> Period:
    """The quarter of a day, such as 2026-Q3."""
    number = (day.month + 2) // 3
    first = date(day.year, 3 * number - 2, 1)
    last = month_of(first.replace(month=3 * number)).end_on
    return Period(first, last, f"{day.year:04d}-Q{number}", "quarter")


def year_of(day: date) -> Period:
    """The calendar year of a day, such as 2026."""
    return Period(
        date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year:04d}", "year"
    )  # fmt: skip


_OF = {"week": week_of, "month": month_of, "quarter": quarter_of, "year": year_of}


def period(period_id: str) -> Period:
    """The period of that name; refuses what is none."""
    found: Period | None = None
    try:
        if match := _WEEK.fullmatch(period_id):
            found = week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        elif match := _MONTH.fullmatch(period_id):
            found = month_of(date(int(match[1]), int(match[2]), 1))
        elif match := _QUARTER.fullmatch(period_id):
            found = quarter_of(date(int(match[1]), 3 * int(match[2]), 1))
        elif _YEAR.fullmatch(period_id):
            found = year_of(date(int(period_id), 1, 1))
    except ValueError:
        found = None
    if found is None:
        raise MetricError(UNKNOWN_PERIOD.format(period=period_id))
    return found


def before(later: Period) -> Period:
    """The period of the same kind that ends the day before."""
    return _OF[later.kind](later.start_on - timedelta(days=1))


def published(through_on: date) -> tuple[Period, ...]:
    """All periods that a version with data up to a day holds, kind by kind, the earliest first."""
    found: list[Period] = []
    for kind, count in PUBLISHED.items():
        of_kind = [_OF[kind](through_on)]
        while len(of_kind) < count:
            of_kind.append(before(of_kind[-1]))
        found += reversed(of_kind)
    return tuple(found)


def weeks_ending_within(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Every week whose Sunday lies in one of the periods."""
    within = list(periods)
    if not within:
        return ()
    last = max(one.end_on for one in within)
    week = week_of(min(one.start_on for one in within))
    weeks = []
    while week.end_on <= last:
        weeks.append(week)
        week = week_of(week.end_on + timedelta(days=1))
    return tuple(weeks)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
