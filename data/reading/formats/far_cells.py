"""Stray cells far outside the table, which offices have and which blow up every fast reader.

The readers lay a sheet out as one dense rectangle: a single cell at XFD1048576 asks them for
500 GB. Such a sheet is copied without the cells that lie beyond a wide gap.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import TOO_MANY_CELLS, UNREADABLE, ContractError
from data.reading.formats.zips import BROKEN, chunks
from data.reading.raw import column_number

SCANNED_AT_ONCE = 8 * 2**20
"""Larger sheets are scanned only after the reader stopped on the file."""

_FAR_COLUMN = re.compile(rb'\br="(?:[A-Z]{3,}|[B-Z][A-Z])\d')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,18})"')
_ROW_OF_CELL = re.compile(rb'\br="[A-Z]{1,7}\d{5,18}"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,7})(\d{1,18})"')
_WHOLE_CELL = re.compile(
    rb'<((?:\w+:)?c)\b[^>]*?\br="([A-Z]{1,7})(\d{1,18})"[^>]*?(?:/>|>.*?</\1>)', re.DOTALL
)
SMALL = 500_000
"""Cells of a sheet that no reader minds, whatever they hold."""

_MOST = 6_000_000
LEAST_FILLED = 0.1
"""Of a large sheet; one with less is looked at for stray cells."""

WIDEST_GAP, TALLEST_GAP = 200, 5_000
"""Columns and rows; what lies beyond a wider gap does not belong to the table."""

_STRINGS = "xl/sharedstrings.xml"
_STRINGS_HEAD = re.compile(rb"<sst\b[^>]*[^/]>")
_SST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_COUNT = re.compile(rb'[cC]ount="(\d{1,20})"')
_HEAD_BYTES = 4_096
_PART = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)


def without_far_cells(path: Path, folder: Path, *, is_careful: bool) -> tuple[Path, int]:
    """The workbook, or a copy of it without stray cells, and how many were left out.

    A copy too where it promises more texts than it can hold.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            cut: dict[str, bytes] = {}
            lost = 0
            for entry in archive.infolist():
                if entry.filename.lower() == _STRINGS and _lies(archive, entry):
                    content = b"".join(chunks(archive, entry.filename))
                    cut[entry.filename] = _STRINGS_HEAD.sub(_SST, content, count=1)
                if not _PART.match(entry.filename):
                    continue
                if entry.file_size > SCANNED_AT_ONCE and not is_careful:
                    continue
                content = b"".join(chunks(archive, entry.filename))
                if not _may_be_far(content):
                    continue
                trimmed, count = _trim(content)
                if count:
                    cut[entry.filename], lost = trimmed, lost + count
            if not cut:
                return path, 0
            copy = folder / "trimmed.xlsx"
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
                for entry in archive.infolist():
                    if entry.filename in cut:
                        target.writestr(entry.filename, cut[entry.filename])
                    elif not entry.is_dir():
                        target.writestr(entry.filename, archive.read(entry))
            return copy, lost
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error


def _lies(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether the texts are said to be more than bytes; the reader makes room for as many."""
    with archive.open(entry) as part:
        head = _STRINGS_HEAD.search(part.read(_HEAD_BYTES))
    return head is not None and any(int(n) > entry.file_size for n in _COUNT.findall(head[0]))


def _may_be_far(content: bytes) -> bool:
    """Whether some column lies beyond AZ, or the rows leave a wide gap; a quick look."""
    if _FAR_COLUMN.search(content):
        return True
    rows = np.array(_ROW.findall(content), dtype="S18").astype(np.int64)
    if len(rows) < content.count(b"<row") - content.count(b"<rowBreaks"):
        return _ROW_OF_CELL.search(content) is not None
    return bool((np.diff(np.append(0, rows)) > TALLEST_GAP).any())


def _trim(content: bytes) -> tuple[bytes, int]:
    """The sheet without the cells beyond a wide gap; unchanged where it is filled well enough."""
    found = _CELL.findall(content)
    rows = np.array([int(number) for _, number in found], np.int64)
    known = {letters: column_number(letters.decode()) for letters in {c for c, _ in found}}
    columns = np.array([known[letters] for letters, _ in found], np.int64)
    near = near_cells(rows, columns)
    if near.all():
        return content, 0
    last_row, last_column = int(rows[near].max(initial=0)), int(columns[near].max(initial=0))

    def keep(match: re.Match[bytes]) -> bytes:
        is_near = int(match[3]) <= last_row and known.get(match[2], last_column + 1) <= last_column
        return match[0] if is_near else b""

    return _WHOLE_CELL.sub(keep, content), int((~near).sum())


def near_cells(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which cells belong to the table (rows from 1, columns from 0): all, if it is filled well.

    Refuses a sheet that takes up too much even without its stray cells.
    """
    if _is_affordable(rows, columns, SMALL):
        return np.ones(len(rows), bool)
    last_row, last_column = _before_gap(rows, TALLEST_GAP), _before_gap(columns, WIDEST_GAP)
    near = (rows <= last_row) & (columns <= last_column)
    if not _is_affordable(rows[near], columns[near], _MOST):
        raise ContractError(TOO_MANY_CELLS.format(limit=f"{_MOST:,}"))
    return near


def _is_affordable(rows: NDArray[np.int64], columns: NDArray[np.int64], limit: int) -> bool:
    if not len(rows):
        return True
    area = int(rows.max()) * (int(columns.max()) + 1)
    return area <= limit or len(rows) >= LEAST_FILLED * area


def _before_gap(places: NDArray[np.int64], gap: int) -> int:
    """The last place before a gap that is wider than ``gap``."""
    known = np.unique(np.append(places, 0))
    jumps = np.flatnonzero(np.diff(known) > gap)
    return int(known[jumps[0]]) if len(jumps) else int(known[-1])
