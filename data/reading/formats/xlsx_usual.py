"""Workbooks (.xlsx) that are written in a way that the readers do not follow, written as usual.

Some programs put a prefix before the name of every element (``<x:row>``); then hidden rows and
error values would go unseen. Sheets of macros, and entries of the list of sheets that lead nowhere,
would end the reading of the whole workbook: they hold no table and are left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.errors import UNREADABLE, ContractError
from data.reading.formats.zips import BROKEN, chunks

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PARTS = re.compile(
    r"xl/(?:workbook|styles|sharedStrings|worksheets/[^/]+)\.xml|xl/_rels/workbook\.xml\.rels",
    re.IGNORECASE,
)
_HEAD_BYTES = 4_096
_ROOT = re.compile(
    rb"<(\w+):(?:workbook|worksheet|sst|styleSheet|Relationships)\b(?![^>]*\sxmlns=)"
    rb"[^>]*\sxmlns:\1="
)
_LINK = re.compile(rb"<Relationship\b[^<>]*>")
_MACROS = re.compile(rb'\sType="[^"]*/xl(?:Intl)?Macrosheet"')
_IDENTIFIER = re.compile(rb'\sId="([^"]*)"')
_SHEET = re.compile(rb"<sheet\b[^<>]*?(?:/>|>\s*</sheet>)")
_SHEET_LINK = re.compile(rb'\s\w+:id="([^"]*)"')
_STATE = re.compile(rb'\sstate="(?!visible"|hidden"|veryHidden")[^"]*"')


def as_usual(path: Path, folder: Path) -> Path:
    """The workbook, or a copy of it in ``folder`` where it is written in an unusual way."""
    try:
        with zipfile.ZipFile(path) as archive:
            prefixes = dict(_prefixes(archive))
            book = _plain_list(archive, prefixes)
            if not prefixes and book is None:
                return path
            copy = folder / "usual.xlsx"
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
                for entry in archive.infolist():
                    if entry.is_dir():
                        continue
                    with target.open(entry.filename, "w", force_zip64=True) as part:
                        if entry.filename == _BOOK and book is not None:
                            part.write(book)
                            continue
                        for text in _plain(archive, entry.filename, prefixes):
                            part.write(text)
            return copy
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error


def _prefixes(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts whose elements have a prefix, and which."""
    for entry in archive.infolist():
        if _PARTS.fullmatch(entry.filename):
            with archive.open(entry) as part:
                if root := _ROOT.search(part.read(_HEAD_BYTES)):
                    yield entry.filename, root[1]


def _plain(archive: zipfile.ZipFile, name: str, prefixes: dict[str, bytes]) -> Iterable[bytes]:
    """The content of a part, its elements without their prefix."""
    pieces = chunks(archive, name)
    return pieces if name not in prefixes else _without(pieces, prefixes[name])


def _without(pieces: Iterable[bytes], prefix: bytes) -> Iterator[bytes]:
    is_first, carried = True, b""
    for piece in pieces:
        text = carried + piece
        # No name and no declaration is cut in two where a piece ends before a tag.
        cut = text.rfind(b"<")
        text, carried = text[:cut], text[cut:]
        if is_first and (root := _ROOT.search(text)):
            start = text[: root.end()].replace(b" xmlns:" + prefix + b"=", b" xmlns=")
            text, is_first = start + text[root.end() :], False
        yield _bare(text, prefix)
    yield _bare(carried, prefix)


def _bare(text: bytes, prefix: bytes) -> bytes:
    return text.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")


def _plain_list(archive: zipfile.ZipFile, prefixes: dict[str, bytes]) -> bytes | None:
    """The workbook part without entries that are no sheets and states that there are not."""
    names = set(archive.namelist())
    if _BOOK not in names or _LINKS not in names:
        return None
    links = b"".join(_plain(archive, _LINKS, prefixes))
    book = b"".join(_plain(archive, _BOOK, prefixes))
    macros = {
        identifier[1]
        for link in _LINK.findall(links)
        if _MACROS.search(link) and (identifier := _IDENTIFIER.search(link))
    }

    def usual(match: re.Match[bytes]) -> bytes:
        link = _SHEET_LINK.search(match[0])
        if link and (link[1] in macros or not link[1] or link[1] not in links):
            return b""
        return _STATE.sub(b"", match[0])

    listed = _SHEET.sub(usual, book)
    return None if listed == book or not _SHEET.search(listed) else listed
