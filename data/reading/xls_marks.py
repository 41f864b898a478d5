"""What the native reader does not tell of an .xls sheet: hidden, struck and coloured rows.

The records of the workbook are passed once, in the order of [MS-XLS]; whatever does not fit them
ends the pass, and what was found until then stands.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import olefile

from data.reading.formats import biff
from data.reading.xlsx_marks import MARKED_CELLS_OF_A_MARKED_ROW, Marks

_ROW, _FONT, _FORMAT, _SHEET, _END = 0x208, 0x31, 0xE0, 0x85, 0x0A
_MULTIPLE = {0xBD: 6, 0xBE: 2}  # MULRK and MULBLANK, with the bytes of one cell
# FORMULA, LABELSST, RSTRING, BLANK, NUMBER, LABEL, BOOLERR, RK
_CELLS = frozenset({0x06, 0xFD, 0xD6, 0x201, 0x203, 0x204, 0x205, 0x27E})
_HIDDEN, _STRUCK, _SOLID = 0x20, 0x08, 1
_WHITE = frozenset({1, 9, 64, 65})
_FORMAT_BYTES = 20
_NO_SUCH_FONT = 4

_Record = tuple[int, bytes]


def read(path: Path, names: list[str]) -> dict[str, Marks]:
    """Marks by sheet name; ``names`` are all sheets in their order.

    Empty for a broken file and for one too large to scan.
    """
    if path.stat().st_size > biff.LARGEST_SCAN:
        return {}
    try:
        stream = _stream(path)
        starts, struck, coloured = _globals(_records(stream, 0))
        if len(starts) != len(names):
            return {}
        return {
            name: _marks(_records(stream, start), struck, coloured)
            for name, start in zip(names, starts, strict=True)
        }
    except Exception:  # noqa: BLE001 - marks are a courtesy; the reader says what is broken
        return {}


def _stream(path: Path) -> bytes:
    with olefile.OleFileIO(str(path)) as file:
        return bytes(file.openstream(biff.stream_name(file)).read())


def _records(stream: bytes, start: int) -> Iterator[_Record]:
    """The records from ``start`` to the end of their part, those of charts inside left out."""
    depth = 0
    for kind, at, size in biff.records(stream, start):
        depth += (kind == biff.BEGIN) - (kind == _END)
        if not depth:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]


def _globals(records: Iterator[_Record]) -> tuple[list[int], frozenset[int], frozenset[int]]:
    """Where the sheets begin, the cell formats that strike through, and those that colour."""
    starts: list[int] = []
    fonts: list[bool] = []
    formats: list[tuple[int, bool]] = []
    for kind, content in records:
        if kind == _SHEET:
            starts += struct.unpack_from("<I", content)
        elif kind == _FONT:
            fonts.append(bool(content[2] & _STRUCK))
        elif kind == _FORMAT:
            formats.append((struct.unpack_from("<H", content)[0], _is_coloured(content)))
    # There is no font of number 4; those after it are counted on.
    fonts.insert(_NO_SUCH_FONT, False)
    struck = {n for n, (font, _) in enumerate(formats) if font < len(fonts) and fonts[font]}
    return starts, frozenset(struck), frozenset(n for n, (_, is_so) in enumerate(formats) if is_so)


def _is_coloured(content: bytes) -> bool:
    if len(content) < _FORMAT_BYTES:
        return False
    pattern, colours = struct.unpack_from("<IH", content, 14)
    return pattern >> 26 == _SOLID and colours & 0x7F not in _WHITE


def _marks(records: Iterator[_Record], struck: frozenset[int], coloured: frozenset[int]) -> Marks:
    hidden = set()
    marked: tuple[Counter[int], Counter[int]] = Counter(), Counter()
    for kind, content in records:
        if kind == _ROW and len(content) >= 14:
            if content[12] & _HIDDEN:
                hidden.add(struct.unpack_from("<H", content)[0] + 1)
        elif kind in _CELLS or kind in _MULTIPLE:
            row = struct.unpack_from("<H", content)[0] + 1
            step = _MULTIPLE.get(kind, len(content))
            ends = len(content) - 2 if kind in _MULTIPLE else 6
            for at in range(4, ends, step):
                used = struct.unpack_from("<H", content, at)[0]
                for styles, cells in zip((struck, coloured), marked, strict=True):
                    cells[row] += used in styles
    rows = [
        frozenset(row for row, count in cells.items() if count >= MARKED_CELLS_OF_A_MARKED_ROW)
        for cells in marked
    ]
    return Marks(hidden_rows=frozenset(hidden), struck_rows=rows[0], coloured_rows=rows[1])
