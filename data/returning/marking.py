"""Colours, notes and the list of what was refused or asked, in an open workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from data.returning.cells import clean, is_address, put, width_of
from data.returning.remark import Remark
from data.returning.words import AUTHOR, HEADERS, INTRODUCTION, KINDS, MORE, SHEET, SIGN
from wording import Text

MOST_LISTED = 5_000
MOST_NOTES = 2_000
_FILLS = {
    "refused": PatternFill("solid", fgColor="FFF4C7C3"),
    "asked": PatternFill("solid", fgColor="FFFCE8B2"),
}
_HEAD = PatternFill("solid", fgColor="FFD9E2EC")
_WIDTHS = (6, 20, 10, 8, 56, 24, 40)
_LONGEST_NOTE = 1_000
_LINE_POINTS = 15
_MOST_LINES = 25


def mark(book: Workbook, remarks: Sequence[Remark], names: Mapping[str | None, str]) -> None:
    """Colour the cells of the remarks and put a note on each; refused is stronger than asked.

    ``names`` maps the sheets of the remarks to those of the workbook.
    """
    notes: dict[tuple[str, str], list[str]] = {}
    for remark in sorted(remarks, key=lambda one: one.kind != "asked"):
        name = names.get(remark.sheet)
        if name is None or name not in book.sheetnames:
            continue
        sheet = book[name]
        for address in filter(is_address, remark.cells):
            where = _anchor(sheet, address)
            sheet[where].fill = _FILLS[remark.kind]
            notes.setdefault((name, where), []).append(remark.message)
    for (name, where), messages in list(notes.items())[:MOST_NOTES]:
        cell = book[name][where]
        said = "\n".join(dict.fromkeys(messages))
        earlier = f"{cell.comment.text}\n" if cell.comment is not None else ""
        cell.comment = Comment(clean(f"{earlier}{said}")[:_LONGEST_NOTE], AUTHOR, 120, 320)


def _anchor(sheet: Worksheet, address: str) -> str:
    """The cell that holds the value: the first one of merged cells."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return f"{get_column_letter(merged.min_col)}{merged.min_row}"
    return address


def add_list(
    book: Workbook,
    file_name: str,
    remarks: Sequence[Remark],
    names: Mapping[str | None, str],
    *,
    language: str,
    said: Sequence[Text],
) -> None:
    """Put a sheet first that lists every remark, with a link to its cell."""
    sheet = book.create_sheet(_free_name(book, SHEET.in_(language)), 0)
    count = {kind: sum(remark.kind == kind for remark in remarks) for kind in KINDS}
    put(sheet, 1, 1, SIGN.in_(language)).font = Font(bold=True, size=14)
    put(sheet, 2, 1, INTRODUCTION.format(file=file_name, **count).in_(language))
    put(sheet, 3, 1, " ".join(text.in_(language) for text in said))
    for column, (header, width) in enumerate(zip(HEADERS, _WIDTHS, strict=True), start=1):
        cell = put(sheet, 5, column, header.in_(language))
        cell.font, cell.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, remark in enumerate(remarks[:MOST_LISTED], start=1):
        _list_one(sheet, number, remark, names.get(remark.sheet), language)
    if len(remarks) > MOST_LISTED:
        left = MORE.format(count=len(remarks) - MOST_LISTED).in_(language)
        put(sheet, 6 + MOST_LISTED, 1, left)
    sheet.freeze_panes = "A6"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.active = 0
    for other in book.worksheets:
        # Sheets selected together would be edited together.
        other.sheet_view.tabSelected = other is sheet


def _list_one(
    sheet: Worksheet, number: int, remark: Remark, name: str | None, language: str
) -> None:
    row = number + 5
    more = f" +{len(remark.cells) - 1}" if len(remark.cells) > 1 else ""
    where = (remark.cells[0] if remark.cells else "") + more
    values: tuple[Any, ...] = (
        number, remark.sheet or "", where, KINDS[remark.kind].in_(language), remark.message,
        remark.found, remark.expected,
    )  # fmt: skip
    for column, value in enumerate(values, start=1):
        cell = put(sheet, row, column, value)
        cell.alignment = Alignment(vertical="top", wrap_text=column in {2, 5, 6, 7})
    # A program that prints it does not always make room for text that runs on.
    lines = max(-(-width_of(v) // (w - 2)) for v, w in zip(values, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = _LINE_POINTS * max(1, min(lines, _MOST_LINES))
    sheet.cell(row, 4).fill = _FILLS[remark.kind]
    if name is None:
        return
    target = next(filter(is_address, remark.cells), "A1")
    quoted = name.replace("'", "''")
    link = sheet.cell(row, 3)
    if not link.value:
        put(sheet, row, 3, target)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{target}")
    link.font = Font(color="FF0B5CAD", underline="single")


def _free_name(book: Workbook, wanted: str) -> str:
    taken = {name.lower() for name in book.sheetnames}
    names = [wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name.lower() not in taken)
