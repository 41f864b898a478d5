"""The stream of an .xls and its records, as [MS-XLS] lays them out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

BEGIN = 0x809
"""The kind of the record with which each part of a workbook begins."""
LARGEST_SCAN = 64 * 2**20
"""Bytes of a file beyond which its records are not looked at."""
_STREAMS = ("Workbook", "Book")


def stream_name(file: olefile.OleFileIO) -> str | None:
    """What the workbook of a compound file is called; None where it holds none."""
    return next((name for name in _STREAMS if file.exists(name)), None)


def with_usual_names(path: Path, folder: Path) -> Path:
    """The file, or a copy in which the workbook is called as the reader calls it.

    Names within a compound file are the same in capitals, in which some programs write them.
    """
    content = path.read_bytes()
    for name in _STREAMS:
        written, usual = ((f"{n}\0").encode("utf-16-le") for n in (name.upper(), name))
        if usual not in content and written in content:
            copy = folder / "renamed.xls"
            copy.write_bytes(content.replace(written, usual))
            return copy
    return path


def records(stream: bytes | bytearray, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of every record from ``start`` on; the content begins 4 bytes later."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        if start + 4 + size > len(stream):
            return
        yield kind, start, size
        start += 4 + size
