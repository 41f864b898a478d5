"""An answer of the console as a chart and as a workbook; the cells are somebody's text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from views.charts import style
from views.files import FORMULA
from wording import Text

ANSWER = Text("查询结果", "Answer")
QUESTION = Text("查询语句", "Question")
CUT = Text("只列出前 {rows} 行。", "Only the first {rows} rows are listed.")
MOST_MARKS = 2_000
WIDEST = 60

Kind = Literal["bars", "line", "points"]

Rows = Sequence[Sequence[Any]]


def is_number(rows: Rows, column: int) -> bool:
    """Whether a column holds numbers and nothing else."""
    found = [row[column] for row in rows if row[column] is not None]
    return bool(found) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in found
    )


def chart(names: Sequence[str], rows: Rows, across: int, up: int, kind: Kind) -> Any:
    """One column against another, at most MOST_MARKS rows of them; bars start at zero."""
    drawn = style.figure(380, left=64, right=24, bottom=64)
    shown = rows[:MOST_MARKS]
    x, y = [_mark(row[across]) for row in shown], [row[up] for row in shown]
    if kind == "bars":
        drawn.add_bar(x=x, y=y, marker_color=style.BAR)
        drawn.update_yaxes(rangemode="tozero")
    else:
        drawn.add_scatter(
            x=x, y=y, mode="lines+markers" if kind == "line" else "markers",
            line={"color": style.BETTER, "width": 2}, marker={"color": style.BETTER, "size": 7},
        )  # fmt: skip
    drawn.update_xaxes(
        title_text=style.named(names[across]), type="category" if _has_words(x) else "-"
    )
    drawn.update_yaxes(title_text=style.named(names[up]))
    return drawn


def _has_words(values: Sequence[Any]) -> bool:
    return any(isinstance(value, str) for value in values)


def _mark(value: Any) -> Any:
    return style.named(value) if isinstance(value, str) else value


def workbook(
    names: Sequence[str], rows: Rows, statement: str, *, is_cut: bool, language: str
) -> bytes:
    """The answer and, on a second sheet, the question; no cell is a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = ANSWER.in_(language)
    for position, name in enumerate(names, start=1):
        _write(sheet, 1, position, name)
        sheet.cell(1, position).font = Font(bold=True)
        longest = max([len(name) * 2, *(len(str(row[position - 1])) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(position)].width = min(longest + 2, WIDEST)
    for number, row in enumerate(rows, start=2):
        for position, value in enumerate(row, start=1):
            _write(sheet, number, position, value)
    sheet.freeze_panes = "A2"
    asked = book.create_sheet(QUESTION.in_(language))
    asked.column_dimensions["A"].width = 120
    lines = statement.splitlines()
    if is_cut:
        lines += ["", CUT.format(rows=len(rows)).in_(language)]
    for number, line in enumerate(lines, start=1):
        _write(asked, number, 1, line)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000])
        cell.data_type = "s"  # text that starts with an equals sign stays text
        cell.quotePrefix = value.startswith(FORMULA)  # and when somebody edits the cell
        return
    sheet.cell(row, column, value)
