"""Disclosure control of tables that leave the system: small counts, and what would reveal them.

Primary suppression hides counts of persons from 1 to 4 and counts of events from 1 to 2.
Secondary suppression hides further figures until no hidden one can be worked out from the rest
of the table. Zero and "not reported" are shown: they are what the three-zero campaign is about.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

# Counts from 1 up to these are hidden (see docs/signals.md).
LARGEST_HIDDEN_PERSONS = 4
LARGEST_HIDDEN_EVENTS = 2

# What secondary suppression would rather give up, cheapest first: another cell (the smaller the
# better), a margin, and at the very last a margin that should always stand. Never a zero.
_MARGIN = 1e6
_STANDING_MARGIN = 1e12


@dataclass(frozen=True, eq=False)
class SuppressedTable:
    """A two-way table as it may leave the system; a hidden figure is NaN here, not only marked.

    cells has shape (rows, columns); the masks have the shape of what they mask. A cell is NaN
    because it is hidden (``hidden_cells``) or because nobody reported it (``not_reported``).
    Which cells were hidden for their own sake is not told: it would help to guess them.
    """

    cells: Floats
    row_totals: Floats
    column_totals: Floats
    total: float
    hidden_cells: Booleans
    hidden_row_totals: Booleans
    hidden_column_totals: Booleans
    hidden_total: bool
    not_reported: Booleans


def suppress_persons(
    table: ArrayLike, *, largest_hidden: int = LARGEST_HIDDEN_PERSONS
) -> SuppressedTable:
    """A table of persons without figures from 1 to 4, margins included; zeros always stand.

    table: counts of shape (rows, columns), NaN where not reported.
    """
    return _suppress(table, largest_hidden, totals_stand=False)


def suppress_events(
    table: ArrayLike, *, largest_hidden: int = LARGEST_HIDDEN_EVENTS
) -> SuppressedTable:
    """A table of events, one row per community, without cells of 1 to 2; row totals stand.

    table: counts of shape (rows, columns), NaN where not reported. The totals of the rows and
    the grand total are never hidden for being small. Zeros always stand. A row whose one small
    figure has nothing but zeros beside it withholds its total in this table, for total and zeros
    together would tell the figure (``hidden_row_totals``; the reason is in docs/decisions/0009).
    """
    return _suppress(table, largest_hidden, totals_stand=True)


def _suppress(table: ArrayLike, largest_hidden: int, *, totals_stand: bool) -> SuppressedTable:
    cells = np.array(table, dtype=np.float64)
    missing = np.isnan(cells)
    if cells.ndim != 2 or (cells < 0).any() or (cells[~missing] % 1 != 0).any():
        raise ValueError("a table needs two dimensions and whole counts that are not negative")
    whole = _with_margins(cells)
    hidden = (whole >= 1) & (whole <= largest_hidden)
    if totals_stand:
        hidden[-1, :] = hidden[:, -1] = False
    network = _Network(whole, hidden, totals_stand)
    for row, column in np.argwhere(hidden).tolist():
        network.protect(row, column)
    hidden = network.hidden
    shown = np.where(hidden, np.nan, whole)
    return SuppressedTable(
        cells=shown[:-1, :-1],
        row_totals=shown[:-1, -1],
        column_totals=shown[-1, :-1],
        total=float(shown[-1, -1]),
        hidden_cells=hidden[:-1, :-1],
        hidden_row_totals=hidden[:-1, -1],
        hidden_column_totals=hidden[-1, :-1],
        hidden_total=bool(hidden[-1, -1]),
        not_reported=missing,
    )


def _with_margins(cells: Floats) -> Floats:
    """The table with its totals of what was reported as a last column and a last row.

    Where nothing was reported at all there is no total either: NaN, not zero.
    """
    whole = np.full((cells.shape[0] + 1, cells.shape[1] + 1), np.nan)
    whole[:-1, :-1] = cells
    reported = ~np.isnan(cells)
    whole[:-1, -1] = np.where(reported.any(axis=1), np.nansum(cells, axis=1), np.nan)
    whole[-1, :-1] = np.where(reported.any(axis=0), np.nansum(cells, axis=0), np.nan)
    whole[-1, -1] = np.nansum(cells) if reported.any() else np.nan
    return whole


class _Network:
    """The table with margins as a circulation: every figure an arc, every line a node.

    A cell is an arc from its row to its column, a column's total one from the column to the line
    of totals, the grand total one from there to the column of totals, a row's total one from
    there back to its row; that the figures add up is that at every node as much leaves as comes
    in. The hidden figures can be changed together without anyone noticing exactly along cycles
    of hidden arcs: upwards freely, downwards while more than 1 is left, for everyone knows that
    a hidden figure is at least 1. A hidden figure on such a cycle cannot be worked out.
    """

    def __init__(self, whole: Floats, hidden: Booleans, totals_stand: bool) -> None:
        self.whole = whole
        self.hidden = hidden.copy()
        self.totals_stand = totals_stand
        self.rows, self.columns = whole.shape

    def protect(self, row: int, column: int) -> None:
        """Hide the cheapest further figures that put this one on a cycle."""
        tail, head = self._ends(row, column)
        found = []
        if raised := self._path(head, tail, (row, column)):
            found.append(raised)
        lowering = self._lowering_cost(row, column)
        if lowering is not None and (lowered := self._path(tail, head, (row, column))):
            found.append((lowering + lowered[0], lowered[1]))
        if not found:
            raise ValueError("the table cannot be protected: there is nothing left to hide")
        for place in min(found)[1]:
            self.hidden[place] = True

    def _ends(self, row: int, column: int) -> tuple[int, int]:
        """Nodes: rows are 0 .. rows - 1, columns follow; margins run against the cells."""
        ends = (row, self.rows + column)
        is_margin = (row == self.rows - 1) != (column == self.columns - 1)
        return (ends[1], ends[0]) if is_margin else ends

    def _cost(self, row: int, column: int) -> float | None:
        """What hiding this figure costs; None if it never may be hidden."""
        value = float(self.whole[row, column])
        if np.isnan(value):
            return None
        if self.hidden[row, column]:
            return 0.0
        if value == 0:
            return None
        if self._inside(row, column):
            return 1.0 + value
        stands = self.totals_stand and column == self.columns - 1
        return (_STANDING_MARGIN if stands else _MARGIN) + value

    def _inside(self, row: int, column: int) -> bool:
        return bool(row < self.rows - 1 and column < self.columns - 1)

    def _lowering_cost(self, row: int, column: int) -> float | None:
        """What it takes for readers to think this figure smaller; None if they never would."""
        return 0.0 if self.whole[row, column] > 1 else None

    def _arcs(self, node: int) -> Iterator[tuple[int, float, tuple[int, int]]]:
        """Where one can go from a node by raising a figure, or by lowering one."""
        if node < self.rows:
            places = [(node, column) for column in range(self.columns)]
        else:
            places = [(row, node - self.rows) for row in range(self.rows)]
        for place in places:
            cost = self._cost(*place)
            if cost is None:
                continue
            tail, head = self._ends(*place)
            if node == tail:
                yield head, cost, place
            elif (lowering := self._lowering_cost(*place)) is not None:
                yield tail, cost + lowering, place

    def _path(
        self, start: int, end: int, without: tuple[int, int]
    ) -> tuple[float, list[tuple[int, int]]] | None:
        """The cheapest way from start to end that does not use the figure ``without``."""
        queue: list[tuple[float, int, list[tuple[int, int]]]] = [(0.0, start, [])]
        done: set[int] = set()
        while queue:
            cost, node, places = heapq.heappop(queue)
            if node == end:
                return cost, places
            if node in done:
                continue
            done.add(node)
            for other, step, place in self._arcs(node):
                if place != without and other not in done:
                    heapq.heappush(queue, (cost + step, other, [*places, place]))
        return None
