"""One part of a large sheet: the values of its plain rows, and which rows are odd or empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.cells.dates import Calendar
from data.contract import ARROW_TYPES, Contract
from data.reading.layout import Candidate
from data.reading.plain import PlainReader, Texts
from data.reading.raw import RawSheet
from data.reading.traces import places_of, traces_of

Mask = NDArray[np.bool_]

# Wider than what the layout looks for: a row with any of these is looked at closely.
_SUMMARY = r"合\s*计|总\s*计|小\s*计|累\s*计|共\s*计|平\s*均|占\s*比|全街道|全镇|全乡"
_STRANGE = (
    r"[\x{0000}-\x{0008}\x{000b}\x{000c}\x{000e}-\x{001f}\x{007f}\x{00ad}\x{200b}-\x{200f}"
    r"\x{202a}-\x{202e}\x{2060}-\x{206f}\x{2e80}-\x{2fdf}\x{f900}-\x{faff}\x{feff}]"
)
_ASIDE = r"[0-9][Ee]\+?[0-9]{2}$|#|[0-9]{16}"
_SHORTEST_PERSONAL = 19
_FEWEST_FILLED = 4
_LONGEST_EXACT = 1e15


@dataclass
class Part:
    """The rows of one part: ``plain`` are those neither odd nor blank, in the contract's columns.

    ``unsure`` marks, by sheet column, texts that are plain only if the sheet holds them as texts.
    """

    plain: pa.Table
    is_odd: Mask
    unsure: dict[int, Mask]


class PartReader:
    """Reads parts of one sheet, several at once if need be; equal cells are read once in all."""

    def __init__(
        self, head: RawSheet, candidate: Candidate, calendar: Calendar, day: date, secret: bytes
    ) -> None:
        first, match = candidate.start + candidate.depth, candidate.match
        self._contract, self._first, self._day = match.contract, first, day
        self._left, self._secret = set(match.left), secret
        self._traces = places_of(match.contract, match.columns, match.left)
        self._readers = {
            index: PlainReader(column, calendar)
            for index, column in candidate.match.columns.items()
        }
        self._names = {index: c.name for index, c in candidate.match.columns.items()}
        self._headers = dict(_headers(head, candidate.start, first))

    def read(self, cells: list[pa.Array], above: int, length: int | None) -> Part:
        """The part whose columns are ``cells``, below the row with the number ``above``."""
        length = length if length is not None else (len(cells[0]) if cells else 0)
        cells = [_padded(column, length) for column in cells]
        nothing = pa.nulls(length, pa.string())
        cells += [nothing] * (max(self._readers, default=-1) + 1 - len(cells))
        is_odd, filled = np.zeros(length, bool), np.zeros(length, np.int32)
        is_odd[: 2 if above == self._first else 0] = True
        values: dict[str, pa.Array] = {}
        unsure: dict[int, Mask] = {}
        for index, column in enumerate(cells):
            if pa.types.is_null(column.type):
                column = nothing  # noqa: PLW2901 - a column without any cell
            is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
            texts = Texts(column) if is_text else None
            is_filled, is_other = self._said(index, column, texts)
            filled += is_filled
            is_odd |= is_other
            odd, numbers = self._value(values, index, column, texts)
            is_odd |= odd
            if numbers.any():
                unsure[index] = numbers
        for trace, places in self._traces.items():
            found = [cells[i] if i < len(cells) else nothing for i in places]
            values[trace.name] = traces_of(trace, found, self._secret)
        is_blank = filled == 0
        is_odd |= filled < _FEWEST_FILLED
        is_odd &= ~is_blank
        keep = np.flatnonzero(~(is_odd | is_blank))
        plain = _table_of(self._contract, values, keep, above)
        is_broken = broken(self._contract, plain, self._day, set(values))
        if is_broken.any():
            is_odd[keep[is_broken]] = True
            plain = plain.filter(pa.array(~is_broken))
        return Part(plain, is_odd, unsure)

    def _said(self, index: int, cells: pa.Array, texts: Texts | None) -> tuple[Mask, Mask]:
        """Where a column is filled; where it may say that the row is a total, footer or header."""
        if texts is None:
            return cells.is_valid().to_numpy(zero_copy_only=False), np.zeros(len(cells), bool)
        headers = self._headers.get(index)
        pattern = f"{_SUMMARY}|{_STRANGE}" + (f"|^\\s*(?:{headers})\\s*$" if headers else "")
        is_filled = ~texts.matching(r"^\s*$")
        return texts.spread(is_filled), texts.spread(texts.matching(pattern))

    def _value(
        self, values: dict[str, pa.Array], index: int, cells: pa.Array, texts: Texts | None
    ) -> tuple[Mask, Mask]:
        """Adds the column's values; which cells are odd, and which may have been numbers."""
        if index in self._readers:
            read = self._readers[index].read(cells, texts)
            values[self._names[index]] = read.values
            return read.is_odd, read.may_be_numbers
        if index in self._left:
            return _aside(cells, texts)
        return np.zeros(len(cells), bool), np.zeros(len(cells), bool)


def _padded(column: pa.Array, length: int) -> pa.Array:
    missing = length - len(column)
    return pa.concat_arrays([column, pa.nulls(missing, column.type)]) if missing else column


def _aside(cells: pa.Array, texts: Texts | None) -> tuple[Mask, Mask]:
    """Cells that are not stored but may deserve a remark, and those that may be ruined numbers."""
    none = np.zeros(len(cells), bool)
    if pa.types.is_floating(cells.type):
        raw = pc.fill_null(cells, 0.0).to_numpy(zero_copy_only=False)
        return ~(np.abs(raw) < _LONGEST_EXACT), none
    if texts is None:
        return none, none
    numbers = texts.matching(r"^-?[0-9]{16,}$")
    long = pc.greater_equal(pc.utf8_length(texts.words), _SHORTEST_PERSONAL)
    personal = np.asarray(long.to_numpy(zero_copy_only=False), bool) & texts.matching("[0-9]{7}")
    odd = (texts.matching(_ASIDE) | personal) & ~numbers
    return texts.spread(odd), texts.spread(numbers)


def _headers(head: RawSheet, start: int, first: int) -> Iterable[tuple[int, str]]:
    """For each column a pattern of what its headers say, with any spaces between characters."""
    for index in range(max(map(len, head.rows[start:first]), default=0)):
        said = [str(row[index]) for row in head.rows[start:first] if index < len(row)]
        if written := "|".join(_spaced(text) for text in said if text.strip()):
            yield index, written


def _spaced(text: str) -> str:
    return r"\s*".join(re.escape(character) for character in "".join(text.split()))


def _table_of(
    contract: Contract, values: Mapping[str, pa.Array], keep: NDArray[np.int64], above: int
) -> pa.Table:
    places = pa.array(keep)
    arrays: dict[str, pa.Array] = {}
    for column in contract.columns:
        kind = pa.type_for_alias(ARROW_TYPES[column.type])
        if column.name in values:
            arrays[column.name] = values[column.name].take(places)
        else:
            arrays[column.name] = pa.nulls(len(keep), kind)
    for name in _person_columns(contract):
        arrays[name] = pa.nulls(len(keep), pa.string())
    for trace in contract.traces:
        kind = pa.bool_() if trace.same_as else pa.string()
        found = values.get(trace.name)
        arrays[trace.name] = pa.nulls(len(keep), kind) if found is None else found.take(places)
    arrays["source_row"] = pa.array((keep + above + 1).astype(np.int32))
    return pa.table(arrays)


def _person_columns(contract: Contract) -> list[str]:
    person = contract.person
    if person is None:
        return []
    keyed, named = ["person_key"] * person.is_keyed, ["person_name"] * person.keeps_name
    return [*keyed, *named]


def broken(contract: Contract, rows: pa.Table, as_of: date, found: Collection[str]) -> Mask:
    """The rows that break a rule about one of the columns found on the sheet."""
    is_broken = np.zeros(rows.num_rows, bool)
    for rule in contract.rules:
        if rule.column in found:
            says = pc.fill_null(rule.broken(rows, as_of), False)
            is_broken |= np.asarray(says.to_numpy(), bool)
    return is_broken
