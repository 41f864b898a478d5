"""The office's own ledger of commitments: which row speaks of what, and in which numbers.

Rows are matched by exact words or by the number of the article, never by likeness.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from metrics.commitments.model import UNNAMED, Commitment
from metrics.commitments.units import SHARE, unit
from wording import Text

Row = Mapping[str, object]

_NUMBER = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十]{1,3})[条款]?[(]?([a-z]?)[)]?")
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九", start=1)}
_BETWEEN = re.compile(r"[、,;/\s]+")


def _tight(words: object) -> str:
    """Without spaces and quotation marks, full-width signs made plain; for exact comparison."""
    plain = unicodedata.normalize("NFKC", str(words or ""))
    return re.sub(r"[\s“”\"'‘’《》]+", "", plain)


def _chinese(words: str) -> int:
    tens, has_tens, ones = words.rpartition("十")
    ten = _DIGITS.get(tens, 1) * 10 if has_tens else 0
    return ten + _DIGITS.get(ones, 0)


def clause_of(words: object) -> tuple[int, str] | None:
    """Article and letter of a clause: 第14条, 十四, 14b; None where it names no article."""
    match = _NUMBER.fullmatch(_tight(words).lower())
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else _chinese(match[1])
    return number, match[2]


def matched(
    row: Row, commitments: Mapping[str, Commitment], also: Mapping[str, str]
) -> tuple[str, ...]:
    """The numbers of the commitments that a row speaks of; empty where nobody can tell.

    ``also`` are the office's own words for a commitment, by its number.
    """
    clause = clause_of(row.get("clause"))
    if clause and f"{clause[0]}{clause[1]}" in commitments and clause[1]:
        return (f"{clause[0]}{clause[1]}",)
    words = _tight(row.get("commitment"))
    for own, number in also.items():
        if _tight(own) == words and number in commitments:
            return (number,)
    there = [
        one for one in commitments.values() if one.is_judged and clause in (None, (one.article, ""))
    ]
    named = [
        one.id for one in there if words in {_tight(w) for w in (one.title.zh, *one.ledger_names)}
    ]
    if not named and clause and len(there) == 1:
        return (there[0].id,)
    return tuple(named)


def named_departments(words: object) -> tuple[str, ...]:
    """The departments of a cell, each exactly as written."""
    return tuple(
        part for part in _BETWEEN.split(unicodedata.normalize("NFKC", str(words or ""))) if part
    )


@dataclass(frozen=True)
class Figure:
    """A value in its unit; a share runs from 0 to 1."""

    value: float
    unit: Text
    is_share: bool

    def as_written(self) -> float:
        """As people write it: a share in per cent."""
        return round(100 * self.value, 10) if self.is_share else self.value

    def words(self) -> str:
        """For a sentence: 95.8%, 36."""
        return f"{self.as_written():.10g}%" if self.is_share else f"{self.value:.10g}"

    def equals(self, measured: float) -> bool:
        """Whether a measured value is the same, as far as this figure is written out."""
        written = self.as_written()
        decimals = len(f"{written:.10f}".rstrip("0").partition(".")[2])
        other = 100 * measured if self.is_share else measured
        return abs(written - other) <= 0.5 * 10.0**-decimals + 1e-6


@dataclass(frozen=True)
class Entry:
    """One row of the ledger, read."""

    ledger_id: str
    target: Figure | None
    current: Figure | None
    reported_status: str | None
    departments: tuple[str, ...]
    due_on: date | None
    known_on: date | None
    evidence: str | None
    is_joint: bool = False
    """Whether the same row speaks of other commitments too."""

    @property
    def is_reached(self) -> bool | None:
        """Whether the current value is at least the target; None without both."""
        if self.target is None or self.current is None:
            return None
        return self.current.value >= self.target.value - 1e-9


def read(row: Row, *, is_joint: bool = False) -> Entry:
    """The figures and days of a row; a percentage becomes a share."""
    word = str(row.get("unit") or "").strip()
    is_share = word in ("%", "％")
    counted_in = SHARE if is_share else unit(word or "个")

    def figure(value: object) -> Figure | None:
        number = _number(value)
        if number is None:
            return None
        return Figure(number / 100 if is_share else number, counted_in, is_share)

    return Entry(
        ledger_id=str(row.get("commitment_id") or ""),
        target=figure(row.get("target_value")),
        current=figure(row.get("current_value")),
        reported_status=_words(row.get("reported_status")),
        departments=named_departments(row.get("responsible_departments")),
        due_on=_day(row.get("due_on")),
        known_on=_day(row.get("updated_on")) or _day(row.get("as_of_on")),
        evidence=_words(row.get("evidence")),
        is_joint=is_joint,
    )


def department_names(commitment: Commitment, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Those of the plan; where it names none, those that the office's ledger assigns."""
    if commitment.departments:
        return commitment.departments
    assigned = tuple(dict.fromkeys(name for entry in entries for name in entry.departments))
    return assigned if assigned and commitment.is_judged else commitment.department_names


def is_assigned_by_office(commitment: Commitment, names: tuple[str, ...]) -> bool:
    """Whether the departments are the office's, because the plan names none."""
    return not commitment.departments and bool(names) and names != (UNNAMED,)


def _number(value: object) -> float | None:
    """A number; a table of floats says NaN where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return None
    return float(value)


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: object) -> date | None:
    """A day; pandas' missing instants are none."""
    if not isinstance(value, date) or value != value:  # noqa: PLR0124 - NaT differs from itself
        return None
    return value.date() if isinstance(value, datetime) else value
