"""What the fast reader does not tell of an .xlsx sheet: error values, hidden and marked rows."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from data.reading.raw import column_letters
from data.reading.xlsx_styles import marked_styles

_SHEET = re.compile(rb"<sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ROW = re.compile(rb"<row\b[^>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ERROR_CELL = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(.*?)</c>', re.DOTALL)
_EMPTY_FORMULA = re.compile(
    rb"<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_UNUSUAL = re.compile(rb'<(?:row|c)\b(?![^<>]*\br=")')
_REFERENCE = re.compile(r"[A-Z]{1,3}\d{1,7}")
_ROW_OR_CELL = re.compile(rb"<(row|c)\b([^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LARGEST_SCAN = 256 * 2**20
_LARGEST_PLACED = 32 * 2**20
MARKED_CELLS_OF_A_MARKED_ROW = 3


@dataclass(frozen=True)
class Marks:
    """Cells by zero-based row and column; rows by the numbers that the sheet shows.

    ``empty_formulas`` are cells whose formula was never calculated.
    """

    error_cells: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    coloured_rows: frozenset[int] = frozenset()
    empty_formulas: frozenset[tuple[int, int]] = frozenset()


NONE = Marks()


def _attribute(tag: bytes, name: str) -> str | None:
    match = re.search(rb"\b(?:" + name.encode() + rb")\s*=\s*([\"'])(.*?)\1", tag)
    return unescape(match[2].decode()) if match else None


def _position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def _with_places(xml: bytes) -> bytes:
    """The sheet with the place of every row and cell written out, which a program may leave to be
    counted, and with its attributes in double quotes; a very large one as it is."""
    if (
        len(xml) > _LARGEST_PLACED
        or all(
            xml.count(b"<" + tag + b" ") + xml.count(b"<" + tag + b">")
            == xml.count(b"<" + tag + b' r="')
            for tag in (b"row", b"c")
        )
        or not _UNUSUAL.search(xml)
    ):
        return xml
    row, column = 0, 0

    def placed(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        attributes = _ATTRIBUTE.sub(_in_double_quotes, match[2])
        said = _attribute(attributes, "r")
        if match[1] == b"row":
            row, column = int(said) if said and said.isdecimal() else row + 1, 0
            place = str(row)
        else:
            column = _position(said)[1] + 1 if said and _REFERENCE.fullmatch(said) else column + 1
            place = f"{column_letters(column - 1)}{row}"
        more = b"" if said is not None else f' r="{place}"'.encode()
        return b"<" + match[1] + more + attributes + match[3] + b">"

    return _ROW_OR_CELL.sub(placed, xml)


def _in_double_quotes(match: re.Match[bytes]) -> bytes:
    return b'="' + (match[1] if match[1] is not None else match[2]) + b'"'


def _marked_rows(xml: bytes, styles: frozenset[int]) -> frozenset[int]:
    """Rows with several cells in one of the styles."""
    if not styles:
        return frozenset()
    numbers = b"|".join(str(style).encode() for style in sorted(styles))
    cells: Counter[int] = Counter()
    for match in re.finditer(rb'<c\b[^>]*\bs="(?:' + numbers + rb')"[^>]*>', xml):
        reference = _attribute(match[0], "r")
        if reference:
            cells[_position(reference)[0] + 1] += 1
    return frozenset(row for row, n in cells.items() if n >= MARKED_CELLS_OF_A_MARKED_ROW)


def _scan(xml: bytes, struck: frozenset[int], coloured: frozenset[int]) -> Marks:
    errors = {}
    for match in _ERROR_CELL.finditer(xml):
        reference, value = _attribute(match[1], "r"), _VALUE.search(match[2])
        if reference and value:
            errors[_position(reference)] = value[1].decode()
    hidden = {
        int(number)
        for match in _ROW.finditer(xml)
        if _HIDDEN.search(match[0]) and (number := _attribute(match[0], "r"))
    }
    empty = {
        _position(reference)
        for match in _EMPTY_FORMULA.finditer(xml)
        if (reference := _attribute(match[1], "r"))
    }
    return Marks(
        errors,
        frozenset(hidden),
        _marked_rows(xml, struck),
        _marked_rows(xml, coloured),
        frozenset(empty),
    )


def parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> the part of the workbook that holds it."""
    names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    names |= {name: name for name in archive.namelist()}
    book, links = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return {}
    targets = {
        _attribute(tag, "Id"): (_attribute(tag, "Target") or "").lstrip("/").removeprefix("xl/")
        for tag in _RELATION.findall(archive.read(links))
    }
    found = {}
    for tag in _SHEET.findall(archive.read(book)):
        link, name = _attribute(tag, r"\w+:id"), _attribute(tag, "name")
        place = f"xl/{targets.get(link) or ''}"
        part = names.get(place, names.get(place.lower()))
        if name and part:
            found[name] = part
    return found


def styles(archive: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the styles that strike cells through, and of those that colour them."""
    names = set(archive.namelist())
    return marked_styles(archive.read("xl/styles.xml") if "xl/styles.xml" in names else b"")


def read(path: Path) -> dict[str, Marks]:
    """Marks by sheet name; empty for other formats and for sheets too large to scan."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        struck, coloured = styles(archive)
        return {
            name: _scan(_with_places(archive.read(part)), struck, coloured)
            for name, part in parts(archive).items()
            if archive.getinfo(part).file_size <= _LARGEST_SCAN
        }
