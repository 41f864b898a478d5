"""How many units attain, how many more may fail, and what was counted out of what was recorded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from metrics.rating import SAME
from metrics.three_zero.events import Event, Kind
from metrics.three_zero.matrix import Week


@dataclass(frozen=True)
class Allowance:
    """Units against the target: ``failed`` had a counted event, ``open`` may still attain.

    Open units are pending or have not reported. ``needed`` is the least number of units that
    reaches the target; without a target nothing is needed.
    """

    units: int
    attained: int
    failed: tuple[str, ...]
    pending: tuple[str, ...]
    not_reported: tuple[str, ...]
    needed: int | None

    @property
    def may_fail(self) -> int | None:
        """How many units may fail in all."""
        return None if self.needed is None else self.units - self.needed

    @property
    def may_still_fail(self) -> int | None:
        """How many more may fail if all that are open attain; negative where it is too late."""
        return None if self.may_fail is None else self.may_fail - len(self.failed)

    @property
    def missing(self) -> int:
        """How many more must attain to reach the target."""
        return 0 if self.needed is None else max(0, self.needed - self.attained)


def allowance(states: Mapping[str, object], target: float | None) -> Allowance:
    """The allowance of a period: unit -> its published light, and the target as a share."""
    units = len(states)

    def of(*lights: str) -> tuple[str, ...]:
        return tuple(unit for unit, light in states.items() if light in lights)

    return Allowance(
        units=units,
        attained=len(of("green")),
        failed=of("red"),
        pending=of("amber"),
        not_reported=tuple(u for u, s in states.items() if s not in ("green", "red", "amber")),
        needed=None if target is None else math.ceil(target * units - SAME),
    )


@dataclass(frozen=True)
class Tally:
    """Events of a kind in a period: all that bear on three-zero, and how they were marked."""

    kind: Kind
    raw: int
    counted: int
    pending: int
    excluded: int


def tally(events: Iterable[Event], kind: Kind, start_on: date, end_on: date) -> Tally:
    """Raw beside counted: the events of a kind in a period, by mark."""
    there = [e for e in events if e.kind == kind and start_on <= e.day <= end_on]
    marks = [event.mark for event in there]
    return Tally(
        kind, len(there), marks.count("counted"), marks.count("pending"), marks.count("excluded")
    )


def weekly_counts(
    events: Iterable[Event],
    kind: Kind,
    weeks: Sequence[Week],
    covered: tuple[date, date] | None,
) -> NDArray[np.float64]:
    """Counted and pending events a week, oldest first; NaN where the ledger does not reach.

    Pending events are in, so that a decision that is open does not look like an improvement.
    """
    days = [e.day for e in events if e.kind == kind and e.mark != "excluded"]
    counts = np.full(len(weeks), np.nan)
    for index, week in enumerate(weeks):
        if covered and covered[0] <= week.start_on and week.end_on <= covered[1]:
            counts[index] = len([day for day in days if week.start_on <= day <= week.end_on])
    return counts
