"""Sheets of a workbook: as wide as their words, heads over their columns, fit to be printed.

Text is written as text: nothing that came out of a cell is a formula, a link or a number again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.words import clean
from views import numbers
from views.files import FORMULA
from wording import Text, wide

Value = str | float | None
LONGEST_CELL = 32_000
LONGEST_FOOTER = 250
LINE_POINTS, HIGHEST_POINTS = 15, 409
MARGIN = 0.4
"""Inches of white at the sides of a printed sheet."""

FONT = {"zh": "微软雅黑", "en": "Arial"}


class Share(float):
    """A number from 0 to 1 that is shown as per cent."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: headings with widths in characters, and rows of finished cells.

    Columns ``off_paper``, at the end, are for machines and are not printed.
    """

    name: Text
    header: Sequence[tuple[Text, int]]
    rows: Sequence[Sequence[Value]]
    off_paper: Sequence[Text] = ()


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook, language: str) -> None:
        plain = {"font_name": FONT[language], "font_size": 10, "valign": "top"}
        worded = {**plain, "text_wrap": True, "indent": 1}
        self.language = language
        self.text: Format = book.add_format(worded)
        self.quoted: Format = book.add_format({**worded, "quote_prefix": True})
        self.whole: Format = book.add_format({**plain, "num_format": "#,##0"})
        self.number: Format = book.add_format({**plain, "num_format": "#,##0.0###"})
        self.share: Format = book.add_format({**plain, "num_format": "0.0%"})
        self.none: Format = book.add_format({**plain, "align": "right"})
        self.title: Format = book.add_format({**plain, "font_size": 16, "bold": True})
        head = {**plain, "bold": True, "bg_color": "#F5F7FA", "bottom": 1, "text_wrap": True}
        self.head: Format = book.add_format({**head, "indent": 1})
        self.number_head: Format = book.add_format({**head, "align": "right"})


def write(book: Workbook, style: Styles, sheet: Sheet, mark: str) -> None:
    """A sheet with its head, its filter and its set-up for the printer."""
    at = book.add_worksheet(sheet.name.in_(style.language))
    heads = [words.in_(style.language) for words, _ in sheet.header]
    columns = [[row[at] for row in sheet.rows] for at in range(len(heads))]
    widths = [
        _width(head, widest, cells)
        for head, (_, widest), cells in zip(heads, sheet.header, columns, strict=True)
    ]
    is_number = [any(isinstance(cell, float) for cell in cells) for cells in columns]
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        at.set_column(column, column, width)
        at.write_string(0, column, head, style.number_head if is_number[column] else style.head)
    high(at, 0, heads, widths)
    for number, row in enumerate(sheet.rows, start=1):
        high(at, number, row, widths)
        for column, value in enumerate(row):
            put(at, style, (number, column), value, is_number=is_number[column])
    at.freeze_panes(1, 1)
    at.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.header) - 1)
    printed(at, mark)
    at.repeat_rows(0)
    on_paper = [
        column for column, (words, _) in enumerate(sheet.header) if words not in sheet.off_paper
    ]
    at.print_area(0, 0, len(sheet.rows), on_paper[-1])


def _width(head: str, widest: int, cells: Sequence[Value]) -> int:
    """Characters for the longest cell and for the head beside its filter, but no more than these:
    a sheet that is no wider than its words can be read on paper."""
    texts = [wide(clean(cell)) for cell in cells if isinstance(cell, str)]
    figures = [len(f"{cell:,.4f}") for cell in cells if isinstance(cell, float)]
    return min(widest, max([wide(head) + 4, *(each + 2 for each in texts), *figures]))


def high(at: Worksheet, row: int, cells: Sequence[Value], widths: Sequence[int]) -> None:
    """Room for the longest text of a row: not every programme works it out when it opens."""
    lines = max(
        math.ceil(wide(clean(cell)) / width)
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    )
    if lines > 1:
        at.set_row(row, min(lines * LINE_POINTS, HIGHEST_POINTS))


def put(
    at: Worksheet, style: Styles, place: tuple[int, int], value: Value, *, is_number: bool = False
) -> None:
    """A value at a row and column; a dash for none, on the side of its column."""
    row, column = place
    if value is None:
        at.write_string(row, column, numbers.NONE, style.none if is_number else style.text)
    elif isinstance(value, str):
        words = clean(value)[:LONGEST_CELL]
        look = style.quoted if words.startswith(FORMULA) else style.text
        at.write_string(row, column, words, look)
    elif isinstance(value, Share):
        at.write_number(row, column, value, style.share)
    else:
        at.write_number(row, column, value, style.whole if value.is_integer() else style.number)


def printed(at: Worksheet, mark: str) -> None:
    """On A4, across, as wide as the page, with the line that says whose it is."""
    at.set_paper(9)
    at.set_landscape()
    at.fit_to_pages(1, 0)
    at.set_margins(left=MARGIN, right=MARGIN, top=0.5, bottom=0.6)
    at.set_footer(f"&C{mark.replace('&', '&&')[:LONGEST_FOOTER]}  &P / &N")
