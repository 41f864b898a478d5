"""Writing single cells so that text stays text, whatever it looks like."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet.worksheet import Worksheet

from wording import wide

LONGEST = 32_000
"""Characters; a spreadsheet takes no more than 32,767 in a cell."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MEASURED = 2_000
_EARLIEST = date(1900, 3, 1)
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


def is_address(cell: str) -> bool:
    """Whether it names a cell of a sheet: "B4", not "features[3]"."""
    if not _ADDRESS.fullmatch(cell):
        return False
    try:
        letters, row = coordinate_from_string(cell)
    except CellCoordinatesException:
        return False
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return row <= LAST_ROW and column <= LAST_COLUMN


def clean(text: str) -> str:
    """The text without the characters that a workbook cannot hold, and not too long."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))[:LONGEST]


def put(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    """Write a value; text that looks like a formula or an error stays text."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        keep_as_text(cell, clean(value))
    elif isinstance(value, float) and not math.isfinite(value):
        keep_as_text(cell, str(value))
    elif isinstance(value, (bool, int, float, time, timedelta)):
        cell.value = value
    elif isinstance(value, (date, datetime)):
        day = value.date() if isinstance(value, datetime) else value
        if day < _EARLIEST:
            keep_as_text(cell, str(value))
        else:
            cell.value = day
            if isinstance(value, datetime) and value.time() != time.min:
                cell.value = value.replace(tzinfo=None)
    elif value is not None:
        keep_as_text(cell, clean(str(value)))
    return cell


def keep_as_text(cell: Any, text: str) -> None:
    """Make a cell hold exactly this text; it is no formula now nor when it is edited later."""
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_LOOKS_LIKE_A_FORMULA):
        cell.quotePrefix = True


def width_of(value: object) -> int:
    """How many characters wide a value stands in a cell; a Chinese character is two wide."""
    if isinstance(value, datetime):
        return len("2026-11-22 09:00:00")
    lines = str("" if value is None else value)[:_MEASURED].splitlines() or [""]
    return max(map(wide, lines))
