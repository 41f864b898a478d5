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

ARGUMENT, OF, PART = "evidence", "of", "part"
"""The address of the rows: the indicator, and the dimension and its part where one is asked for."""

TITLE = Text("数据依据", "The rows behind it")
SUMMARY = Text(
    "{metric}，{place}，{period}：{value}（{fraction}）。以下 {rows} 行是它的依据。",
    "{metric}, {place}, {period}: {value} ({fraction}). These {rows} rows stand behind it.",
)
OF_PART = Text(
    "{metric}，{place}，{period}：其中{title}为“{part}”的 {rows} 行。",
    "{metric}, {place}, {period}: of these the {rows} rows whose {title} is “{part}”.",
)
NO_ROWS = Text(
    "{metric}，{place}，{period}：没有数值，因此没有依据。",
    "{metric}, {place}, {period}: there is no value, and so nothing behind it.",
)
ROWS = Text("{title} · {count} 行", "{title} · {count} rows")
ONE_ROW = Text("{title} · 1 行", "{title} · 1 row")
PAGE = Text("第 {first}–{last} 行，共 {count} 行", "Rows {first} to {last} of {count}")
CUT = Text(
    "共 {count} 行，下载的表格只含前 {most} 行；请选下级地点或更短的时段。",
    "There are {count} rows; the table to download holds the first {most}. Choose a place below or "
    "a shorter period.",
)
PLACE = Text("地点", "Place")
ADDS = Text("计入", "Adds")
ORIGIN = Text("出处", "From")
FILE_HEADER = (
    Text("数据", "Dataset"), Text("文件", "File"), Text("工作表", "Sheet"), Text("行", "Row"),
    PLACE, Text("计入分子", "Adds to the numerator"),
    Text("计入分母", "Adds to the denominator"),
)  # fmt: skip
ROW = Text("{file} · {sheet} 第 {row} 行", "{file} · {sheet} row {row}")
YES, NO = Text("是", "yes"), Text("否", "no")
AT_ONCE = 200
"""Rows on one page."""


@dataclass(frozen=True)
class Field:
    """A column of a dataset in the reader's words, and the words of its values.

    A cell of a list holds several of them, with commas between them.
    """

    name: str
    title: Text
    words: Mapping[str, Text]
    is_list: bool = False


@dataclass(frozen=True)
class Group:
    """The rows of one dataset on this page; ``count`` is how many it has in all."""

    dataset: str
    title: Text
    fields: tuple[Field, ...]
    rows: tuple[Mapping[str, Any], ...]
    count: int


@dataclass(frozen=True)
class Behind:
    """A number and a page of the rows behind it; ``places`` names the places of the rows.

    ``first`` is the number of the page's first row, counted from 0, and ``count`` how many rows
    there are in all. Where the rows of one part are asked for, ``part`` names what it is a part by
    and what it is called.
    """

    metric: Metric
    place: str
    period: Text
    numerator: float | None
    denominator: float | None
    value: float | None
    groups: tuple[Group, ...]
    places: Mapping[str, str]
    count: int
    first: int = 0
    part: tuple[Text, Text] | None = None


def summary(behind: Behind, language: str) -> Text:
    """The number in one sentence."""
    told = {"metric": behind.metric.name, "place": behind.place, "period": behind.period}
    if behind.value is None and behind.numerator is None:
        return NO_ROWS.format(**told)
    if behind.part is not None:
        title, part = behind.part
        rows = numbers.plain(behind.count)
        return OF_PART.format(**told, title=title.inside(), part=part, rows=rows)
    return SUMMARY.format(
        **told,
        value=numbers.with_unit(behind.metric, behind.value, language),
        fraction=numbers.fraction(behind.numerator, behind.denominator),
        rows=numbers.plain(behind.count),
    )


def draw(behind: Behind, language: str) -> Markup:
    """The rows of the page, a table per dataset."""
    parts: list[Markup] = []
    for group in behind.groups:
        told = ONE_ROW if group.count == 1 else ROWS
        title = told.format(title=group.title, count=numbers.plain(group.count))
        parts.append(tag("h3", title.in_(language)))
        parts.append(_table(group, behind, language))
    shown = sum(len(group.rows) for group in behind.groups)
    if behind.count > shown:
        told = PAGE.format(
            first=numbers.plain(behind.first + 1), last=numbers.plain(behind.first + shown),
            count=numbers.plain(behind.count),
        )  # fmt: skip
        parts.append(tag("p", told.in_(language), class_="lt-remark"))
    return join(parts)


def pages(count: int) -> int:
    """On how many pages so many rows are listed, at least one."""
    return max(1, -(-count // AT_ONCE))


def _table(group: Group, behind: Behind, language: str) -> Markup:
    columns = [
        Column(PLACE.in_(language)),
        *(Column(field.title.in_(language)) for field in group.fields),
        Column(ADDS.in_(language), is_number=True),
        Column(ORIGIN.in_(language)),
    ]
    drawn = [
        (
            behind.places.get(row["place_id"], row["place_id"] or ""),
            *(written(row.get(field.name), field, language) for field in group.fields),
            _adds(row),
            origin(row["file"], row["sheet"], row["row"], language),
        )
        for row in group.rows
    ]
    return table(columns, drawn)


def origin(file: str | None, sheet: str | None, row: int, language: str) -> str:
    """File, sheet and row of a stored row."""
    said = ROW.format(file=file or "", sheet=sheet or "", row=row)
    return " ".join(said.in_(language).split())


def _adds(row: Mapping[str, Any]) -> str:
    if row["numerator"] is None and row["denominator"] is None:
        return ""
    return numbers.fraction(row["numerator"], row["denominator"])


def written(value: Any, field: Field, language: str) -> str:
    """The value of a cell in the reader's words; nothing is "—"."""
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
    if field.is_list:
        said = [field.words[code] for code in str(value).split(",")]
        return Text("；".join(w.zh for w in said), "; ".join(w.en for w in said)).in_(language)
    word = field.words.get(str(value))
    return word.in_(language) if word else str(value)


def listed(behind: Behind, language: str) -> tuple[Sequence[str], list[Sequence[object]]]:
    """Every row for a file: a header and the cells, a column for every field of any dataset."""
    titles = dict.fromkeys(
        field.title.in_(language) for group in behind.groups for field in group.fields
    )
    header = [*(words.in_(language) for words in FILE_HEADER), *titles]
    rows: list[Sequence[object]] = []
    for group in behind.groups:
        named = {field.title.in_(language): field for field in group.fields}
        for row in group.rows:
            rows.append((
                group.title.in_(language), row["file"], row["sheet"], row["row"],
                behind.places.get(row["place_id"], row["place_id"]),
                row["numerator"], row["denominator"],
                *(_cell(row, named.get(title), language) for title in titles),
            ))  # fmt: skip
    return header, rows


def _cell(row: Mapping[str, Any], field: Field | None, language: str) -> object:
    """A cell of a file: numbers stay numbers, what is not there stays empty."""
    value = None if field is None else row.get(field.name)
    if field is None or value is None:
        return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value if is_number else written(value, field, language)
