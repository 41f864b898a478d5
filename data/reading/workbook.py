"""Any file of an office as raw sheets: cells where they stand, merged ranges, hidden parts."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine

from data.errors import (
    ENCRYPTED,
    TOO_LARGE,
    UNKNOWN_FORMAT,
    UNREADABLE,
    ContractError,
)
from data.reading import geojson, xlsx_marks

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells; zero-based, inclusive."""

LARGEST_UNPACKED_MB = 2048
HIGHEST_PACKING_RATIO = 200
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
MAPS = frozenset({".geojson", ".json"})


@dataclass
class RawSheet:
    """One sheet as it stands: ``rows`` from the first row and column on, empty cells as ''.

    ``row_numbers`` names each row as its reader would (the sheet's row, the line of a text file,
    the number of a feature). ``name`` is None where a file has no sheets.
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

    def address(self, row: int, column: int) -> str:
        """The cell as a person would name it: "M26", or "features[102]" in a map file."""
        if self.is_map:
            return f"features[{self.row_numbers[row]}]"
        return f"{column_letters(column)}{self.row_numbers[row]}"


def column_letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def open_file(path: Path, suffix: str, datum: str | None) -> Iterator[RawSheet]:
    """Every sheet of the file, hidden ones too; ``datum`` is the answered coordinate system."""
    if suffix in SPREADSHEETS:
        yield from _spreadsheet(path)
    elif suffix in TEXTS:
        yield _text(path)
    elif suffix in MAPS:
        header, rows = geojson.read(path, datum)
        numbers = [-1, *range(len(rows))]
        yield RawSheet(None, [header, *rows], numbers, is_map=True)
    else:
        raise ContractError(UNKNOWN_FORMAT.format(suffix=suffix or "?"))


def _refuse_bombs(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    megabytes = unpacked // 2**20
    ratio = unpacked / max(1, path.stat().st_size)
    if megabytes > LARGEST_UNPACKED_MB or (megabytes > 100 and ratio > HIGHEST_PACKING_RATIO):
        raise ContractError(TOO_LARGE.format(size=megabytes, limit=LARGEST_UNPACKED_MB))


def _spreadsheet(path: Path) -> Iterator[RawSheet]:
    try:
        _refuse_bombs(path)
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        marks = xlsx_marks.read(path)
        for name, metadata in zip(book.sheet_names, book.sheets_metadata, strict=True):
            yield _calamine_sheet(book, name, metadata, marks.get(name, xlsx_marks.NONE))
    except python_calamine.PasswordError as error:
        raise ContractError(ENCRYPTED) from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, KeyError) as error:
        raise ContractError(UNREADABLE) from error


def _calamine_sheet(book: Any, name: str, metadata: Any, marks: xlsx_marks.Marks) -> RawSheet:
    if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
        return RawSheet(name, [], [])
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    merged = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or []]
    for (row, column), text in marks.error_cells.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    return RawSheet(
        name=name,
        rows=rows,
        row_numbers=list(range(1, len(rows) + 1)),
        merged=merged,
        is_hidden=metadata.visible != python_calamine.SheetVisibleEnum.Visible,
        hidden_rows=marks.hidden_rows,
        struck_rows=marks.struck_rows,
        coloured_rows=marks.coloured_rows,
        empty_formulas=marks.empty_formulas,
    )


def _decode(raw: bytes) -> str:
    """Byte order mark, else strict UTF-8, else GB18030, which holds GBK and GB2312."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ContractError(UNREADABLE)


def _text(path: Path) -> RawSheet:
    text = _decode(path.read_bytes()).replace("\x00", "")
    first_line = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first_line.count)
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[Any]] = []
    numbers: list[int] = []
    line = 1
    try:
        for row in reader:
            rows.append(list(row))
            numbers.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ContractError(UNREADABLE) from error
    width = max((len(row) for row in rows), default=0)
    return RawSheet(None, [row + [""] * (width - len(row)) for row in rows], numbers, is_text=True)
