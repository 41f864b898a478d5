"""What the native reader does not tell of an OpenDocument sheet: hidden, struck, coloured rows."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from lxml import etree

from data.reading.formats.ods import CONTENT
from data.reading.xlsx_marks import MARKED_CELLS_OF_A_MARKED_ROW, Marks

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _STYLE = _SPACE % "table", _SPACE % "style"
_FO = _SPACE % "xsl-fo-compatible"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELL, _CELL_STYLE = f"{_TABLE}table-cell", f"{_STYLE}style"
_NO_COLOUR = frozenset({None, "transparent", "#ffffff", "#FFFFFF"})
_NOT_STRUCK = frozenset({None, "none"})
_LAST_ROW = 1_048_576
_LARGEST_SCAN = 256 * 2**20


@dataclass
class _Sheet:
    """The sheet being passed: the rows seen so far, and those marked."""

    row: int = 0
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    coloured: set[int] = field(default_factory=set)


def read(path: Path) -> dict[str, Marks]:
    """Marks by sheet name; empty for a broken file and for one too large to scan."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(CONTENT) as content:
            return _read(content) if archive.getinfo(CONTENT).file_size <= _LARGEST_SCAN else {}
    except Exception:  # noqa: BLE001 - marks are a courtesy; the reader says what is broken
        return {}


def _read(content: IO[bytes]) -> dict[str, Marks]:
    struck, coloured = set[str](), set[str]()
    found: dict[str, Marks] = {}
    sheet = _Sheet()
    passed: Any = etree.iterparse(
        content, events=("start", "end"), tag=(_SHEET, _ROW, _CELL_STYLE), resolve_entities=False
    )
    for event, element in passed:
        if event == "start":
            sheet = _Sheet() if element.tag == _SHEET else sheet
        elif element.tag == _CELL_STYLE:
            name = element.get(f"{_STYLE}name")
            if _strikes(element):
                struck.add(name)
            if _colours(element):
                coloured.add(name)
        elif element.tag == _ROW:
            _pass_row(sheet, element, struck, coloured)
            element.clear()
        else:
            found[element.get(f"{_TABLE}name") or ""] = Marks(
                hidden_rows=frozenset(sheet.hidden), struck_rows=frozenset(sheet.struck),
                coloured_rows=frozenset(sheet.coloured),
            )  # fmt: skip
            element.clear()
    return found


def _pass_row(sheet: _Sheet, element: Any, struck: set[str], coloured: set[str]) -> None:
    repeated = min(int(element.get(f"{_TABLE}number-rows-repeated", "1")), _LAST_ROW - sheet.row)
    styles = [cell.get(f"{_TABLE}style-name") for cell in element.iterchildren(_CELL) if len(cell)]
    rows = range(sheet.row + 1, sheet.row + 1 + repeated)
    sheet.row += repeated
    if not styles:
        return
    if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
        sheet.hidden.update(rows)
    for names, marked in ((struck, sheet.struck), (coloured, sheet.coloured)):
        if sum(style in names for style in styles) >= MARKED_CELLS_OF_A_MARKED_ROW:
            marked.update(rows)


def _strikes(style: Any) -> bool:
    return any(
        text.get(f"{_STYLE}text-line-through-{part}") not in _NOT_STRUCK
        for text in style.iterchildren(f"{_STYLE}text-properties")
        for part in ("style", "type")
    )


def _colours(style: Any) -> bool:
    return any(
        cell.get(f"{_FO}background-color") not in _NO_COLOUR
        for cell in style.iterchildren(f"{_STYLE}table-cell-properties")
    )
