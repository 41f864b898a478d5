"""Where the filled cells of OpenDocument sheets stand; sheets that no reader affords are cut.

The reader lays a sheet out as one dense rectangle, and a single line of the file may stand for a
million rows. So the places are counted before it sees the file.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from data.errors import TOO_MANY_CELLS, ContractError
from data.reading.formats.far_cells import LEAST_FILLED, SMALL, TALLEST_GAP, WIDEST_GAP

MOST_CELLS = 3_500_000
"""What a sheet of a small file may take up: each place costs the reader some 200 bytes."""

_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell|table-row-group|table-rows|"
    rb"table-header-rows)(?=[\s/>])([^>]*)>"
)
_TIMES = re.compile(rb'-repeated="(\d{1,10})"')
_VALUE = re.compile(rb"\boffice:|:formula=")
_LARGEST = 2**31
_GROUPS = frozenset({b"table-row-group", b"table-rows", b"table-header-rows"})

Cut = tuple[int, int]
"""The last row (from 1) and the last column (from 0) of a table that are kept."""

Runs = NDArray[np.int64]
"""Filled cells: first row, rows, first column, columns; one line for each."""


class Places:
    """Takes the XML of a workbook in pieces that end where a tag ends, and finds what is filled."""

    def __init__(self) -> None:
        self._runs: list[array[int]] = []
        self._cursor = _Cursor()

    def watching(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are, looked at on their way."""
        for piece in pieces:
            for tag in _TAG.finditer(piece):
                found = self._cursor.step(tag)
                if tag[2] == b"table" and not tag[1]:
                    self._runs.append(array("q"))
                if found is not None and self._runs:
                    _keep(self._runs[-1], found)
            yield piece

    def cuts(self, most: int) -> dict[int, Cut]:
        """Where to cut which table (from 0); refuses what takes up more than ``most`` even so."""
        cuts = {}
        for number, runs in enumerate(self._runs):
            cut = _cut(np.frombuffer(runs, np.int64).reshape(-1, 4), most)
            if cut is not None:
                cuts[number] = cut
        return cuts


class Trimmer:
    """The same pieces once more, without the cells beyond the cuts; ``lost`` counts them."""

    def __init__(self, cuts: dict[int, Cut]) -> None:
        self.lost = 0
        self._cuts, self._cursor, self._is_out = cuts, _Cursor(), False

    def trimmed(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are to be written."""
        for piece in pieces:
            kept, end = [], 0
            for tag in _TAG.finditer(piece):
                found, was_out = self._cursor.step(tag), self._is_out
                self._is_out = self._is_beyond(tag)
                if self._is_out:
                    if not was_out:
                        kept.append(piece[end : tag.start()])
                    if found is not None:
                        self.lost += found[1] * found[3]
                    if tag[2] in _GROUPS:
                        kept.append(tag[0])
                elif was_out:
                    end = tag.start()
            yield b"".join([*kept, b"" if self._is_out else piece[end:]])

    def _is_beyond(self, tag: re.Match[bytes]) -> bool:
        """Whether what begins at a tag is left out."""
        cut = self._cuts.get(self._cursor.table)
        if cut is None or tag[2] == b"table":
            return False
        if self._cursor.at_row > cut[0] or tag[2] in _GROUPS:
            return self._is_out or tag[2] not in _GROUPS
        if tag[2] == b"table-row":
            return False
        return self._is_out if tag[1] else self._cursor.at_column > cut[1]


class _Cursor:
    """Where on which table a tag stands: rows from 1, columns from 0."""

    def __init__(self) -> None:
        self.table, self.at_row, self.at_column = -1, 0, 0
        self._rows, self._next_row, self._next_column = 1, 1, 0

    def step(self, tag: re.Match[bytes]) -> tuple[int, int, int, int] | None:
        """Moves on; the filled cells that the tag begins, if any: a line of ``Runs``."""
        closes, name, told = tag.groups()
        if name == b"table-row":
            if not closes:
                self._rows, self._next_column = _times(told), 0
                self.at_row = self._next_row
                self._next_row += self._rows
        elif name == b"table":
            if not closes:
                self.table, self.at_row, self._next_row = self.table + 1, 0, 1
        elif name not in _GROUPS and not closes:
            times = _times(told)
            self.at_column = self._next_column
            self._next_column += times
            if _VALUE.search(told) is not None:
                return self.at_row, self._rows, self.at_column, times
        return None


def _times(told: bytes) -> int:
    found = _TIMES.search(told) if b"-repeated" in told else None
    return min(int(found[1]), _LARGEST) if found else 1


def _keep(runs: array[int], found: tuple[int, int, int, int]) -> None:
    """Adds filled cells, or lengthens the last run that they go on."""
    row, rows, column, columns = found
    if runs and (runs[-4], runs[-3]) == (row, rows) and runs[-2] + runs[-1] == column:
        runs[-1] += columns
    else:
        runs.extend(found)


def _cut(runs: Runs, most: int) -> Cut | None:
    if not len(runs):
        return None
    row, rows, column, columns = runs.T
    ends, filled = row + rows - 1, float((rows.astype(float) * columns).sum())
    area = float(ends.max()) * float((column + columns).max())
    if area <= SMALL or (area <= most and filled >= LEAST_FILLED * area):
        return None
    last_row = _before_gap(row, ends, TALLEST_GAP)
    last_column = _before_gap(column + 1, column + columns, WIDEST_GAP) - 1
    near = (row <= last_row) & (column <= last_column)
    if last_row * (last_column + 1) > most or not near.any():
        raise ContractError(TOO_MANY_CELLS.format(limit=f"{most:,}"))
    return None if near.all() else (last_row, last_column)


def _before_gap(first: NDArray[np.int64], last: NDArray[np.int64], gap: int) -> int:
    """The last place before a gap that is wider than ``gap``, of intervals counted from 1."""
    order = np.argsort(first)
    reach = np.maximum.accumulate(np.append(0, last[order]))
    gaps = np.flatnonzero(first[order] - reach[:-1] > gap)
    return int(reach[gaps[0]] if len(gaps) else reach[-1])
