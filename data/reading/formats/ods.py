"""OpenDocument spreadsheets as the reader wants them: packed in a zip, no blanks between cells.

Programs may indent the XML as they like, and may write it as one flat file (.fods); the reader
stumbles over the first and does not know the second.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from data.errors import ENCRYPTED_ODS, UNREADABLE, ContractError
from data.reading.formats.ods_far_cells import MOST_CELLS, Places, Trimmer
from data.reading.formats.zips import BROKEN, chunks

CONTENT = "content.xml"
_PIECE = 1 << 20
_MANY_BLANKS = re.compile(rb'(?<=\btext:c=")\d{4,}(?=")')
# Tried only where blanks begin: a cell may hold millions of them.
_GAP = re.compile(rb"(?<![ \t\r\n])[ \t\r\n]++(?=</?table:)")
_NULL_DAY_1904 = re.compile(rb'<table:null-date\b[^<>]*\bdate-value="1904-01-01')
_LONGEST_TEXT = 4 * _PIECE
_SMALL_FILE, _BYTES_A_CELL = 20 * 2**20, 15
_MANIFEST = "META-INF/manifest.xml"
_LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""


class Tidied(NamedTuple):
    """A copy that the reader takes; ``cut_cells`` far outside were left out; ``is_1904``: bare
    numbers that mean days count from 1904."""

    path: Path
    cut_cells: int
    is_1904: bool


def tidied(path: Path, folder: Path) -> Tidied:
    """A copy with the sheets only.

    Refuses a file with a password, which cannot be opened here.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if _MANIFEST in archive.namelist() and any(
                b"encryption-data" in piece for piece in chunks(archive, _MANIFEST)
            ):
                raise ContractError(ENCRYPTED_ODS)
            return _packed(chunks(archive, CONTENT), folder, _most_cells(path))
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error


def packed(path: Path, folder: Path) -> Tidied:
    """A flat file packed as the others are."""
    with path.open("rb") as file:
        return _packed(iter(lambda: file.read(_PIECE), b""), folder, _most_cells(path))


def _most_cells(path: Path) -> int:
    """What a sheet may take up: larger files may hold more, as the reading process may."""
    return MOST_CELLS + max(0, path.stat().st_size - _SMALL_FILE) // _BYTES_A_CELL


def _packed(pieces: Iterable[bytes], folder: Path, most: int) -> Tidied:
    places, is_1904 = Places(), False

    def watched() -> Iterator[bytes]:
        nonlocal is_1904
        for text in places.watching(_without_gaps(pieces)):
            is_1904 = is_1904 or _NULL_DAY_1904.search(text) is not None
            yield text

    copy = _written(folder / "tidied.ods", watched())
    cuts = places.cuts(most)
    if not cuts:
        return Tidied(copy, 0, is_1904)
    trimmer = Trimmer(cuts)
    with zipfile.ZipFile(copy) as archive:
        whole = _at_tags(chunks(archive, CONTENT))
        copy = _written(folder / "trimmed.ods", trimmer.trimmed(whole))
    return Tidied(copy, trimmer.lost, is_1904)


def _written(copy: Path, pieces: Iterable[bytes]) -> Path:
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        target.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        target.writestr(_MANIFEST, _LIST)
        with target.open(CONTENT, "w", force_zip64=True) as content:
            for piece in pieces:
                content.write(piece)
    return copy


def _without_gaps(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for text in _at_tags(pieces):
        yield _MANY_BLANKS.sub(b"999", _GAP.sub(b"", text))


def _at_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same text in pieces that end where a tag ends, but for one text without end."""
    carried = b""
    for piece in pieces:
        text = carried + piece
        cut = text.rfind(b">") + 1
        if not cut and len(text) > _LONGEST_TEXT:
            cut = len(text)
        carried = text[cut:]
        yield text[:cut]
    yield carried
