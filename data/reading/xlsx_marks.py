"""What the fast reader does not tell of an .xlsx sheet: error values and hidden rows."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

_SHEET = re.compile(rb"<sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ROW = re.compile(rb"<row\b[^>]*>")
_ERROR_CELL = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_LARGEST_SCAN = 256 * 2**20


@dataclass(frozen=True)
class Marks:
    """Error values by zero-based cell, and the numbers of hidden rows as the sheet shows them."""

    error_cells: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()


NONE = Marks()


def _attribute(tag: bytes, name: str) -> str | None:
    match = re.search(rb"\b" + name.encode() + rb'="([^"]*)"', tag)
    return unescape(match[1].decode()) if match else None


def _position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def _scan(xml: bytes) -> Marks:
    errors = {}
    for match in _ERROR_CELL.finditer(xml):
        reference, value = _attribute(match[1], "r"), _VALUE.search(match[2])
        if reference and value:
            errors[_position(reference)] = value[1].decode()
    hidden = {
        int(number)
        for match in _ROW.finditer(xml)
        if b'hidden="1"' in match[0] and (number := _attribute(match[0], "r"))
    }
    return Marks(errors, frozenset(hidden))


def read(path: Path) -> dict[str, Marks]:
    """Marks by sheet name; empty for other formats and for sheets too large to scan."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return {}
        targets = {
            _attribute(tag, "Id"): (_attribute(tag, "Target") or "").lstrip("/").removeprefix("xl/")
            for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
        }
        marks = {}
        for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
            part = "xl/" + (targets.get(_attribute(tag, "r:id")) or "")
            name = _attribute(tag, "name")
            if name and part in names and archive.getinfo(part).file_size <= _LARGEST_SCAN:
                marks[name] = _scan(archive.read(part))
        return marks
