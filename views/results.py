"""What a page is given to draw: readings of metrics, each with its place, period and origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.definition import why_not_comparable
from metrics.metric import Metric
from metrics.rating import Target
from views.places import Period, Place


@dataclass(frozen=True)
class Was:
    """What a frozen meeting saw of a number that reads otherwise now.

    ``is_redefined``: the way of computing or judging it has changed, so the two are not compared.
    """

    meeting_number: int
    value: float | None
    state: str
    is_redefined: bool = False


@dataclass(frozen=True)
class Reading:
    """One value of one metric for one place and period, as published.

    ``value`` is None where nothing can be said; ``through_on`` is the day the data stand for;
    ``was`` is what the frozen meeting about the period saw, where that was something else.
    """

    metric: Metric
    place: Place
    period: Period
    numerator: float | None
    denominator: float | None
    value: float | None
    state: str
    flags: frozenset[str] = frozenset()
    through_on: date | None = None
    was: Was | None = None


def comparable(before: Reading, now: Reading) -> bool:
    """Whether a change may be stated: both periods are complete, and count the same thing."""
    return (
        now.period.is_complete
        and before.period.is_complete
        and why_not_comparable(
            now.metric.name, now.metric.changes, before.period.end_on, now.period.end_on
        )
        is None
    )


@dataclass(frozen=True)
class Standing:
    """A reading with what came before it.

    ``previous`` is None unless both periods are complete and comparable; ``history`` is oldest
    first and holds None where a period has no value; ``carried`` says which of them are carried
    back from later; ``parts`` are the readings one level below.
    """

    now: Reading
    previous: Reading | None = None
    history: tuple[float | None, ...] = ()
    periods: tuple[Period, ...] = ()
    carried: tuple[bool, ...] = ()
    target: Target | None = None
    parts: tuple[Reading, ...] = ()

    @property
    def metric(self) -> Metric:
        """The metric that is read."""
        return self.now.metric

    @property
    def target_value(self) -> float | None:
        """The target in force, in the unit of the value."""
        return None if self.target is None else self.target.value


@dataclass(frozen=True)
class Worker:
    """A person in an office role in a grid."""

    name: str
    role: str


@dataclass(frozen=True)
class GridCard:
    """What is known of one grid at a period's end."""

    place: Place
    leaders: tuple[str, ...]
    workers: tuple[str, ...]
    party_organisation: str | None
    households: int | None
    population: int | None
    as_of_on: date | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Origin:
    """Where a published version comes from."""

    version: int
    through_on: date | None
    imports: int


def silent(below: Sequence[Reading], whole: Iterable[Standing]) -> tuple[Reading, ...]:
    """What was not reported: ``below``, readings of the places below, and of the ``whole`` what is
    asked of it alone."""
    told = {reading.metric.key for reading in below}
    own = (s.now for s in whole if s.metric.key not in told)
    return (*below, *(reading for reading in own if reading.state == "not_reported"))
