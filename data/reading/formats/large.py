"""A large worksheet of an .xlsx: its head, its cells column by column, and some rows one by one.

The sheet is read in parts, two at once: each part is a workbook of its own that never touches the
disk. So the time falls with the second core and the memory does not grow with the rows.
"""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from data.errors import ContractError
from data.reading import xlsx_marks
from data.reading.formats.foreign import reading_by_others
from data.reading.formats.xlsx_rows import NotPlain, Scan, SheetRows, start_below, taken_from
from data.reading.formats.zips import chunks
from data.reading.raw import RawSheet, column_number

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

LARGE_BYTES = 8 * 2**20
"""Sheets whose XML is larger are read in columns."""

_PART_BYTES = 24 * 2**20
_REPEATED = 2
"""A part is this much larger than what every part must hold besides its rows."""

_PARTS_AT_ONCE = 2
_PARTS_WAITING = 4
_HEAD_ROWS = 60
LARGEST_ODD_SHARE = 0.3
"""A sheet with more odd rows than this is read row by row."""

_TRIED_BYTES = range(30 * 2**20, 120 * 2**20)
"""Of these a first piece is read for a trial: hopeless ones need not be read twice. Smaller ones
lose little, and of larger ones the rest may well be plain."""

_TRIED_ROWS = 2_000
_HOPELESS_SHARE = 0.95
_HINT_ROWS = 2
_DATA = re.compile(rb"<sheetData\s*/?>.*", re.DOTALL)
_REFERENCE = re.compile(rb'((?:<row\b[^>]*?|<c\b[^>]*?)\br="[A-Z]{0,3})\d{1,7}(")')
_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/[^/]+|xl/[^/]+\.xml|xl/_rels/[^/]+")
_ANCHOR = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>-</t></is></c></row>'
_END = b"</sheetData></worksheet>"


class PartRead(Protocol):
    """What was made of a part; ``is_odd`` are the rows that will be wanted one by one."""

    is_odd: NDArray[np.bool_]


ReadPart = Callable[[list["pa.Array"], int, int | None], PartRead]
"""Takes the cells of a part by column, the number of the row above it, and how many rows it has;
None where the cells say it, in a sheet of one part."""


class LargeSheet:
    """One worksheet; ``make`` turns a small workbook with some of its rows into a raw sheet."""

    def __init__(self, path: Path, folder: Path, name: str, part: str, make: Any) -> None:
        self.path, self.folder, self.name, self.part, self._make = path, folder, name, part, make
        self.rows = SheetRows(path, part)
        self._scan, self._kept = Scan(), dict[int, bytes]()
        with zipfile.ZipFile(path) as archive:
            self._bytes = archive.getinfo(part).file_size
            self._around = [e for e in archive.infolist() if _NEEDED.fullmatch(e.filename)]
            self._sheet_head = _DATA.sub(b"", next(chunks(archive, part)), count=1)
            self._styles = xlsx_marks.styles(archive)

    def head(self) -> RawSheet:
        """The first rows, enough to find the header."""
        return self._small([self.rows.head(_HEAD_ROWS)])

    def scan(self) -> Scan:
        """What the pass over the rows found; after ``each_part``."""
        return self._scan

    def each_part(self, first: int, read: ReadPart) -> list[PartRead]:
        """What ``read`` makes of the parts from the zero-based row ``first`` on, top to bottom."""
        struck, coloured = self._styles
        repeated = sum(entry.file_size for entry in self._around)
        part_bytes = max(_PART_BYTES, _REPEATED * repeated)
        if self._bytes in _TRIED_BYTES:
            self._try(first, read)
        if self._bytes < 2 * part_bytes:
            texts = list[tuple[bytes, int]]()
            with ThreadPoolExecutor(1) as pool:
                scan = pool.submit(
                    self.rows.scan, struck | coloured, lambda *text: texts.append(text)
                )
                cells = self._columns(str(self.path), header_row=None, skip_rows=first)
                self._scan = scan.result()
            part = read(cells, first, None)
            self.keep_odd(part, texts, first)
            return [part]
        with ThreadPoolExecutor(_PARTS_AT_ONCE) as pool:
            parts = _Parts(self, first, part_bytes, read, pool)
            try:
                self._scan = self.rows.scan(struck | coloured, parts.add)
                parts.end()
                return [future.result() for future in parts.futures]
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def _try(self, first: int, read: ReadPart) -> None:
        """Gives up on a sheet that says something odd from its first row on."""
        rows = self.rows.head(_TRIED_ROWS)
        start = start_below(rows, first)
        if start is not None:
            is_odd = read(self.part_of([rows[start:]], first), first, None).is_odd
            if is_odd.mean() > _HOPELESS_SHARE:
                raise NotPlain

    def keep_odd(self, part: PartRead, texts: list[tuple[bytes, int]], above: int) -> None:
        """Has the XML of a part's odd rows at hand when they are wanted, if they will be."""
        if part.is_odd.sum() <= LARGEST_ODD_SHARE * len(part.is_odd):
            odd = part.is_odd.nonzero()[0] + above + 1
            self._kept.update(taken_from(texts, odd.tolist()))

    def part_of(self, rows: list[bytes], above: int) -> list[pa.Array]:
        """The cells of some rows as the fast reader types them; ``above`` is the row before."""
        content = io.BytesIO()
        with zipfile.ZipFile(self.path) as archive, zipfile.ZipFile(content, "w") as copy:
            for entry in self._around:
                copy.writestr(entry.filename, archive.read(entry))
            with copy.open(self.part, "w") as sheet:
                for piece in (self._sheet_head, b"<sheetData>", _ANCHOR % (above, above), *rows):
                    sheet.write(piece)
                sheet.write(_END)
        return self._columns(content.getvalue(), header_row=above - 1, skip_rows=0)

    def _columns(self, book: str | bytes, **more: Any) -> list[pa.Array]:
        import fastexcel  # noqa: PLC0415 - only large sheets need it

        try:
            with reading_by_others():
                batch: Any = fastexcel.read_excel(book).load_sheet(
                    self.name, schema_sample_rows=None, eager=True, whitespace_as_null=False, **more
                )
                return list(batch.columns)
        except ContractError as error:
            raise NotPlain from error

    def numbers_in(self, columns: Iterable[str]) -> NDArray[np.int64]:
        """The rows, by number, with a number in one of the columns (letters)."""
        return self.rows.numbers_in(columns)

    def some(self, first: int, numbers: Iterable[int]) -> RawSheet:
        """The rows down to just below the zero-based row ``first``, and those with ``numbers``.

        The rows above keep their places; those below close up, and keep their numbers.
        """
        above = first + _HINT_ROWS
        wanted = {*range(1, above + 1), *numbers}
        taken = {n: row for n, row in self._kept.items() if n in wanted}
        taken |= self.rows.take(wanted - taken.keys())
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
            for entry in self._around:
                copy.writestr(entry.filename, archive.read(entry))
            content = [self._sheet_head, b"<sheetData>", *rows, _END]
            copy.writestr(self.part, b"".join(content))
        try:
            sheet: RawSheet = self._make(target, self.name)
        except ContractError as error:
            raise NotPlain from error
        return sheet


class _Parts:
    """Gathers rows until they make a part, and has each part read beside the gathering."""

    def __init__(
        self, sheet: LargeSheet, first: int, part_bytes: int, read: ReadPart,
        pool: ThreadPoolExecutor,
    ) -> None:  # fmt: skip
        self.futures: list[Future[PartRead]] = []
        self._sheet, self._first, self._bytes, self._read = sheet, first, part_bytes, read
        self._pool, self._free = pool, threading.BoundedSemaphore(_PARTS_WAITING)
        self._rows: list[tuple[bytes, int]] = []
        self._above = first
        self._has_begun = False

    def add(self, text: bytes, last: int) -> None:
        """Takes the next rows as they stand; ``last`` is the number of the last of them."""
        if not self._has_begun:
            start = start_below(text, self._first)
            if start is None:
                return
            self._has_begun, text = True, text[start:]
        if sum(len(rows) for rows, _ in self._rows) >= self._bytes:
            self._send()
        self._rows.append((text, last))

    def end(self) -> None:
        """Sends the rest off; the last rows end where the data of the sheet do."""
        if self._rows:
            rows, last = self._rows[-1]
            end = rows.rfind(b"</sheetData>")
            if end < 0:
                raise NotPlain
            self._rows[-1] = rows[:end], last
            self._send()

    def _send(self) -> None:
        texts, above = self._rows, self._above
        last = self._above = texts[-1][1]
        self._rows = []
        self._free.acquire()

        def work() -> PartRead:
            try:
                cells = self._sheet.part_of([text for text, _ in texts], above)
                part = self._read(cells, above, last - above)
                self._sheet.keep_odd(part, texts, above)
                return part
            finally:
                self._free.release()

        self.futures.append(self._pool.submit(work))


def _renumbered(row: bytes, number: int) -> bytes:
    return _REFERENCE.sub(rb"\g<1>%d\g<2>" % number, row)
