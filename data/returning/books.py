"""The workbook that is marked: the clerk's own where it can be opened, otherwise its copy.

Nothing that runs goes back: formulas are replaced by the results that were read, and macros,
outside links, names, pictures and charts are left behind.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.reading.raw import RawSheet
from data.returning.cells import LAST_COLUMN, LAST_ROW, keep_as_text, put, width_of

LARGEST_OPENED = 20 * 2**20
"""Bytes of the sheets unpacked; a larger workbook is copied in excerpt."""

MOST_CELLS = 300_000
"""Cells of a copy; beyond them only the head and the rows concerned are copied."""

HEAD_ROWS = 20
NARROWEST, WIDEST = 9, 44
"""Widths of the columns of a copy, in characters."""

_SHEET_PART = re.compile(r"xl/(worksheets/.*|sharedStrings\.xml)")
_NOT_IN_A_NAME = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_LONGEST_NAME = 31


def can_be_opened(path: Path) -> bool:
    """Whether it is an .xlsx or .xlsm small enough to be opened with its layout."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts if _SHEET_PART.fullmatch(part.filename))
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return "xl/workbook.xml" in names and size <= LARGEST_OPENED


def opened(path: Path) -> Workbook:
    """The clerk's workbook with its layout and the results of its formulas."""
    book = load_workbook(path, data_only=True, keep_vba=False, keep_links=False)
    book.defined_names.clear()
    for sheet in list(book.worksheets):
        _disarm(sheet)
    for other in list(book.chartsheets):
        book.remove(other)
    return book


def _disarm(sheet: Any) -> None:
    sheet.defined_names.clear()
    sheet._images, sheet._charts, sheet._pivots = [], [], []
    sheet.legacy_drawing = None
    for cell in list(sheet._cells.values()):
        link = cell.hyperlink
        if link is not None and link.target:
            cell._hyperlink = None
            sheet._hyperlinks = [one for one in sheet._hyperlinks if one is not link]
        if cell.data_type == "f" or not isinstance(cell.value, (str, int, float, bool, type(None))):
            if cell.data_type == "f":
                keep_as_text(cell, str(cell.value))
        elif isinstance(cell.value, str) and cell.data_type != "e":
            keep_as_text(cell, cell.value)


def copied(
    sheets: Iterable[RawSheet], wanted: dict[str | None, set[int]]
) -> tuple[Workbook, dict[str | None, str], bool]:
    """A new workbook with the same cells in the same places.

    ``wanted`` names the rows that are copied from a large file. Returns the workbook, its name for
    each sheet, and whether it is an excerpt.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    names: dict[str | None, str] = {}
    left, is_excerpt = MOST_CELLS, False
    for raw in sheets:
        name = free_name(book.sheetnames, raw.name)
        names.setdefault(raw.name, name)
        target = book[names[raw.name]] if names[raw.name] in book.sheetnames else None
        target = target if target is not None else book.create_sheet(names[raw.name])
        cells = sum(map(len, raw.rows))
        is_cut = cells > left
        is_excerpt = is_excerpt or is_cut
        _copy(raw, target, wanted.get(raw.name, set()) if is_cut else None)
        left -= min(cells, left)
    return book, names, is_excerpt


def _copy(raw: RawSheet, target: Worksheet, only: Collection[int] | None) -> None:
    for position, (number, row) in enumerate(zip(raw.row_numbers, raw.rows, strict=True)):
        if number > LAST_ROW or (only is not None and position >= HEAD_ROWS and number not in only):
            continue
        for index, value in enumerate(row, start=raw.first_column + 1):
            if value not in ("", None) and index <= LAST_COLUMN:
                put(target, number, index, value)
    for top, left, bottom, right in raw.merged:
        if only is None and bottom < len(raw.row_numbers) and (top, left) != (bottom, right):
            first, last = raw.row_numbers[top], raw.row_numbers[bottom]
            if last <= LAST_ROW and right + raw.first_column < LAST_COLUMN:
                target.merge_cells(
                    start_row=first, start_column=left + raw.first_column + 1,
                    end_row=last, end_column=right + raw.first_column + 1,
                )  # fmt: skip
    _widen(target)
    if raw.is_hidden:
        target.sheet_state = "hidden"


def _widen(sheet: Worksheet) -> None:
    """Columns as wide as what stands in them; titles across merged cells do not count."""
    across = {(merged.min_row, merged.min_col) for merged in sheet.merged_cells.ranges}
    widest: dict[int, int] = {}
    for (row, column), cell in sheet._cells.items():
        if (row, column) not in across:
            widest[column] = max(widest.get(column, 0), width_of(cell.value))
    for column, width in widest.items():
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = max(NARROWEST, min(width + 2, WIDEST))


def free_name(taken: Collection[str], wanted: str | None) -> str:
    """A sheet name that a workbook takes and that is not there yet."""
    plain = _NOT_IN_A_NAME.sub(" ", wanted or "").strip("' ")[:_LONGEST_NAME] or "Sheet1"
    lower = {name.lower() for name in taken}
    names = [plain, *(f"{plain[: _LONGEST_NAME - 5]} ({n})" for n in range(2, len(lower) + 3))]
    return next(name for name in names if name.lower() not in lower)
