"""A number in parts: what each part gives, and whether the parts add up to the whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wording import Text


class Adds(StrEnum):
    """How the parts of a breakdown make the whole."""

    BOTH = "both"  # every row of the number lies in one part: numerators and denominators add up
    NUMERATORS = "numerators"  # only the numerator is divided; the parts' values add up
    DENOMINATORS = "denominators"  # only the denominator is divided; a part has no value
    OVERLAP = "overlap"  # a row or person lies in several parts: they add up to more
    ROWS = "rows"  # the rows that explain the number, which is no sum of them


@dataclass(frozen=True)
class Part:
    """One part; ``code`` is None for rows of which it is not known where they belong.

    ``value`` is in the unit of the number: the part's own ratio, or, where only numerators are
    divided, what it gives to the whole.
    """

    code: str | None
    name: Text
    numerator: float | None
    denominator: float | None
    value: float | None
    rows: int


@dataclass(frozen=True)
class Breakdown:
    """A number of one place and period in the parts of one dimension.

    ``numerator``, ``denominator`` and ``value`` are the published whole; ``rows`` the rows of the
    parts, each counted once.
    """

    dimension: str
    title: Text
    dataset: Text
    adds: Adds
    parts: tuple[Part, ...]
    numerator: float | None
    denominator: float | None
    value: float | None
    rows: int
