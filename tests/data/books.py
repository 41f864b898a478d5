"""Made-up workbooks for tests, drawn as text: one line a row, cells between bars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data.answers import Answer, Answers
from data.home import Home
from data.importing import stage
from data.report import ImportReport, SheetReport

TODAY = date(2026, 11, 22)


def drawn(text: str) -> list[list[Any]]:
    """The rows of a drawn table; a cell that is a plain number becomes one, 'quoted' stays text."""
    rows = []
    for line in text.strip("\n").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        rows.append([_cell(cell) for cell in cells])
    return rows


def _cell(text: str) -> Any:
    if text.startswith("'"):
        return text.strip("'")
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(number) if number.is_integer() and "." not in text else number


def book(
    path: Path, sheets: dict[str, str | list[list[Any]]], merged: Iterable[str] = (),
) -> Path:  # fmt: skip
    """Writes an .xlsx with the drawn sheets; ``merged`` ranges belong to the first sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, content in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in drawn(content) if isinstance(content, str) else content:
            sheet.append(row)
    for area in merged:
        first = workbook.worksheets[0]
        first.merge_cells(area)
    workbook.save(path)
    return path


def taken_in(
    home: Home, *paths: Path, answers: Iterable[Answer] = (), as_of: date | None = TODAY
) -> ImportReport:
    """Stages the files as the clerk of the tests."""
    return stage(
        home,
        paths,
        as_of=as_of,
        answers=Answers(answers),
        imported_at=datetime(2026, 11, 23, 9),
        imported_by="tests",
    )


def codes(sheet: SheetReport, kind: str) -> list[tuple[str, str]]:
    """(cell, code) of each remark of a kind, in the order of the report."""
    return [(issue.cell, issue.code) for issue in sheet.of(kind)]


COMMUNITIES = """
    | 社区名称 | 社区代码     | 总户数 | 常住户数 | 常住人口 |
    | 柳荫社区 | 990101001001 | 900    | 800      | 2000     |
    | 柳荫里社区 | 990101001002 | 700    | 600      | 1500     |
"""

GRIDS = """
    | 所属社区   | 网格编码        | 网格名称 | 网格类型 | 常住户数 | 状态 |
    | 柳荫社区   | 990101001001001 | 第一网格 | 居民网格 | 300      | 启用 |
    | 柳荫社区   | 990101001001010 | 第十网格 | 居民网格 | 151      | 启用 |
    | 柳荫里社区 | 990101001002001 | 第一网格 | 居民网格 | 600      | 启用 |
"""
