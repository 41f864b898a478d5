"""Excel 2003 XML ("XML spreadsheet"), usually saved under the name .xls."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from data.errors import TOO_MANY_CELLS, ContractError
from data.reading.formats.xml import local, parse
from data.reading.raw import Range, RawSheet, even

_MOST_CELLS = 5_000_000
_WIDEST, _TALLEST = 16_384, 1_048_576
_FRACTION = re.compile(r"\.\d+$")


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if local(key) == name), None)


def _number(element: Element, name: str, highest: int) -> int | None:
    text = _attribute(element, name) or ""
    return int(text) if text.isdecimal() and int(text) <= highest else None


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if local(child.tag) == name]


def _value(cell: Element) -> Any:
    data = next(iter(_children(cell, "Data")), None)
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = _attribute(data, "Type")
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(_FRACTION.sub("", text.strip()))
            return moment if moment.time() != datetime.min.time() else moment.date()
        if kind == "Boolean":
            return text.strip() == "1"
    except ValueError:
        return text
    return text


def read(path: Path) -> list[RawSheet]:
    """The worksheets of the file; rows keep their numbers where empty ones are left out."""
    root = parse(path)
    is_1904 = any(local(element.tag) == "Date1904" for element in root.iter())
    return [_sheet(element, is_1904) for element in _children(root, "Worksheet")]


def _sheet(worksheet: Element, is_1904: bool) -> RawSheet:
    rows: list[list[Any]] = []
    numbers: list[int] = []
    merged: list[Range] = []
    hidden = set()
    number, cells = 0, 0
    elements = [row for table in _children(worksheet, "Table") for row in _children(table, "Row")]
    for element in elements:
        number = _number(element, "Index", _TALLEST) or number + 1
        row: list[Any] = []
        for cell in _children(element, "Cell"):
            index = _number(cell, "Index", _WIDEST)
            if index is not None and index > len(row):
                row += [""] * (index - 1 - len(row))
            across = _number(cell, "MergeAcross", _WIDEST) or 0
            down = _number(cell, "MergeDown", _TALLEST) or 0
            if across or down:
                merged.append((len(rows), len(row), len(rows) + down, len(row) + across))
            row += [_value(cell), *[""] * across]
            cells += 1 + across
        if cells > _MOST_CELLS:
            raise ContractError(TOO_MANY_CELLS.format(limit=_MOST_CELLS))
        if _attribute(element, "Hidden") == "1":
            hidden.add(number)
        rows.append(row)
        numbers.append(number)
    visible = [element for element in worksheet.iter() if local(element.tag) == "Visible"]
    return RawSheet(
        name=_attribute(worksheet, "Name"),
        rows=even(rows),
        row_numbers=numbers,
        merged=merged,
        is_hidden=any("Hidden" in (element.text or "") for element in visible),
        hidden_rows=frozenset(hidden),
        is_1904=is_1904,
    )
