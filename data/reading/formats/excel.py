"""Workbooks in the formats of spreadsheet programs, through one native reader."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import python_calamine

from data.errors import BINARY_WORKBOOK, ENCRYPTED, UNREADABLE, ContractError
from data.reading import ods_marks, xls_marks, xlsx_marks
from data.reading.errors import PasswordNeeded
from data.reading.formats import biff, ods, xls_far_cells
from data.reading.formats.far_cells import without_far_cells
from data.reading.formats.foreign import reading_by_others
from data.reading.formats.large import LARGE_BYTES, LargeSheet
from data.reading.formats.locked import has_biff_password, unlocked
from data.reading.formats.xlsx_rows import NotPlain
from data.reading.formats.xlsx_usual import as_usual
from data.reading.formats.zips import BROKEN, refuse_bombs
from data.reading.raw import MOST_COLUMNS, RawSheet
from wording import Text

_MOST_MERGED = 50_000
_NINTH_DECIMAL = 5e-10
_LARGEST_EXACT = 1e15
_1904 = re.compile(rb'<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true|on)"')
_WORKBOOK_PROPERTIES = 153
_DATE_MODE_1904 = b"\x22\x00\x02\x00\x01\x00"


@dataclass(frozen=True)
class Opened:
    """A workbook ready to be read: its file (perhaps an unlocked or trimmed copy) and its marks.

    ``ending`` is what its content is, whatever ending its name has.
    """

    path: Path
    ending: str
    is_1904: bool
    cut_cells: int


def open_zip(path: Path, folder: Path, *, is_careful: bool) -> Opened:
    """A workbook made of parts in a zip: .xlsx, .xlsm, .xlsb, .et or .ods."""
    refuse_bombs(path)
    if (ending := _ending(path)) == ".ods":
        copy = ods.tidied(path, folder)
        return Opened(copy.path, ending, copy.is_1904, copy.cut_cells)
    if ending == ".xlsx":
        path = as_usual(path, folder)
    trimmed, cut = without_far_cells(path, folder, is_careful=is_careful)
    return Opened(trimmed, ending, _counts_from_1904(trimmed), cut)


def open_flat(path: Path, folder: Path) -> Opened:
    """An OpenDocument spreadsheet in one file of XML: .fods."""
    copy = ods.packed(path, folder)
    return Opened(copy.path, ".ods", copy.is_1904, copy.cut_cells)


def open_compound(path: Path, password: str | None, folder: Path) -> Opened:
    """A workbook in a compound file: .xls, or .et of that kind."""
    path = biff.with_usual_names(path, folder)
    if has_biff_password(path):
        path = unlocked(path, password, folder)
    is_1904 = _DATE_MODE_1904 in path.read_bytes()[: 1 << 20]
    path, cut = xls_far_cells.without_far_cells(path, folder)
    return Opened(path, ".xls", is_1904, cut)


def read(opened: Opened, folder: Path) -> Iterator[RawSheet]:
    """Every worksheet in its order, hidden ones too; of large ones the head, the rest on demand."""
    sentence = BINARY_WORKBOOK if opened.ending == ".xlsb" else UNREADABLE
    with reading_by_others(sentence):
        book = _book(opened.path, folder, opened.ending)
        named = list(zip(book.sheet_names, book.sheets_metadata, strict=True))
    try:
        large = _large_sheets(opened, folder)
        marks: dict[str, xlsx_marks.Marks] | None = None
        for name, metadata in named:
            sheet = _head(large.get(name))
            if sheet is None:
                if marks is None:
                    marks = _marks(opened.path, opened.ending, book.sheet_names)
                told = marks.get(name, xlsx_marks.NONE)
                sheet = _sheet(book, name, metadata, told, sentence)
            sheet.is_1904, sheet.cut_cells = opened.is_1904, opened.cut_cells
            sheet.is_hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
            yield sheet
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error


def _book(path: Path, folder: Path, ending: str) -> Any:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(_named(path, folder, ending)))
    except python_calamine.PasswordError as error:
        raise PasswordNeeded(ENCRYPTED) from error


def _marks(path: Path, ending: str, names: list[str]) -> dict[str, xlsx_marks.Marks]:
    if ending == ".xls":
        return xls_marks.read(path, names)
    if ending == ".ods":
        return ods_marks.read(path)
    if ending != ".xlsx":
        return {}
    try:
        return xlsx_marks.read(path)
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error


def _large_sheets(opened: Opened, folder: Path) -> dict[str, LargeSheet]:
    """The sheets of an .xlsx that are worth reading in columns, by name."""
    if opened.ending != ".xlsx":
        return {}
    found = {}
    with zipfile.ZipFile(opened.path) as archive:
        for name, part in xlsx_marks.parts(archive).items():
            if archive.getinfo(part).file_size >= LARGE_BYTES:

                def whole(path: Path, name: str) -> RawSheet:
                    with reading_by_others():
                        book = _book(path, folder, opened.ending)
                        metadata = book.sheets_metadata[book.sheet_names.index(name)]
                    return _sheet(
                        book, name, metadata, _marks(path, ".xlsx", []).get(name, xlsx_marks.NONE)
                    )

                with suppress(NotPlain):
                    found[name] = LargeSheet(opened.path, folder, name, part, whole)
    return found


def _head(large: LargeSheet | None) -> RawSheet | None:
    """The first rows of a large sheet, if it begins at A1, is no wider than any table of an office,
    and is written as most programs do."""
    if large is None:
        return None
    try:
        sheet = large.head()
    except NotPlain:
        return None
    if not any(row and row[0] != "" for row in sheet.rows) or not any(
        value != "" for value in sheet.rows[0]
    ):
        return None
    if len(sheet.rows[0]) > MOST_COLUMNS:
        return None
    sheet.large = large
    return sheet


def _named(path: Path, folder: Path, ending: str) -> Path:
    """The file under a name that tells the reader what it is, which its own name may not."""
    link = folder / f"workbook{ending}"
    link.unlink(missing_ok=True)
    link.symlink_to(path.resolve())
    return link


def _ending(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = {name.lower().replace("\\", "/") for name in archive.namelist()}
    if "content.xml" in names and not any(name.startswith("xl/workbook.") for name in names):
        return ".ods"
    return ".xlsb" if "xl/workbook.bin" in names else ".xlsx"


def _counts_from_1904(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.bin" in archive.namelist():
                return _binary_counts_from_1904(archive.read("xl/workbook.bin"))
            return _1904.search(archive.read("xl/workbook.xml")) is not None
    except BROKEN:
        return False


def _binary_counts_from_1904(records: bytes) -> bool:
    """What the properties of an .xlsb say: the lowest bit of the record 153 (BrtWbProp)."""
    place = 0

    def number(most: int) -> int:
        nonlocal place
        value = 0
        for shift in range(0, 7 * most, 7):
            byte = records[place]
            place += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        return value

    try:
        while number(2) != _WORKBOOK_PROPERTIES:
            length = number(4)
            place += length
        return number(4) > 0 and bool(records[place] & 1)
    except IndexError:
        return False


def _sheet(
    book: Any, name: str, metadata: Any, marks: xlsx_marks.Marks, sentence: Text = UNREADABLE
) -> RawSheet:
    if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
        return RawSheet(name, [], [])
    with reading_by_others(sentence):
        sheet = book.get_sheet_by_name(name)
        cells = sheet.to_python(skip_empty_area=False)
        ranges = (sheet.merged_cell_ranges or [])[:_MOST_MERGED]
    rows = [[_settled(cell) if type(cell) is float else cell for cell in row] for row in cells]
    for (row, column), text in marks.error_cells.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    return RawSheet(
        name=name,
        rows=rows,
        row_numbers=list(range(1, len(rows) + 1)),
        merged=[(top, left, bottom, right) for (top, left), (bottom, right) in ranges],
        is_hidden=metadata.visible != python_calamine.SheetVisibleEnum.Visible,
        hidden_rows=marks.hidden_rows,
        struck_rows=marks.struck_rows,
        coloured_rows=marks.coloured_rows,
        empty_formulas=marks.empty_formulas,
    )


def _settled(number: float) -> float:
    """A whole number that a program kept with a trace beside it, or as minus zero.

    The reader of large sheets writes nine decimals; both paths must see the same.
    """
    if not -_LARGEST_EXACT < number < _LARGEST_EXACT:
        return number
    whole = float(round(number)) + 0.0
    return whole if abs(number - whole) < _NINTH_DECIMAL else number
