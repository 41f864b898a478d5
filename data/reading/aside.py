"""What is worth saying about rows and cells that are not read as data.

Columns that stay at the door are looked at here once more, because the clerk should know that a
number in them is ruined or that a formula failed; nothing of them is quoted or stored. Colours and
lines through rows are reported, never interpreted.
"""

from __future__ import annotations

import re
from typing import Any

from data.cells.spelling import ERROR_VALUES, header_key, plain, tight
from data.reading.state import Reading
from wording import PERSONAL_NUMBER

_LOST_DIGITS = re.compile(r"^\d(?:\.\d+)?E\+?\d{2}$", re.IGNORECASE)
_LONGEST_EXACT = 1e15  # a spreadsheet keeps 15 digits
_LARGEST_COLOURED_SHARE = 0.2  # more than that is decoration
_SHORTEST_TEXT = 8


def _remark(raw: Any, is_empty_formula: bool) -> str | None:
    if is_empty_formula:
        return "formula_without_result"
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return "digits_lost" if abs(raw) >= _LONGEST_EXACT else None
    if not isinstance(raw, str):
        return None
    text = tight(raw)
    if text in ERROR_VALUES:
        return "error_value_aside"
    if _LOST_DIGITS.match(text):
        return "digits_lost"
    if len(PERSONAL_NUMBER.sub("", text)) >= _SHORTEST_TEXT and PERSONAL_NUMBER.search(plain(raw)):
        return "personal_pattern_removed"
    return None


def remark_on_cells(reading: Reading) -> None:
    """Flags ruined numbers, failed formulas and personal numbers in columns that are not stored."""
    table = reading.table
    for index in sorted(table.aside):
        for row in reading.standing():
            is_empty_formula = (row, index) in table.sheet.empty_formulas
            code = _remark(table.sheet.rows[row][index], is_empty_formula)
            if code is not None:
                reading.say("flagged", code, row, index)


def remark_on_rows(reading: Reading) -> None:
    """Flags hidden, struck and coloured rows; colour only where it marks few rows."""
    sheet, body = reading.table.sheet, reading.table.body
    coloured = [row for row in body if sheet.row_numbers[row] in sheet.coloured_rows]
    marks = {
        "hidden_row": sheet.hidden_rows,
        "struck_row": sheet.struck_rows,
        "coloured_row": sheet.coloured_rows
        if len(coloured) <= _LARGEST_COLOURED_SHARE * (len(body) + sheet.plain_rows)
        else frozenset(),
    }
    for row in reading.standing():
        for code, rows in marks.items():
            if sheet.row_numbers[row] in rows:
                reading.say("flagged", code, row, 0)


def hand_made_figures(reading: Reading) -> list[dict[str, Any]]:
    """The figures that the office worked out itself, to be compared with ours."""
    table = reading.table
    declared = table.contract.hand_made
    if declared is None:
        return []
    wanted = set(map(header_key, declared.headers))
    return [
        {
            "row": table.sheet.row_numbers[row],
            "cell": table.sheet.address(row, index),
            "value": float(table.sheet.rows[row][index]),
        }
        for index, header in table.aside.items()
        if header.rsplit("/", 1)[-1] in wanted
        for row in reading.standing()
        if isinstance(table.sheet.rows[row][index], int | float)
    ]
