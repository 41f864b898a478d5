"""Cells of a column about which nothing needs to be said, read all at once.

A cell is plain where its value is certain whatever it was before the fast reader made text of it
(a text, a number, a day, a yes or no). Everything else is odd: its row is read one by one, by the
same code that reads small sheets. So this file decides what is fast, never what is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.cells.dates import Calendar
from data.cells.numbers import LARGEST
from data.cells.outcome import Outcome
from data.cells.spelling import DASHES, NOTHING, SAME_AS_ABOVE, UNKNOWN_WORDS, VACANCIES
from data.contract import ARROW_TYPES, Column
from data.reading.columns import read_cell

Mask = NDArray[np.bool_]

# The fast reader writes numbers with nine decimals; what differs by less counts as the same here.
_SURE_WHOLE = r"^(-?[1-9][0-9]{0,14}|0)$"
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
_MOMENT_LIKE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$")
_COUNTED = frozenset({"integer", "number"})
_FEW = 2_000
_MOST_ONE_BY_ONE = 100_000
_EARLIEST = datetime(1900, 1, 1)

# For columns with very many different cells; each pattern is narrower than what is allowed.
_CODE = r"^[A-Za-z_-]*[0-9][A-Za-z0-9_-]*$"
_LIKE_A_POWER = r"^[0-9][Ee][0-9]{2}$"
_TEXT = r"^[A-Za-z0-9\x{4e00}-\x{9fff}（）()、，。；：“”《》—/_.+-]+$"
_NO_TEXT = r"[0-9]{7}|^[0-9.eE+-]{15,}$|^[-—/]+$"
_DAY = r"^(19|20|21)\d\d-\d\d-\d\d$"
_MOMENT = r"^(19|20|21)\d\d-\d\d-\d\d \d\d:\d\d:\d\d$"
_SPECIAL_WORDS = sorted({*UNKNOWN_WORDS, *NOTHING, *DASHES, *VACANCIES, *SAME_AS_ABOVE})


_Known = dict[tuple[type, Any], tuple[Any, bool, bool]]


class TooOdd(Exception):
    """The sheet cannot be read in columns: its rows depend on each other or are mostly odd."""


@dataclass
class PlainColumn:
    """Values in the contract's type, meaningless where ``is_odd``.

    ``may_be_numbers`` marks texts that are plain only if the sheet holds them as texts.
    """

    values: pa.Array
    is_odd: Mask
    may_be_numbers: Mask


class Texts:
    """A column of texts, whose different texts are looked at once each."""

    def __init__(self, cells: pa.Array) -> None:
        encoded: Any = cells.dictionary_encode()
        self.words = encoded.dictionary
        places = pc.fill_null(encoded.indices, len(self.words))
        self.places = places.to_numpy(zero_copy_only=False)

    def matching(self, pattern: str) -> Mask:
        """The different texts that match."""
        found = pc.fill_null(pc.match_substring_regex(self.words, pattern), False)
        return np.asarray(found.to_numpy(zero_copy_only=False), bool)

    def spread(self, mask: Mask) -> Mask:
        """A mask over the different texts as one over all cells."""
        spread: Mask = np.append(mask, False)[self.places]
        return spread


class PlainReader:
    """Reads one column of a table, part by part; equal cells are read once in all parts."""

    def __init__(self, column: Column, calendar: Calendar) -> None:
        self._column, self._calendar = column, calendar
        self._kind = pa.type_for_alias(ARROW_TYPES[column.type])
        self._known: _Known = {}

    def read(self, cells: pa.Array, texts: Texts | None) -> PlainColumn:
        """The plain cells of one part, as the fast reader typed them; ``texts`` where it is so."""
        column, kind, calendar = self._column, self._kind, self._calendar
        if (direct := _direct(column, cells, kind, calendar)) is not None:
            return direct
        texts = texts or Texts(cells)
        values, is_odd, numbers = _distinct(column, texts.words, kind, calendar, self._known)
        blank, blank_is_odd = _one(column, None, calendar)
        values = pa.concat_arrays([values, pa.array([blank], kind)])
        at = texts.places
        return PlainColumn(
            values.take(pa.array(at)), np.append(is_odd, blank_is_odd)[at],
            np.append(numbers, False)[at],
        )  # fmt: skip


def _one(column: Column, raw: Any, calendar: Calendar) -> tuple[Any, bool]:
    outcome = read_cell(column, raw, calendar, False)
    return outcome.value, bool(outcome.flag or outcome.problem)


def _direct(column: Column, cells: pa.Array, kind: Any, calendar: Calendar) -> PlainColumn | None:
    """Numbers of number columns and days of day columns, without a look at single cells."""
    blank, blank_is_odd = _one(column, None, calendar)
    is_null = cells.is_null().to_numpy(zero_copy_only=False)
    none = np.zeros(len(cells), bool)
    if pa.types.is_floating(cells.type) and column.type in {"integer", "number"}:
        raw = pc.fill_null(cells, 0.0).to_numpy(zero_copy_only=False)
        is_odd = ~np.isfinite(raw) | (is_null & blank_is_odd)
        low = -np.inf if column.minimum is None else column.minimum
        high = np.inf if column.maximum is None else column.maximum
        is_odd |= ((raw < low) | (raw > high) | (np.abs(raw) > LARGEST)) & ~is_null
        if column.type == "integer":
            whole = np.round(np.where(is_odd, 0.0, raw))
            is_odd |= np.abs(np.where(is_odd, 0.0, raw) - whole) > 1e-9
            raw = np.where(is_odd, 0.0, whole).astype(np.int64)
        values = pa.array(raw, kind, mask=is_null & (blank is None))
        return PlainColumn(values, is_odd, none)
    if pa.types.is_timestamp(cells.type) and column.type in {"date", "instant"}:
        early = pc.fill_null(pc.less(cells, pa.scalar(_EARLIEST, cells.type)), False)
        is_odd = early.to_numpy(zero_copy_only=False) | (is_null & blank_is_odd)
        return PlainColumn(cells.cast(kind, safe=False), is_odd, none)
    return None


def _distinct(
    column: Column, words: pa.Array, kind: Any, calendar: Calendar, memory: _Known
) -> tuple[pa.Array, Mask, Mask]:
    """Values of the different cells, which of them are odd, which may have been numbers."""
    is_text = pa.types.is_string(words.type) or pa.types.is_large_string(words.type)
    if is_text and pc.any(pc.is_in(words, pa.array(sorted(SAME_AS_ABOVE)))).as_py():
        raise TooOdd
    if len(words) <= _FEW or not is_text:
        return _one_by_one(column, words, kind, calendar, memory)
    known, values, numbers = _by_pattern(column, words, kind)
    rest = np.flatnonzero(~known)
    if len(rest) > _MOST_ONE_BY_ONE:
        return values, ~known, numbers
    read, odd, more = _one_by_one(column, words.take(pa.array(rest)), kind, calendar, memory)
    is_odd = np.zeros(len(words), bool)
    is_odd[rest] = odd
    numbers[rest] = more
    if len(rest):
        order = np.arange(len(words))
        order[rest] = len(words) + np.arange(len(rest))
        values = pa.concat_arrays([values, read]).take(pa.array(order))
    return values, is_odd, numbers


def _by_pattern(column: Column, words: pa.Array, kind: Any) -> tuple[Mask, pa.Array, Mask]:
    def matches(pattern: str) -> Mask:
        found = pc.match_substring_regex(words, pattern)
        return np.asarray(found.to_numpy(zero_copy_only=False), bool)

    none = np.zeros(len(words), bool)
    if column.type == "code":
        known = matches(_CODE) & ~matches(_LIKE_A_POWER)
        return known, words.cast(pa.string()), known & matches(_NUMBER) & ~matches(_SURE_WHOLE)
    if column.type == "text":
        special = pc.is_in(words, pa.array(_SPECIAL_WORDS)).to_numpy(zero_copy_only=False)
        known = matches(_TEXT) & ~matches(_NO_TEXT) & ~special
        return known, words.cast(pa.string()), known & matches(_NUMBER)
    if column.type in {"date", "instant"}:
        for pattern, form in ((_DAY, "%Y-%m-%d"), (_MOMENT, "%Y-%m-%d %H:%M:%S")):
            known = matches(pattern)
            if known.mean() > 0.5:
                moments = pc.strptime(words, form, unit="us", error_is_null=True)
                is_day = pc.equal(pc.strftime(moments, form), words)
                known &= pc.fill_null(is_day, False).to_numpy(zero_copy_only=False)
                return known, moments.cast(kind, safe=False), none
    return none, pa.nulls(len(words), kind), none


def _one_by_one(
    column: Column, words: pa.Array, kind: Any, calendar: Calendar, memory: _Known
) -> tuple[pa.Array, Mask, Mask]:
    read = []
    for raw in words.to_pylist():
        key = (type(raw), raw)
        if key not in memory:
            memory[key] = _read_one(column, raw, calendar)
        read.append(memory[key])
    values, is_odd, numbers = zip(*read, strict=True) if read else ((), (), ())
    return pa.array(values, kind), np.array(is_odd, bool), np.array(numbers, bool)


def _read_one(column: Column, raw: Any, calendar: Calendar) -> tuple[Any, bool, bool]:
    """The value of a cell, whether it is odd, and whether it may have been a number."""
    first, *others = [read_cell(column, r, calendar, False) for r in _what_it_was(column, raw)]
    if _speaks(first) or any(_speaks(o) or o.value != first.value for o in others):
        return None, True, False
    is_unsure = (
        isinstance(raw, str)
        and column.type not in _COUNTED
        and re.match(_NUMBER, raw)
        and not re.match(_SURE_WHOLE, raw)
    )
    return first.value, False, bool(is_unsure)


def _speaks(outcome: Outcome) -> bool:
    return bool(outcome.flag or outcome.problem)


def _what_it_was(column: Column, raw: Any) -> list[Any]:
    """The cells that the fast reader may have made this one of, as the small path sees them."""
    if isinstance(raw, datetime):
        return [_as_small(raw)]
    if not isinstance(raw, str):
        return [raw]
    if raw in {"true", "false"}:
        return [raw, raw == "true"]
    if re.match(_NUMBER if column.type in _COUNTED else _SURE_WHOLE, raw):
        return [raw, float(raw)]
    if _MOMENT_LIKE.match(raw):
        try:
            return [raw, _as_small(datetime.fromisoformat(raw))]
        except ValueError:
            return [raw]
    return [raw]


def _as_small(moment: datetime) -> Any:
    if moment.year < _EARLIEST.year:
        return moment.time()
    return moment if moment.time() != time(0) else moment.date()
