"""What was found for a question of the explore page: numbers only, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.contribution import Explanation
from metrics.parts import Breakdown
from metrics.rating import Target
from views.explore.choice import Asked
from views.places import Period, Place
from views.results import Reading
from wording import Text


@dataclass(frozen=True)
class Compared:
    """What a number is compared with.

    ``period`` and ``reading`` are those of another period; ``target`` and ``peers`` stand where it
    is compared with them. ``refused`` says why nothing is compared.
    """

    period: Period | None = None
    reading: Reading | None = None
    target: Target | None = None
    peers: tuple[Reading, ...] = ()
    refused: Text | None = None


@dataclass(frozen=True)
class Divided:
    """A number by place or by the parts of a dimension, now and at the period compared with.

    ``breakdown`` is None for places, whose readings are in ``parts``. ``explained`` tells what each
    part gives to the change; ``left_out`` are places that reported in one of the periods only, and
    ``refused`` says why parts, or contributions, are not shown.
    """

    parts: tuple[Reading, ...] = ()
    earlier: Mapping[str, Reading] | None = None
    breakdown: Breakdown | None = None
    breakdown_before: Breakdown | None = None
    explained: Explanation[str] | None = None
    left_out: tuple[Place, ...] = ()
    refused: Text | None = None
    adds_up: bool = True


@dataclass(frozen=True)
class Line:
    """One metric of one place over the span; None where a period has no row."""

    place: Place
    readings: tuple[Reading | None, ...]


@dataclass(frozen=True)
class Found:
    """Everything that the page draws."""

    asked: Asked
    now: Mapping[str, Reading]
    lines: Mapping[str, tuple[Line, ...]]
    fields: Mapping[str, tuple[Reading, ...]]
    compared: Mapping[str, Compared]
    divided: Divided
    passport: str | None = None

    @property
    def reading(self) -> Reading | None:
        """The number that is asked for first."""
        return self.now.get(self.asked.metric.key)

    def comparison(self) -> Compared:
        """What the number that is asked for first is compared with."""
        return self.compared[self.asked.metric.key]
