"""Tables as files for a spreadsheet program: UTF-8 with a mark, no cell taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence

from lxml import html

from views import numbers, tables
from views.lights import light_of
from views.map_rates import FIGURES, SHOWN_ON_MAP, Rates
from views.places import LEVEL_NAMES
from views.results import Reading
from wording import Text

CODE = Text("代码", "Code")
PERIOD = Text("时段", "Period")
UPPER = Text("分子", "Numerator")
LOWER = Text("分母", "Denominator")
DAY = Text("数据日期", "Day of data")
WITHHELD = Text("按规则不显示", "Withheld")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula may start with; a Chinese spreadsheet program takes the wide signs too."""


def _cell(value: object) -> object:
    """Text that would start a formula gets an apostrophe; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerows([_cell(value) for value in row] for row in (header, *rows))
    return held.getvalue().encode("utf-8-sig")


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Any table as CSV."""
    return _written(header, rows)


def as_shown(drawn: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of the tables in a piece of a page, as they are read there.

    Where a cell names its source in a tip (file, sheet), the tip stands beside it: a file has no
    tips. Tables with another header than the first, and headings between rows, are left out.
    """
    header: list[str] = []
    rows: list[list[str]] = []
    if not drawn.strip():
        return header, rows
    for found in html.fragment_fromstring(drawn, create_parent="div").iter("table"):
        head = [_words(cell) for cell in found.findall("thead/tr/th")]
        header = header or head
        if head == header:
            listed = [[_words(cell) for cell in row] for row in found.findall("tbody/tr")]
            rows += [row for row in listed if len(row) == len(header)]
    return header, rows


def _words(cell: html.HtmlElement) -> str:
    said = " ".join(cell.text_content().split())
    sources = [
        each.get("title", "")
        for each in cell.iter("span")
        if "lt-source" in (each.get("class") or "")
    ]
    return " · ".join(part for part in (said, *sources) if part)


def readings(
    found: Iterable[Reading],
    language: str,
    withheld: Collection[tuple[str, str]] = (),
    rates: Rates | None = None,
) -> bytes:
    """Readings as CSV, one row each, with unrounded values; a ratio runs from 0 to 1.

    ``withheld``: (metric, place) of those whose figures are not in the file, which says so.
    ``rates``: the smoothed figures to stand beside, and which of the two the map shows.
    """
    listed = list(found)
    level = LEVEL_NAMES[listed[0].place.level] if listed else tables.METRIC
    header: tuple[Text, ...] = (
        CODE, level, tables.METRIC, PERIOD, UPPER, LOWER, tables.VALUE, tables.UNIT,
        tables.LIGHT, DAY,
    )  # fmt: skip
    rows = [_row(reading, language, withheld) for reading in listed]
    if rates is not None and rates.figure:
        header = (*header, FIGURES["smoothed"], SHOWN_ON_MAP)
        shown = FIGURES[rates.figure].in_(language)
        both = zip(rows, listed, strict=True)
        rows = [(*row, rates.smoothed.get(r.place.place_id), shown) for row, r in both]
    return _written([words.in_(language) for words in header], rows)


def _row(
    reading: Reading, language: str, withheld: Collection[tuple[str, str]]
) -> tuple[object, ...]:
    metric = reading.metric
    is_withheld = (metric.key, reading.place.place_id) in withheld
    return (
        reading.place.place_id,
        reading.place.name,
        metric.name.in_(language),
        reading.period.period_id,
        reading.numerator,
        reading.denominator,
        WITHHELD.in_(language) if is_withheld else reading.value,
        metric.unit.in_(language),
        light_of(reading.state).word.in_(language),
        numbers.short_day(reading.through_on),
    )
