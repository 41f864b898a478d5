"""The rows behind a number: counted first, each with its file, sheet and row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from metrics.metric import Metric
from views import numbers
from views.html import Markup, join, tag
from views.tables import Column, table
from wording import Text

TITLE = Text("数据依据", "The rows behind it")
SUMMARY = Text(
    "{metric}，{place}，{period}：{value}（{fraction}）。以下 {rows} 行是它的依据。",
    "{metric}, {place}, {period}: {value} ({fraction}). These {rows} rows stand behind it.",
)
NO_ROWS = Text(
    "{metric}，{place}，{period}：没有数值，因此没有依据。",
    "{metric}, {place}, {period}: there is no value, and so nothing behind it.",
)
ROWS = Text("{title} · {count} 行", "{title} · {count} rows")
MORE = Text(
    "另有 {count} 行未列出，下载表格可见全部。",
    "{count} more rows are not listed; download them all.",
)
PLACE = Text("地点", "Place")
ADDS = Text("计入", "Adds")
ORIGIN = Text("出处", "From")
ROW = Text("{file} · {sheet} 第 {row} 行", "{file} · {sheet} row {row}")
YES, NO = Text("是", "yes"), Text("否", "no")
LISTED = 200


@dataclass(frozen=True)
class Field:
    """A column of a dataset in the reader's words, and the words of its values."""

    name: str
    title: Text
    words: Mapping[str, Text]


@dataclass(frozen=True)
class Group:
    """The rows of one dataset."""

    title: Text
    fields: tuple[Field, ...]
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Behind:
    """A number and the rows behind it; ``places`` names the places of the rows."""

    metric: Metric
    place: str
    period_id: str
    numerator: float | None
    denominator: float | None
    value: float | None
    groups: tuple[Group, ...]
    places: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(group.rows) for group in self.groups)


def summary(behind: Behind, language: str) -> Text:
    """The number in one sentence."""
    told = {"metric": behind.metric.name, "place": behind.place, "period": behind.period_id}
    if behind.value is None and behind.numerator is None:
        return NO_ROWS.format(**told)
    return SUMMARY.format(
        **told,
        value=numbers.with_unit(behind.metric, behind.value, language),
        fraction=numbers.fraction(behind.numerator, behind.denominator),
        rows=numbers.plain(behind.count),
    )


def draw(behind: Behind, language: str) -> Markup:
    """A table per dataset, at most so many rows in all."""
    parts: list[Markup] = []
    left = LISTED
    for group in behind.groups:
        if not group.rows:
            continue
        title = ROWS.format(title=group.title, count=numbers.plain(len(group.rows)))
        parts.append(tag("h3", title.in_(language)))
        parts.append(_table(group, behind, left, language))
        left = max(0, left - len(group.rows))
    if behind.count > LISTED:
        more = MORE.format(count=numbers.plain(behind.count - LISTED)).in_(language)
        parts.append(tag("p", more, class_="lt-remark"))
    return join(parts)


def _table(group: Group, behind: Behind, left: int, language: str) -> Markup:
    columns = [
        Column(PLACE.in_(language)),
        *(Column(field.title.in_(language)) for field in group.fields),
        Column(ADDS.in_(language), is_number=True),
        Column(ORIGIN.in_(language)),
    ]
    drawn = [
        (
            behind.places.get(row["place_id"], row["place_id"] or ""),
            *(_value(row.get(field.name), field, language) for field in group.fields),
            _adds(row),
            origin(row, language),
        )
        for row in group.rows[:left]
    ]
    return table(columns, drawn)


def origin(row: Mapping[str, Any], language: str) -> str:
    """File, sheet and row of a stored row."""
    said = ROW.format(file=row["file"] or "", sheet=row["sheet"] or "", row=row["row"])
    return " ".join(said.in_(language).split())


def _adds(row: Mapping[str, Any]) -> str:
    if row["numerator"] is None and row["denominator"] is None:
        return ""
    return numbers.fraction(row["numerator"], row["denominator"])


def _value(value: Any, field: Field, language: str) -> str:
    if value is None:
        return numbers.NONE
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return numbers.plain(value, 0 if value.is_integer() else 2)
    word = field.words.get(str(value))
    return word.in_(language) if word else str(value)


def listed(behind: Behind, language: str) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Every row for a file: a header and the cells."""
    header = ["dataset", "file", "sheet", "row", "place", "numerator", "denominator", "content"]
    rows: list[Sequence[object]] = []
    for group in behind.groups:
        for row in group.rows:
            content = " ".join(
                f"{field.title.in_(language)}={_value(row.get(field.name), field, language)}"
                for field in group.fields
            )
            rows.append((
                group.title.in_(language), row["file"], row["sheet"], row["row"],
                behind.places.get(row["place_id"], row["place_id"]),
                row["numerator"], row["denominator"], content,
            ))  # fmt: skip
    return header, rows
