"""A large worksheet of an .xlsx: its head, its cells column by column, and some rows one by one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import python_calamine

from data.reading import xlsx_marks
from data.reading.formats.xlsx_rows import NotPlain, Scan, SheetRows
from data.reading.formats.zips import chunks
from data.reading.raw import RawSheet, column_number

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

LARGE_BYTES = 8 * 2**20
"""Sheets whose XML is larger are read in columns."""

_HEAD_ROWS = 60
_HINT_ROWS = 2
_DATA = re.compile(rb"<sheetData\s*/?>.*", re.DOTALL)
_REFERENCE = re.compile(rb'((?:<row\b[^>]*?|<c\b[^>]*?)\br="[A-Z]{0,3})\d{1,7}(")')


class LargeSheet:
    """One worksheet; ``make`` turns a small workbook with some of its rows into a raw sheet."""

    def __init__(self, path: Path, folder: Path, name: str, part: str, make: Any) -> None:
        self.path, self.folder, self.name, self.part, self._make = path, folder, name, part, make
        self.rows = SheetRows(path, part)
        self._scan: Future[Scan] | None = None

    def head(self) -> RawSheet:
        """The first rows, enough to find the header."""
        return self._small([self.rows.head(_HEAD_ROWS)])

    def start_scan(self) -> None:
        """Starts the pass over the rows beside whatever follows."""
        with zipfile.ZipFile(self.path) as archive:
            struck, coloured = xlsx_marks.styles(archive)
        pool = ThreadPoolExecutor(1)
        self._scan = pool.submit(self.rows.scan, struck | coloured)
        pool.shutdown(wait=False)

    def scan(self) -> Scan:
        """What the pass found."""
        assert self._scan is not None
        return self._scan.result()

    def columns(self, first: int) -> list[pa.Array]:
        """The cells from the zero-based row ``first`` on, as the fast reader types each column."""
        import fastexcel  # noqa: PLC0415 - only large sheets need it

        book = fastexcel.read_excel(str(self.path))
        batch: Any = book.load_sheet(
            self.name, header_row=None, skip_rows=first, schema_sample_rows=None, eager=True,
            whitespace_as_null=False,
        )  # fmt: skip
        return list(batch.columns)

    def numbers_in(self, columns: Iterable[str]) -> NDArray[np.int64]:
        """The rows, by number, with a number in one of the columns (letters)."""
        return self.rows.numbers_in(columns)

    def some(self, first: int, numbers: Iterable[int]) -> RawSheet:
        """The rows down to just below the zero-based row ``first``, and those with ``numbers``.

        The rows above keep their places; those below close up, and keep their numbers.
        """
        above = first + _HINT_ROWS
        taken = self.rows.take([*range(1, above + 1), *numbers])
        places: dict[int, int] = {}
        xml, last = [], above
        for number, row in sorted(taken.items()):
            place = number if number <= above else last + 1
            places[number], last = place, max(place, last)
            xml.append(row if place == number else _renumbered(row, place))
        merged = [
            (
                places[top],
                column_number(left),
                places[bottom],
                column_number(right),
            )
            for left, top, right, bottom in self.scan().merged
            if top in places and bottom in places
        ]
        sheet = self._small(xml)
        numbered = list(range(1, len(sheet.rows) + 1))
        for number, place in places.items():
            if place <= len(numbered):
                numbered[place - 1] = number
        real = dict(enumerate(numbered, 1))
        return replace(
            sheet,
            row_numbers=numbered,
            merged=[(a - 1, b, c - 1, d) for a, b, c, d in merged],
            hidden_rows=frozenset(real[n] for n in sheet.hidden_rows if n in real),
            struck_rows=frozenset(real[n] for n in sheet.struck_rows if n in real),
            coloured_rows=frozenset(real[n] for n in sheet.coloured_rows if n in real),
        )

    def whole(self) -> RawSheet:
        """Every row one by one."""
        sheet: RawSheet = self._make(self.path, self.name)
        return sheet

    def _small(self, rows: list[bytes]) -> RawSheet:
        """The workbook with only these rows on its sheet, read as any small one."""
        target = self.folder / "some.xlsx"
        with zipfile.ZipFile(self.path) as archive, zipfile.ZipFile(target, "w") as copy:
            for entry in archive.infolist():
                if entry.filename == self.part:
                    head = _DATA.sub(b"", next(chunks(archive, self.part)), count=1)
                    content = [head, b"<sheetData>", *rows, b"</sheetData></worksheet>"]
                    copy.writestr(entry.filename, b"".join(content))
                elif entry.filename.startswith("xl/worksheets/"):
                    continue
                elif not entry.is_dir():
                    copy.writestr(entry.filename, archive.read(entry))
        try:
            sheet: RawSheet = self._make(target, self.name)
        except python_calamine.CalamineError as error:
            raise NotPlain from error
        return sheet


def _renumbered(row: bytes, number: int) -> bytes:
    return _REFERENCE.sub(rb"\g<1>%d\g<2>" % number, row)
