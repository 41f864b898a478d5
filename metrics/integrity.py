"""What an integrity check declares, and what it finds: a question to the data, never a verdict.

A check is a file in ``publication/integrity/checks`` that defines ``CHECK``. It is asked of a
published version when somebody opens the page, and only then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from wording import Text

State = Literal["quiet", "look", "too_little"]
"""Nothing noticed; something to look at; not enough data for the check to say anything."""

INNOCENT = Text(
    "以下都可能有正当原因，不针对任何人；请先看原表再下结论。",
    "All of this may have an innocent reason and is about nobody; look at the sheet before "
    "judging.",
)
OWN_CHOICE = Text("本系统自定，可由街道调整", "Set by this system; the office may choose another")


@dataclass(frozen=True)
class Constant:
    """A number that decides whether something is noticed, and where it comes from."""

    name: Text
    value: float
    source: Text = OWN_CHOICE


@dataclass(frozen=True)
class Seen:
    """A stored row as evidence: its file, sheet and row, its community and day. Nothing else."""

    file: str
    sheet: str
    row: int
    place_id: str | None
    day: date | None = None


@dataclass(frozen=True)
class Finding:
    """Something to look at: where, when, how many of how many, and rows to begin with.

    ``place_id`` is empty for the whole office. ``rows`` are at most ``MOST_ROWS``; ``count`` says
    how many there are in all, in the unit that ``said`` names.
    """

    dataset: str
    place_id: str
    start_on: date | None
    end_on: date | None
    count: int
    of: int
    said: Text
    rows: tuple[Seen, ...] = ()


@dataclass(frozen=True)
class Distribution:
    """How values of a dataset spread over classes, the first class first; drawn as bars.

    ``marked`` are the places of the classes that matter, ``called`` what lies in them.
    """

    dataset: str
    what: Text
    classes: tuple[tuple[Text, int], ...]
    marked: frozenset[int]
    called: Text

    @property
    def of(self) -> int:
        """How many values there are in all."""
        return sum(count for _, count in self.classes)


@dataclass(frozen=True)
class Figure:
    """A published number with what it was counted from; None where there is none."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class RestatedNumber:
    """An indicator whose published numbers changed later: how many of how many, in how many
    publications, and the one that moved most, before and after."""

    metric: str
    changed: int
    of: int
    publications: int
    place_id: str
    period_id: str
    before: Figure
    after: Figure


@dataclass(frozen=True)
class Outcome:
    """What a check found: ``looked_at`` rows or numbers in all, and what it could not look at."""

    findings: tuple[Finding, ...]
    looked_at: int
    lacking: tuple[Text, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    restated: tuple[RestatedNumber, ...] = ()

    @property
    def state(self) -> State:
        """To look at, quiet, or too little to say either."""
        if self.findings or self.restated:
            return "look"
        return "quiet" if self.looked_at else "too_little"


@dataclass(frozen=True)
class Check:
    """One check: what it looks at, what it cannot say, which constants decide, what it needs.

    ``unit`` is what it looks at, in the plural; ``look`` takes the material that
    ``publication.integrity`` makes of a version.
    """

    key: str
    order: int
    name: Text
    looks_at: Text
    cannot_say: Text
    needs: Text
    unit: Text
    constants: tuple[Constant, ...]
    look: Callable[[Any], Outcome]


MOST_ROWS = 50
"""Rows that a finding carries as evidence; the file and the count lead to the others."""
