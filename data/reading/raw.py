"""The one shape that every file takes before it is understood: raw sheets, cells as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells; zero-based, inclusive."""


MOST_COLUMNS = 1_000
"""No table of an office is wider; what stands beyond is counted, not read."""

TANGLED = "#tangled"
"""Stands in the geometry column for a shape that crosses itself too often to be mended."""


class SelfCrossing(bytes):
    """A geometry that crosses itself: stored as drawn, mended wherever it is measured."""


@dataclass
class RawSheet:
    """One sheet as it stands: ``rows`` from the first row and column on, empty cells as ''.

    ``row_numbers`` names each row as its reader would (the sheet's row, the line of a text file,
    the number of a feature). ``name`` is None where a file has no sheets. ``first_column`` is the
    place on the sheet of the first column of ``rows``: not 0 for a block beside another.
    ``is_1904``: bare numbers that mean days count from 1904. ``cut_cells``: cells far outside the
    table that were not read. A ``large`` sheet holds only its first rows; ``plain_rows`` of one
    that was read in columns are not here. ``datum``: what the shapes of a map were read as; here
    they are WGS-84.
    """

    name: str | None
    rows: list[list[Any]]
    row_numbers: list[int]
    merged: list[Range] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    coloured_rows: frozenset[int] = frozenset()
    empty_formulas: frozenset[tuple[int, int]] = frozenset()
    is_text: bool = False
    is_map: bool = False
    is_1904: bool = False
    datum: str | None = None
    first_column: int = 0
    cut_cells: int = 0
    plain_rows: int = 0
    large: Any = None

    def address(self, row: int, column: int) -> str:
        """The cell as a person would name it: "M26", or "features[102]" in a map file."""
        if self.is_map:
            return f"features[{self.row_numbers[row]}]"
        return f"{self.letters(column)}{self.row_numbers[row]}"

    def letters(self, column: int) -> str:
        """The column as the sheet names it."""
        return column_letters(self.first_column + column)


def column_letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def even(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows filled up with '' to the width of the widest."""
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
