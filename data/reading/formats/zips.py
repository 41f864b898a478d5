"""Zip files of unknown origin: what they claim to unpack to, and members taken out safely."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from data.errors import TOO_LARGE, ContractError
from data.reading.formats.foreign import reading_by_others

LARGEST_UNPACKED_MB = 2048
HIGHEST_PACKING_RATIO = 200
_MOST_MEMBERS = 10_000
_CHUNK = 1 << 20

DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError)
"""What unpacking damaged bytes may raise."""

BROKEN = (
    *DAMAGED, NotImplementedError, RuntimeError, ValueError, KeyError, IndexError, struct.error,
    OverflowError, lzma.LZMAError, AttributeError,
)  # fmt: skip
"""What reading a damaged zip may raise."""


def refuse_bombs(path: Path) -> None:
    """Refuses a zip that says it unpacks to more than any workbook of an office does."""
    with reading_by_others(), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    megabytes = unpacked // 2**20
    ratio = unpacked / max(1, path.stat().st_size)
    if (
        megabytes > LARGEST_UNPACKED_MB
        or len(entries) > _MOST_MEMBERS
        or (megabytes > 100 and ratio > HIGHEST_PACKING_RATIO)
    ):
        raise ContractError(TOO_LARGE.format(size=megabytes, limit=LARGEST_UNPACKED_MB))


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The content of a member, piece by piece; never more than the member claims."""
    left = archive.getinfo(name).file_size
    with archive.open(name) as member:
        while left > 0 and (piece := member.read(min(_CHUNK, left))):
            left -= len(piece)
            yield piece


def take_out(archive: zipfile.ZipFile, name: str, target: Path) -> Path:
    """Writes a member to ``target``; the path that the zip gives it plays no part."""
    with target.open("wb") as file:
        for piece in chunks(archive, name):
            file.write(piece)
    return target
