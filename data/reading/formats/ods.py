"""OpenDocument spreadsheets as the reader wants them: packed in a zip, no blanks between cells.

Programs may indent the XML as they like, and may write it as one flat file (.fods); the reader
stumbles over the first and does not know the second.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.errors import ENCRYPTED_ODS, UNREADABLE, ContractError
from data.reading.formats.zips import BROKEN, chunks

CONTENT = "content.xml"
_PIECE = 1 << 20
_MANY_BLANKS = re.compile(rb'(?<=\btext:c=")\d{4,}(?=")')
# Tried only where blanks begin: a cell may hold millions of them.
_GAP = re.compile(rb"(?<![ \t\r\n])[ \t\r\n]++(?=</?table:)")
_LONGEST_TEXT = 4 * _PIECE
_MANIFEST = "META-INF/manifest.xml"
_LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""


def tidied(path: Path, folder: Path) -> Path:
    """A copy with the sheets only; refuses a file with a password, which cannot be opened here."""
    try:
        with zipfile.ZipFile(path) as archive:
            if _MANIFEST in archive.namelist() and any(
                b"encryption-data" in piece for piece in chunks(archive, _MANIFEST)
            ):
                raise ContractError(ENCRYPTED_ODS)
            return _packed(chunks(archive, CONTENT), folder)
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error


def packed(path: Path, folder: Path) -> Path:
    """A flat file packed as the others are."""
    with path.open("rb") as file:
        return _packed(iter(lambda: file.read(_PIECE), b""), folder)


def _packed(pieces: Iterable[bytes], folder: Path) -> Path:
    copy = folder / "tidied.ods"
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        target.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        target.writestr(_MANIFEST, _LIST)
        with target.open(CONTENT, "w", force_zip64=True) as content:
            for piece in _without_gaps(pieces):
                content.write(piece)
    return copy


def _without_gaps(pieces: Iterable[bytes]) -> Iterator[bytes]:
    carried = b""
    for piece in pieces:
        text = carried + piece
        cut = text.rfind(b">") + 1
        if not cut and len(text) > _LONGEST_TEXT:
            cut = len(text)
        carried = text[cut:]
        yield _MANY_BLANKS.sub(b"999", _GAP.sub(b"", text[:cut]))
    yield carried
