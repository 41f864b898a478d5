"""The marks over a map as tables, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views import numbers
from views.html import Markup, join, tag
from views.tables import Column, table
from wording import Text

WHERE, COUNT, SAID = Text("所在", "Where"), Text("数量", "Count"), Text("说明", "Details")
NONE = Text("这里的图上没有。", "None here on the map.")
MORE = Text(
    "先列 {shown} 处，另有 {rest} 处；打开一个社区可看全。",
    "The first {shown}; {rest} more are listed when a community is opened.",
)
MOST = 40


@dataclass(frozen=True)
class Row:
    """One mark: its place or name, the number on it (None for a point), its further words."""

    title: str
    count: int | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """All marks of one layer; ``note`` says what is known to be missing among them."""

    name: Text
    rows: tuple[Row, ...]
    note: Text | None = None


def tables(listed: Sequence[Listed], language: str) -> Markup:
    """A table per layer."""
    return join([_table(each, language) for each in listed])


def _table(layer: Listed, language: str) -> Markup:
    heading = tag("h2", layer.name.in_(language))
    note = tag("p", layer.note.in_(language), class_="lt-caption") if layer.note else ""
    if not layer.rows:
        none = note or tag("p", NONE.in_(language), class_="lt-caption")
        return tag("section", heading, none)
    counted = layer.rows[0].count is not None
    columns = [Column(WHERE.in_(language)), Column(SAID.in_(language))]
    if counted:
        columns.insert(1, Column(COUNT.in_(language), True))
    between = "；" if language == "zh" else "; "
    rows = []
    for row in layer.rows[:MOST]:
        cells = [row.title, between.join(row.lines)]
        if counted:
            cells.insert(1, numbers.plain(row.count))
        rows.append(cells)
    rest = len(layer.rows) - len(rows)
    more = MORE.format(shown=MOST, rest=rest).in_(language) if rest else ""
    return tag(
        "section", heading, tag("div", table(columns, rows), class_="lt-tall"),
        tag("p", more, class_="lt-caption") if more else "", note,
    )  # fmt: skip
