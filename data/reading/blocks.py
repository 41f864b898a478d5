"""Several tables on one sheet, below each other or side by side, parted into sheets of their own.

A sheet is parted only where every part is a table that some contract knows: a list of words beside
a table stays what it is, and a header repeated after a page break starts nothing new.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from data.catalogue import contracts
from data.cells.spelling import header_key
from data.reading.headers import known_headers
from data.reading.layout import find_header, is_blank
from data.reading.raw import MOST_COLUMNS, RawSheet
from data.reading.stated import PERIODS

_MOST_BLOCKS = 50
_LINES_ABOVE = 4
_KNOWN_SHARE = 0.6
_FEWEST_HEADERS = 3
_ROWS_LOOKED_AT = 200
_HEADER_WITHIN = 12


def blocks_of(sheet: RawSheet) -> list[RawSheet]:
    """The tables of a sheet in reading order; the sheet itself where it holds one or none."""
    sheet = _narrowed(sheet)
    if sheet.is_map:
        return [sheet]
    found = [part for block in _below(sheet) for part in _beside(block)]
    return found or [sheet]


def _narrowed(sheet: RawSheet) -> RawSheet:
    """The sheet without columns that no table of an office reaches; what they hold is counted."""
    if not sheet.rows or len(sheet.rows[0]) <= MOST_COLUMNS:
        return sheet
    far = sum(not is_blank(value) for row in sheet.rows for value in row[MOST_COLUMNS:])
    rows = [row[:MOST_COLUMNS] for row in sheet.rows]
    return replace(sheet, rows=rows, cut_cells=sheet.cut_cells + far)


@lru_cache(maxsize=1)
def _header_words() -> frozenset[str]:
    """The last part of every header that some contract knows."""
    return frozenset(
        key.rsplit("/", 1)[-1]
        for contract in contracts().values()
        for key in known_headers(contract)
    )


def _is_header(row: list[Any], known: dict[str, bool]) -> bool:
    """Whether most cells of a row are words that head columns."""
    words = 0
    filled = 0
    for value in row:
        if not isinstance(value, str):
            return False
        if not value or is_blank(value):
            continue
        filled += 1
        if value not in known:
            known[value] = len(value) < 40 and header_key(value) in _header_words()
        words += known[value]
        if filled == _FEWEST_HEADERS and not words:
            return False
    return words >= _FEWEST_HEADERS and words >= _KNOWN_SHARE * filled


def _below(sheet: RawSheet) -> list[RawSheet]:
    known: dict[str, bool] = {}
    heads = [row for row, values in enumerate(sheet.rows) if _is_header(values, known)]
    starts = [0]
    for place, row in enumerate(heads):
        if place == 0 or row == heads[place - 1] + 1:
            continue
        start = _start_of(sheet, row, heads[place - 1])
        if _is_page_break(sheet, heads[0], row, start):
            # What a printer repeats on every page is no data.
            for line in range(start, row):
                sheet.rows[line] = [""] * len(sheet.rows[line])
        else:
            starts.append(start)
    if len(starts) == 1 or len(starts) > _MOST_BLOCKS:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows)]
    parts = [_cut(sheet, top, bottom) for top, bottom in zip(starts, ends, strict=True)]
    return parts if all(map(_is_table, parts)) else [sheet]


def _start_of(sheet: RawSheet, header: int, earlier: int) -> int:
    """The first line of the block whose header stands at ``header``: its title, its date line."""
    for line in range(header - 1, max(earlier, header - 1 - _LINES_ABOVE), -1):
        if all(map(is_blank, sheet.rows[line])):
            return line + 1
    start = header
    while start - 1 > earlier and len(_filled(sheet.rows[start - 1])) == 1:
        start -= 1
    return start


def _filled(row: list[Any]) -> list[Any]:
    return list(dict.fromkeys(value for value in row if not is_blank(value)))


def _is_page_break(sheet: RawSheet, first: int, row: int, start: int) -> bool:
    """The same header again, under no title or under the title that the first one has."""
    if _filled(sheet.rows[row]) != _filled(sheet.rows[first]):
        return False
    lines = [_filled(sheet.rows[line]) for line in range(start, row)]
    return lines == [_filled(line) for line in sheet.rows[max(0, first - len(lines)) : first]]


def _cut(sheet: RawSheet, top: int, bottom: int) -> RawSheet:
    return replace(
        sheet,
        rows=sheet.rows[top:bottom],
        row_numbers=sheet.row_numbers[top:bottom],
        merged=[
            (a - top, b, min(c, bottom - 1) - top, d)
            for a, b, c, d in sheet.merged
            if top <= a < bottom
        ],
        empty_formulas=frozenset(
            (r - top, c) for r, c in sheet.empty_formulas if top <= r < bottom
        ),
    )


def _is_table(sheet: RawSheet) -> bool:
    candidate = find_header(sheet, contracts().values())
    # The week or month of a block may stand in its title.
    return candidate is not None and all(c.type in PERIODS for c in candidate.match.missing)


def _are_alike(parts: list[RawSheet]) -> bool:
    """Whether all parts name their communities, or none: 社区 | 9月 | 10月 is one table."""
    found = (find_header(part, contracts().values()) for part in parts)
    return (
        len({any(c.type == "community" for c in f.match.columns.values()) for f in found if f}) == 1
    )


def _beside(sheet: RawSheet) -> list[RawSheet]:
    for row, values in enumerate(sheet.rows[:_HEADER_WITHIN]):
        if not _is_header(values, {}):
            continue
        edges = _gaps(sheet, row) or _repetitions(values)
        if edges:
            bounds = zip([0, *edges], [*edges, len(values)], strict=True)
            parts = [_column_range(sheet, left, right) for left, right in bounds]
            return parts if all(map(_is_table, parts)) and _are_alike(parts) else [sheet]
    return [sheet]


def _gaps(sheet: RawSheet, header: int) -> list[int]:
    """Where a column that is empty from the header on parts two filled groups."""
    looked_at = sheet.rows[header : header + _ROWS_LOOKED_AT]
    used = [any(not is_blank(row[c]) for row in looked_at) for c in range(len(looked_at[0]))]
    last = max((c for c, is_used in enumerate(used) if is_used), default=0)
    first = used.index(True)
    return [c for c in range(first + 1, last + 1) if used[c] and not used[c - 1]]


def _repetitions(header: list[Any]) -> list[int]:
    """Where the whole header starts anew without a gap: 社区 | 户数 | 社区 | 户数."""
    keys = [header_key(value) for value in header if not is_blank(value)]
    for width in range(2, len(keys) // 2 + 1):
        if len(keys) % width == 0 and keys == keys[:width] * (len(keys) // width):
            first = next(c for c, value in enumerate(header) if not is_blank(value))
            return [first + width * n for n in range(1, len(keys) // width)]
    return []


def _column_range(sheet: RawSheet, left: int, right: int) -> RawSheet:
    return replace(
        sheet,
        rows=[row[left:right] for row in sheet.rows],
        first_column=sheet.first_column + left,
        merged=[
            (a, max(b, left) - left, c, min(d, right - 1) - left)
            for a, b, c, d in sheet.merged
            if b < right and d >= left
        ],
        empty_formulas=frozenset(
            (r, c - left) for r, c in sheet.empty_formulas if left <= c < right
        ),
    )
