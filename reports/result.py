"""The one collected result that every part of a pack is written from: what the pages show.

Nothing is computed here, and what the disclosure rule hides is already gone from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from metrics.metric import Metric
from office.follow_ups import FollowUp
from office.meetings import Meeting
from views.commitments.found import Commitments
from views.follow_ups.matter import Matter
from views.places import Period, Place
from views.results import Reading, Standing
from views.three_zero.found import ThreeZero
from wording import Text


@dataclass(frozen=True)
class Figure:
    """One published number as it may leave the system.

    ``code`` is its passport, ``rows`` the number of stored rows behind it. ``is_hidden`` says that
    the rule hides the value: the reading then has none. ``rows`` is None where it would tell a
    hidden count.
    """

    reading: Reading
    code: str
    rows: int | None
    is_hidden: bool = False


@dataclass(frozen=True)
class Result:
    """All that a pack says about a place and a period.

    ``figures`` are every metric at every level within the place. ``said`` are the sentences of the
    metrics that speak for the families. ``meeting`` is the review meeting about the period, if
    there was one, and ``decisions`` what it decided; ``follow_ups`` are all that are known, decided
    or imported, as they stand on the day of ``made_at``, those that need attention first.
    ``picture`` is a map as PNG, None where there are no boundaries; ``pictured`` its metric.
    """

    place: Place
    period: Period
    version: int
    through_on: date | None
    files: int
    made_by: str
    made_at: datetime
    standings: tuple[Standing, ...]
    figures: tuple[Figure, ...]
    said: tuple[Text, ...]
    unreported: tuple[Reading, ...]
    commitments: Commitments
    three_zero: ThreeZero
    places: Mapping[str, Place]
    follow_ups: tuple[Matter, ...] = ()
    meeting: Meeting | None = None
    decisions: tuple[FollowUp, ...] = ()
    picture: bytes | None = None
    pictured: Metric | None = None
    codes: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def open_matters(self) -> tuple[Matter, ...]:
        """The follow-ups that are not verified, those that need attention first."""
        return tuple(matter for matter in self.follow_ups if matter.state != "verified")

    @cached_property
    def hidden(self) -> frozenset[tuple[str, str]]:
        """(metric, place) of the figures that the rule hides."""
        return frozenset(
            (f.reading.metric.key, f.reading.place.place_id) for f in self.figures if f.is_hidden
        )

    def code(self, reading: Reading) -> str:
        """The passport of a number of the period."""
        return self.codes.get((reading.metric.key, reading.place.place_id), "")

    def standing(self, key: str) -> Standing | None:
        """How the place stands on one metric."""
        return next((s for s in self.standings if s.metric.key == key), None)

    def in_state(self, *states: str) -> tuple[Standing, ...]:
        """The metrics of the place that show one of some lights, in the order of the catalogue."""
        return tuple(s for s in self.standings if s.now.state in states)

    def with_picture(self, picture: bytes, pictured: Metric) -> Result:
        """The same with a map."""
        return replace(self, picture=picture, pictured=pictured)
