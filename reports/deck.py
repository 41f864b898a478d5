"""The parts that slides are made of: text, tables that are never cut, charts that can be edited."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from reports.tables import Column, Table
from reports.words import clean
from wording import wide

INK, SECOND, HAIRLINE, FAINT = "1F2933", "52606D", "D9E2EC", "EDF1F5"
BRAND = "0B5CAD"
LEFT, WIDTH, TOP, BOTTOM = 0.6, 12.1, 1.75, 6.75
"""Of the part of a slide that is filled, in inches; a slide is 13.33 by 7.5."""

TABLE_POINTS, CODE_POINTS = 16, 10
LINE = 1.32
"""The height of a line as a multiple of its type."""

LINE_INCHES, CODE_INCHES = TABLE_POINTS * LINE / 72, CODE_POINTS * LINE / 72
MOST_LINES = 9
"""A cell that would need more lines is cut with an ellipsis; the workbook has all of it."""

NARROWER = 0.82
"""A line is broken at words and signs: this much of its width is used on average."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

Slide = Any
_DATA: Any = CategoryChartData
_COLOUR: Any = RGBColor
Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""


def colour(hexadecimal: str) -> Any:
    """A colour of ours, with or without its mark."""
    digits = hexadecimal.lstrip("#")
    return _COLOUR(*(int(digits[at : at + 2], 16) for at in (0, 2, 4)))


def write(
    slide: Slide, box: Box, words: str | Sequence[str], points: float, *, ink: str = INK,
    bold: bool = False, align: PP_ALIGN = PP_ALIGN.LEFT, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Any:  # fmt: skip
    """A text box; several words are several paragraphs."""
    shape = slide.shapes.add_textbox(*(Inches(each) for each in box))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    for number, line in enumerate([words] if isinstance(words, str) else words):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = clean(line), Pt(points), bold
        run.font.color.rgb = colour(ink)
    return shape


def title(slide: Slide, words: str) -> None:
    """The finding; long ones smaller, so that they stay within two lines."""
    holder = slide.shapes.title
    holder.text_frame.text = clean(words)
    size = 30 if wide(words) <= 72 else 24 if wide(words) <= 130 else 20
    for run in holder.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size)


def watermark(slide: Slide, words: str) -> None:
    """Who and when, large and faint behind everything."""
    shape = write(
        slide, (1.2, 3.2, 11, 1.2), words, 54, ink=FAINT, align=PP_ALIGN.CENTER,
        anchor=MSO_ANCHOR.MIDDLE,
    )  # fmt: skip
    shape.rotation, shape.name = -20, "watermark"
    tree = shape._element.getparent()
    tree.remove(shape._element)
    tree.insert(2, shape._element)


def pages(table: Table) -> list[list[tuple[str, ...]]]:
    """The rows in portions that fit a slide, about equally full: no row is ever cut."""
    halves = [_halves(width, _points(column)) for column, width in _sized(table)]
    rows = [
        tuple(_clipped(cell, most) for cell, most in zip(row, halves, strict=True))
        for row in table.rows
    ]
    heights = [_height(table, row) for row in rows]
    room = BOTTOM - TOP - _height(table, table.header)
    fewest = len(_portions(heights, room))
    while room > 1 and len(_portions(heights, room - 0.2)) == fewest:
        room -= 0.2
    return [[rows[each] for each in portion] for portion in _portions(heights, room)]


def _portions(heights: Sequence[float], room: float) -> list[list[int]]:
    found: list[list[int]] = []
    used = 0.0
    for number, height in enumerate(heights):
        if not found or used + height > room:
            found.append([])
            used = 0.0
        found[-1].append(number)
        used += height
    return found


def _clipped(cell: str, halves: int) -> str:
    """A cell that stays within the lines that a row may have."""
    first, mark, second = cell.partition("\n")
    if wide(first) > halves * MOST_LINES:
        kept = first[: halves * MOST_LINES // 2 - 1]
        first = f"{kept}…"
    return f"{first}{mark}{second}"


def _halves(width: float, points: float) -> int:
    """How many halves of a Chinese character stand in a line of a cell of so many inches."""
    return max(2, int((width - 0.16) * NARROWER * 72 / (points / 2)))


def _points(column: Column) -> int:
    """How large a column is set; its heading is as large as any other."""
    return CODE_POINTS if column.is_passport else TABLE_POINTS


def _sized(table: Table) -> list[tuple[Column, float]]:
    return list(zip(table.columns, _widths(table), strict=True))


def _widths(table: Table) -> list[float]:
    whole = sum(column.width for column in table.columns)
    return [WIDTH * column.width / whole for column in table.columns]


def _height(table: Table, cells: Sequence[str]) -> float:
    """Inches that a row needs."""
    most = LINE_INCHES
    is_head = tuple(cells) == table.header
    for cell, (column, width) in zip(cells, _sized(table), strict=True):
        first, mark, _ = cell.partition("\n")
        points = TABLE_POINTS if is_head else _points(column)
        lines = max(1, math.ceil(wide(first) / _halves(width, points)))
        most = max(most, lines * points * LINE / 72 + (CODE_INCHES if mark else 0))
    return 0.06 + most


def add_table(slide: Slide, table: Table, rows: Sequence[Sequence[str]]) -> None:
    """One portion of a table, with its heading."""
    heights = [_height(table, row) for row in (table.header, *rows)]
    frame = slide.shapes.add_table(
        len(rows) + 1, len(table.columns), Inches(LEFT), Inches(TOP), Inches(WIDTH),
        Inches(sum(heights)),
    )  # fmt: skip
    frame.name = table.key
    drawn = frame.table
    properties = frame._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    for column, width in zip(drawn.columns, _widths(table), strict=True):
        column.width = Inches(width)
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = Inches(height)
    for number, cells in enumerate([table.header, *rows]):
        for position, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _cell(drawn.cell(number, position), cell, column, number == 0)


def _cell(cell: Any, words: str, column: Column, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(HAIRLINE if is_head else "FFFFFF")
    first, _, second = words.partition("\n")
    lines = [(first, TABLE_POINTS if is_head else _points(column))]
    lines += [(second, CODE_POINTS)] if second else []
    for number, (line, points) in enumerate(lines):
        paragraph = (
            cell.text_frame.paragraphs[0] if number == 0 else cell.text_frame.add_paragraph()
        )
        paragraph.alignment = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = clean(line), Pt(points), is_head
        run.font.color.rgb = colour(SECOND if points == CODE_POINTS else INK)


def line_chart(
    slide: Slide,
    box: Box,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    number_format: str,
) -> None:
    """A native line; the second series is the target, dashed."""
    data = _DATA(number_format=number_format)
    data.categories = [clean(name) for name in names]
    for name, values in series:
        data.add_series(clean(name), values)
    chart = _chart(slide, XL_CHART_TYPE.LINE, box, data, number_format)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.include_in_layout = False
        chart.legend.position, chart.legend.font.size = XL_LEGEND_POSITION.TOP, Pt(14)
    for drawn, ink in zip(chart.plots[0].series, (BRAND, SECOND), strict=False):
        drawn.smooth = False
        drawn.format.line.color.rgb, drawn.format.line.width = colour(ink), Pt(2.5)
        if ink == SECOND:
            drawn.format.line.dash_style, drawn.format.line.width = MSO_LINE.DASH, Pt(1.5)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    known = [value for _, values in series for value in values if value is not None]
    if number_format.endswith("%") and 0.9 < max(known) <= 1:  # not 120 %
        chart.value_axis.maximum_scale = 1
    if all(wide(name) <= 3 for name in names):
        _upright(chart.category_axis)


def bar_chart(
    slide: Slide, box: Box, name: str, bars: Sequence[tuple[str, float | None, str]],
    number_format: str,
) -> None:  # fmt: skip
    """Native bars from zero, the first on top; each with its name, value and colour."""
    data = _DATA(number_format=number_format)
    data.categories = [clean(words) for words, _, _ in bars]
    data.add_series(clean(name), [value for _, value, _ in bars])
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, data, number_format)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.font.size, labels.number_format = Pt(14), number_format
    labels.number_format_is_linked, labels.position = False, XL_LABEL_POSITION.OUTSIDE_END
    for number, (_, _, ink) in enumerate(bars):
        fill = plot.series[0].points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(ink)
    chart.category_axis.reverse_order = True
    chart.value_axis.minimum_scale = 0
    chart.value_axis.visible = False


def _chart(slide: Slide, kind: Any, box: Box, data: Any, number_format: str) -> Any:
    frame = slide.shapes.add_chart(kind, *(Inches(each) for each in box), data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(14), colour(INK)
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.tick_labels.number_format = number_format
    chart.value_axis.tick_labels.number_format_is_linked = False
    for axis in (chart.value_axis, chart.category_axis):
        axis.format.line.color.rgb = colour(HAIRLINE)
    return chart


def _upright(axis: Any) -> None:
    """Short names upright; python-pptx has no word for it."""
    axis.tick_labels.font.size = Pt(10)
    axis._element.find(f".//{{{_DRAWING}}}bodyPr").set("rot", "0")


def fitted(width: int, height: int, box: Box) -> Box:
    """The largest box of a picture's shape in the middle of another."""
    left, top, wide_, high = box
    scale = min(wide_ / width, high / height)
    return (
        left + (wide_ - width * scale) / 2, top + (high - height * scale) / 2,
        width * scale, height * scale,
    )  # fmt: skip
