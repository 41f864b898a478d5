"""Stray cells of an .xls, which the reader lays out as one dense rectangle like those of an .xlsx.

The records of such cells are renamed in a copy to something that no reader knows; everything else
stays where it stands.
"""

from __future__ import annotations

import shutil
import struct
from collections import defaultdict
from pathlib import Path

import numpy as np
import olefile

from data.errors import UNREADABLE, ContractError
from data.reading.formats import biff
from data.reading.formats.far_cells import SMALL, near_cells
from data.reading.formats.foreign import reading_by_others

_EXTENT, _CLAIMED = 0x200, 12
_STRING, _SEVERAL, _NO_RECORD = 0x207, 0xBD, 0xFFFE
_FORMULAS = frozenset({0x06, 0x206, 0x406})
# RK and several of them, NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, FORMULA.
_CELLS = frozenset({0x27E, _SEVERAL, 0x203, 0x204, 0x205, 0xD6, 0xFD, *_FORMULAS})

_Cell = tuple[int, int, int]
"""Row, last column, and where the record stands; rows count from 1, columns from 0."""


def without_far_cells(path: Path, folder: Path) -> tuple[Path, int]:
    """The workbook, or a copy without stray cells, and how many were left out.

    A broken file is left to the reader, who says what is wrong with it.
    """
    if path.stat().st_size > biff.LARGEST_SCAN:
        return path, 0
    try:
        with reading_by_others(), olefile.OleFileIO(str(path)) as file:
            name = biff.stream_name(file)
            stream = bytearray(file.openstream(name).read() if name else b"")
    except ContractError:
        return path, 0
    if name is None:
        raise ContractError(UNREADABLE)
    far = [place for cells in _sheets(stream).values() for place in _far(cells)]
    # The reader makes room for whatever a sheet claims to take up, before it has seen a cell.
    claims = [at for kind, at, size in biff.records(stream) if kind == _EXTENT and size >= _CLAIMED]
    if not far and all(_is_modest(stream, at) for at in claims):
        return path, 0
    for place in (*far, *claims):
        _rename(stream, place)
    copy = folder / "trimmed.xls"
    shutil.copyfile(path, copy)
    with reading_by_others(), olefile.OleFileIO(str(copy), write_mode=True) as file:
        file.write_stream(name, bytes(stream))
    return copy, len(far)


def _is_modest(stream: bytearray, at: int) -> bool:
    _, rows, _, columns = struct.unpack_from("<IIHH", stream, at + 4)
    return bool(rows * columns <= SMALL)


def _sheets(stream: bytearray) -> dict[int, list[_Cell]]:
    """The cells of each part of the workbook."""
    found: dict[int, list[_Cell]] = defaultdict(list)
    part = 0
    for kind, at, size in biff.records(stream):
        if kind == biff.BEGIN:
            part += 1
        elif kind in _CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind == _SEVERAL:
                (column,) = struct.unpack_from("<H", stream, at + 2 + size)
            found[part].append((row + 1, column, at))
    return found


def _far(cells: list[_Cell]) -> list[int]:
    rows, columns, places = np.array(cells, np.int64).T
    return [int(place) for place in places[~near_cells(rows, columns)]]


def _rename(stream: bytearray, place: int) -> None:
    kind, size = struct.unpack_from("<HH", stream, place)
    struct.pack_into("<H", stream, place, _NO_RECORD)
    after = place + 4 + size
    # The text that a formula gave stands in a record of its own, which would go to another cell.
    if kind in _FORMULAS and stream[after : after + 2] == struct.pack("<H", _STRING):
        struct.pack_into("<H", stream, after, _NO_RECORD)
