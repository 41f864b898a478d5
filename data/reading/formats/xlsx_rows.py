"""The rows of one large worksheet: where each stands, which are special, and some of them again.

The part is unpacked once, piece by piece; a state of the unpacker is kept before each piece, so
that the few rows that need a closer look are taken out without unpacking everything again.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PIECE = 1 << 20
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
# Each begins with plain characters, which are searched for many times faster than a choice.
_NUMBERS = re.compile(rb'<row\b(?:[^>]*?\br="(\d{1,7})")?')
_SPECIAL = (rb' t="[bde]"', rb' hidden="(?:1|true)"')
_FORMULA = re.compile(rb"<f[ />]")
_EMPTY_FORMULA = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_LOCAL_HEADER = 30
_MOST_SPECIAL = 200_000


class NotPlain(Exception):
    """The part is written in a way that this reader does not follow; another one must read it."""


@dataclass
class _Piece:
    """Where a piece starts: the state of the unpacker, what was left over, and its first row."""

    unpacker: Any
    position: int
    carried: bytes
    first: int = 0
    last: int = 0


@dataclass
class Scan:
    """What one pass over the part found; rows by their numbers."""

    special: set[int] = field(default_factory=set)
    merged: list[tuple[str, int, str, int]] = field(default_factory=list)
    tail: bytes = b""


class SheetRows:
    """The rows of the part ``name`` of the workbook at ``path``."""

    def __init__(self, path: Path, name: str) -> None:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo(name)
        if entry.compress_type != zipfile.ZIP_DEFLATED or entry.flag_bits & 1:
            raise NotPlain
        with path.open("rb") as file:
            file.seek(entry.header_offset)
            header = file.read(_LOCAL_HEADER)
            lengths = (
                int.from_bytes(header[26:28], "little"),
                int.from_bytes(header[28:30], "little"),
            )
            file.seek(entry.header_offset + _LOCAL_HEADER + sum(lengths))
            self._packed = file.read(entry.compress_size)
        self._pieces: list[_Piece] = []

    def head(self, rows: int) -> bytes:
        """The XML of the first rows as it stands."""
        unpacked = zlib.decompressobj(-zlib.MAX_WBITS).decompress(self._packed[:_PIECE])
        starts = [match.start() for match in _ROW.finditer(unpacked)][: rows + 1]
        if len(starts) < 2:
            raise NotPlain
        return unpacked[starts[0] : starts[-1]]

    def scan(self, styles: Iterable[int], also: Callable[[bytes, int], None] | None = None) -> Scan:
        """One pass: special rows: errors, yes and no, hidden, marked, formulas never calculated.

        ``also`` sees every piece of XML in its order, with the number of its last row (0: none).
        """
        marked = b"|".join(b"%d" % style for style in styles)
        patterns = [*_SPECIAL, *([b' s="(?:' + marked + b')"'] if marked else [])]
        special = [re.compile(pattern) for pattern in patterns]
        scan, last = Scan(), 0
        for piece, text in self._texts(keep=True):
            written = _NUMBERS.findall(text)
            if b"" in written:
                raise NotPlain
            numbers = np.array(written, dtype="S7").astype(np.int64)
            if len(numbers):
                if numbers[0] <= last or not _rises(numbers):
                    raise NotPlain
                piece.first, piece.last, last = int(numbers[0]), int(numbers[-1]), int(numbers[-1])
            for pattern in special:
                for match in pattern.finditer(text):
                    scan.special.add(_row_of(text, match.start()))
                    if len(scan.special) > _MOST_SPECIAL:
                        raise NotPlain
            if _FORMULA.search(text):
                for match in _EMPTY_FORMULA.finditer(text):
                    scan.special.add(_row_of(text, match.start()))
            if len(scan.special) > _MOST_SPECIAL:
                raise NotPlain
            if also is not None:
                also(text, last)
            scan.tail = text
        scan.merged = [
            (a.decode(), int(b), c.decode(), int(d))
            for a, b, c, d in _MERGED.findall(scan.tail[-(64 << 20) :])
        ]
        scan.tail = b""
        return scan

    def numbers_in(self, columns: Iterable[str]) -> NDArray[np.int64]:
        """The rows that hold a number, not a text, in one of the columns (by their letters)."""
        letters = b"|".join(column.encode() for column in columns)
        cell = re.compile(
            rb'<c r="(?:' + letters + rb')(\d{1,7})"(?![^>]* t="(?:s|str|inlineStr|b|e|d)")[^/>]*>'
        )
        found: list[NDArray[np.int64]] = []
        for _, text in self._texts(keep=False):
            if text.count(b"<c ") != text.count(b'<c r="'):
                raise NotPlain
            found.append(np.array(cell.findall(text), dtype="S7").astype(np.int64))
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def take(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """The XML of some rows by their numbers; after ``scan``."""
        wanted = np.unique(np.fromiter(numbers, np.int64))

        def from_piece(piece: _Piece) -> dict[int, bytes]:
            low, high = np.searchsorted(wanted, [piece.first, piece.last + 1])
            return self._taken(piece, wanted[low:high].tolist()) if low < high else {}

        with ThreadPoolExecutor(2) as pool:  # the unpacker leaves others room to run
            return {
                n: row for rows in pool.map(from_piece, self._pieces) for n, row in rows.items()
            }

    def _taken(self, piece: _Piece, numbers: list[int]) -> dict[int, bytes]:
        packed = self._packed[piece.position : piece.position + _PIECE]
        text = piece.carried + piece.unpacker.copy().decompress(packed)
        return taken_from([(text, piece.last)], numbers)

    def _texts(self, *, keep: bool) -> Iterator[tuple[_Piece, bytes]]:
        """Pieces of XML that end before a row starts; the last one with what follows the rows."""
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        carried = b""
        for position in range(0, len(self._packed), _PIECE):
            piece = _Piece(unpacker.copy() if keep else None, position, carried)
            text = carried + unpacker.decompress(self._packed[position : position + _PIECE])
            is_last = position + _PIECE >= len(self._packed)
            cut = len(text) if is_last else text.rfind(b"<row")
            if cut < 0 or len(text) - cut > 64 << 20:
                raise NotPlain
            carried, text = text[cut:], text[:cut]
            if keep:
                self._pieces.append(piece)
            yield piece, text


def taken_from(texts: Iterable[tuple[bytes, int]], numbers: list[int]) -> dict[int, bytes]:
    """The XML of the rows with these numbers (rising), from texts given with their last row."""
    rows: dict[int, bytes] = {}
    waiting = iter(numbers)
    number = next(waiting, None)
    for text, last in texts:
        at = 0
        while number is not None and number <= last:
            if (found := _find_row(text, number, at)) is not None:
                start, at = found
                rows[number] = text[start:at]
            number = next(waiting, None)
    return rows


def _find_row(text: bytes, number: int, at: int) -> tuple[int, int] | None:
    """Where the row of that number starts and ends, from ``at`` on."""
    start = text.find(b'<row r="%d"' % number, at)
    if start < 0:
        match = re.compile(rb'<row\b[^>]*?\br="%d"' % number).search(text, at)
        if match is None:
            return None
        start = match.start()
    head = text.find(b">", start) + 1
    if text[head - 2 : head] == b"/>":
        return start, head
    end = text.find(b"</row>", head)
    return (start, end + len(b"</row>")) if end >= 0 else None


def start_below(text: bytes, number: int) -> int | None:
    """Where the first row below the row of that number starts."""
    return next((m.start() for m in _ROW.finditer(text) if int(m[1]) > number), None)


def _rises(numbers: NDArray[np.int64]) -> bool:
    return bool((np.diff(numbers) > 0).all())


def _row_of(text: bytes, position: int) -> int:
    """The number of the row that a position lies in; 0 before the first row."""
    start = text.rfind(b"<row", 0, position)
    match = _ROW.match(text, start) if start >= 0 else None
    return int(match[1]) if match else 0
