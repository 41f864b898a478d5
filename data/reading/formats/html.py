"""Web pages with tables, which many systems hand out under the name of a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from data.errors import NO_HTML_TABLE, TOO_MANY_CELLS, ContractError
from data.reading.raw import Range, RawSheet, even
from data.reading.recognise import decode

_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|head)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"<(/?)(table|tr|td|th|br|p|div|li)\b([^<>]*)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t\r\f]*\n\s*")
_MOST_CELLS = 5_000_000
_WIDEST = 1_000
_MOST_COLUMNS = 16_384
_TALLEST = 100_000


@dataclass
class _Grid:
    """A table being filled: where the next cell goes, and which places a span has taken."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    cells: int = 0

    def start_row(self) -> None:
        self.rows.append([])
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}

    def add(self, text: str, across: int, down: int) -> None:
        if not self.rows:
            self.start_row()
        row = self.rows[-1]
        while len(row) in self.taken:
            row.append("")
        left, top = len(row), len(self.rows) - 1
        if left + across > _MOST_COLUMNS:
            raise ContractError(TOO_MANY_CELLS.format(limit=_MOST_CELLS))
        row.append(text)
        row += [""] * (across - 1)
        if down > 1:
            self.taken |= dict.fromkeys(range(left, left + across), down)
        if across > 1 or down > 1:
            self.merged.append((top, left, top + down - 1, left + across - 1))
        self.cells += across
        if self.cells > _MOST_CELLS:
            raise ContractError(TOO_MANY_CELLS.format(limit=_MOST_CELLS))


def read(path: Path) -> list[RawSheet]:
    """The tables of a page, each as a sheet; a table within a cell is text of that cell."""
    text = _UNSEEN.sub("", decode(path.read_bytes()))
    grids = _grids(text)
    if not grids:
        raise ContractError(NO_HTML_TABLE)
    names = [None] if len(grids) == 1 else [f"table {n + 1}" for n in range(len(grids))]
    return [
        RawSheet(
            name,
            even([list(row) for row in grid.rows]),
            list(range(1, len(grid.rows) + 1)),
            grid.merged,
            is_text=True,
        )
        for name, grid in zip(names, grids, strict=True)
    ]


def _grids(text: str) -> list[_Grid]:
    grids: list[_Grid] = []
    cell: list[str] | None = None
    depth, spans, end = 0, (1, 1), 0

    def finish() -> None:
        nonlocal cell
        if cell is not None and grids:
            grids[-1].add(_plain("".join(cell)), *spans)
        cell = None

    for match in _TAG.finditer(text):
        closes, tag = bool(match[1]), match[2].lower()
        if cell is not None:
            cell.append(text[end : match.start()])
        end = match.end()
        if tag == "table":
            if depth == 0 or (depth == 1 and closes):
                finish()
            depth = max(0, depth + (-1 if closes else 1))
            if depth == 1 and not closes:
                grids.append(_Grid())
        elif depth > 1 or tag in {"br", "p", "div", "li"}:
            if cell is not None:
                cell.append("\n")
        elif depth == 1 and tag == "tr":
            finish()
            if not closes:
                grids[-1].start_row()
        elif depth == 1:
            finish()
            if not closes:
                cell, spans = [], _spans(match[3])
    finish()
    return [grid for grid in grids if any(grid.rows)]


def _spans(attributes: str) -> tuple[int, int]:
    found = {kind.lower(): int(number) for kind, number in _SPAN.findall(attributes)}
    across = min(max(1, found.get("col", 1)), _WIDEST)
    return across, min(max(1, found.get("row", 1)), _TALLEST)


def _plain(markup: str) -> str:
    text = unescape(_ANY_TAG.sub("", markup)).replace("\xa0", " ")
    return _BREAKS.sub("\n", text).strip()
