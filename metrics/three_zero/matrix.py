"""Communities down, weeks across: the state of every week, and how long each has been at zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from metrics.signals.gaps import days_since_last, zero_upper_rate
from metrics.three_zero.events import COMPONENTS, Event, Kind, Mark, Row

State = Literal["zero", "events_excluded", "pending", "events", "not_reported"]

_STATES: Mapping[object, State] = {"green": "zero", "amber": "pending", "red": "events"}
_ATTENTION: tuple[State, ...] = ("events", "not_reported", "pending", "events_excluded", "zero")
ATTAINED: tuple[State, ...] = ("zero", "events_excluded")

LONG_ZERO_WEEKS = 8
"""From so many quiet weeks on a zero is long enough to say what rate it is compatible with."""


CORRECTION_DAYS = 30
"""So long after an accident its casualties may lawfully be corrected, so a zero is provisional."""


def corrected_until(end_on: date, through_on: date | None) -> date | None:
    """The day up to which a zero that ended on a day is provisional; None once it has passed."""
    until = end_on + timedelta(days=CORRECTION_DAYS)
    return until if through_on is not None and through_on < until else None


@dataclass(frozen=True)
class Week:
    """A week of the calendar."""

    period_id: str
    start_on: date
    end_on: date


@dataclass(frozen=True)
class Cell:
    """One community in one week.

    ``events`` are those of the ledgers, by day; ``broken`` the kinds that the published indicators
    say are not at zero, which includes what a community reports of itself.
    """

    week: Week
    state: State
    is_provisional: bool
    events: tuple[Event, ...] = ()
    broken: tuple[Kind, ...] = ()

    def count(self, mark: Mark) -> int:
        """How many events of the ledgers bear a mark."""
        return len([event for event in self.events if event.mark == mark])


@dataclass(frozen=True)
class Line:
    """One unit (a community, or an enterprise or institution) with its weeks and its streak.

    ``community_id`` is its key: the community's, or the unit's on the register of units. The
    weeks stand oldest first.
    ``attained_weeks``: weeks in a row, up to the last, that attained; a week that was not reported
    ends them. ``days_since``: days from the last counted event to the end of the last week, None
    where none is on record. ``quiet_weeks``: reported weeks since the last week with events, over
    all weeks known; ``upper_rate``: the highest number of events a week that so long a zero is
    compatible with at 95 %.
    """

    community_id: str
    cells: tuple[Cell, ...]
    attained_weeks: int
    is_from_the_start: bool
    days_since: int | None
    quiet_weeks: int

    @property
    def latest(self) -> Cell:
        """The last week."""
        return self.cells[-1]

    @property
    def upper_rate(self) -> float | None:
        """Events a week, 95 % upper limit; None where nothing was observed."""
        return zero_upper_rate(self.quiet_weeks) if self.quiet_weeks else None

    @property
    def weeks_per_event(self) -> float | None:
        """The same as weeks from one event to the next, at the least; None for a short zero."""
        if self.quiet_weeks < LONG_ZERO_WEEKS or not self.upper_rate:
            return None
        return 1 / self.upper_rate


def lines(
    measures: Iterable[Row],
    events: Iterable[Event],
    weeks: Sequence[Week],
    communities: Iterable[str],
    *,
    shown: int = 26,
    through_on: date | None = None,
) -> tuple[Line, ...]:
    """The matrix, what needs attention first.

    measures: rows of the table ``measures`` of three_zero_attainment and its three components, for
    communities and weeks; weeks: all that are known, oldest first, of which the last ``shown`` are
    drawn. The states are those that were published; the events say what is behind them.
    ``through_on`` is the day of the data, up to which corrections are known.
    """
    found = {(str(r["metric"]), str(r["place_id"]), str(r["period_id"])): r for r in measures}
    of_community: dict[str, list[Event]] = {}
    for event in events:
        of_community.setdefault(event.community_id, []).append(event)
    drawn = [
        line_of(
            community,
            [
                _cell(community, found, of_community.get(community, []), w, through_on)
                for w in weeks
            ],
            of_community.get(community, []),
            shown,
        )
        for community in communities
    ]
    return attention_first(drawn) if weeks else ()


def attention_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """By the state of the last week, the shortest streak first."""
    return tuple(sorted(lines, key=_attention))


def _attention(line: Line) -> tuple[int, int, str]:
    return _ATTENTION.index(line.latest.state), line.attained_weeks, line.community_id


def line_of(name: str, cells: Sequence[Cell], events: Sequence[Event], shown: int) -> Line:
    """A line from its weeks, oldest first, and the events behind them; the last are shown."""
    attained, quiet = 0, 0
    is_unbroken = True
    for cell in reversed(cells):
        if cell.state in ("events", "pending"):
            break
        is_unbroken = is_unbroken and cell.state in ATTAINED
        attained += is_unbroken
        quiet += cell.state != "not_reported"
    first_known = next((c for c in cells if c.state != "not_reported"), None)
    start = cells[-attained] if attained else None
    return Line(
        name,
        tuple(cells[-shown:]),
        attained,
        start is not None and start is first_known,
        _days_since(cells, events, cells[-1].week.end_on) if cells else None,
        quiet,
    )


def _cell(
    community: str,
    measures: Mapping[tuple[str, str, str], Row],
    events: Sequence[Event],
    week: Week,
    through_on: date | None,
) -> Cell:
    row = measures.get(("three_zero_attainment", community, week.period_id), {})
    state = _STATES.get(row.get("state"), "not_reported")
    there = tuple(e for e in events if week.start_on <= e.day <= week.end_on)
    if state == "zero" and any(event.mark == "excluded" for event in there):
        state = "events_excluded"
    broken = tuple(
        kind
        for kind, metric in COMPONENTS.items()
        if measures.get((metric, community, week.period_id), {}).get("state") in ("red", "amber")
    )
    flags = str(row.get("flags") or "").split(",")
    is_open = state in ATTAINED and corrected_until(week.end_on, through_on) is not None
    return Cell(week, state, is_open or "provisional" in flags, there, broken)


def _days_since(cells: Sequence[Cell], events: Sequence[Event], until: date) -> int | None:
    """A week that broke zero without a dated event counts as its last day."""
    days = [event.day for event in events if event.mark == "counted"]
    days += [c.week.end_on for c in cells if c.state == "events" and not c.count("counted")]
    if not days:
        return None
    return days_since_last(np.array(days, dtype="datetime64[D]"), until)
