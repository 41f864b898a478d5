"""Tables: numbers right, text left, bars inside cells, what needs attention first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from views import numbers
from views.changes import change_html
from views.families import family_name
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.lights import chip, light_of
from views.places import LEVEL_NAMES, Place
from views.results import Reading, Standing
from wording import Text

FAMILY = Text("类别", "Family")
METRIC = Text("指标", "Metric")
LIGHT = Text("亮灯", "Light")
VALUE = Text("数值", "Value")
UNIT = Text("单位", "Unit")
CHANGE = Text("较上期", "Change")
COUNTS = Text("计数", "Counted")
NEEDS = Text("预警指标", "On alert")
WATCHED = Text("关注", "Watch")
MISSING = Text("未报", "Missing")
FLAGGED = Text("说明", "Note")


@dataclass(frozen=True)
class Column:
    """A column's heading and whether its cells are numbers (set right)."""

    name: str
    is_number: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], caption: str = "") -> Markup:
    """A plain table; cells that are not markup are escaped."""
    head = tag(
        "tr",
        *(tag("th", c.name, class_="lt-r" if c.is_number else None, scope="col") for c in columns),
    )
    body = [
        tag("tr", *(
            tag("td", cell, class_="lt-r" if column.is_number else None)
            for column, cell in zip(columns, row, strict=True)
        ))
        for row in rows
    ]  # fmt: skip
    inside = [tag("thead", head), tag("tbody", *body)]
    if caption:
        inside.insert(0, tag("caption", caption))
    return tag("div", tag("table", *inside, class_="lt-table"), class_="lt-scroll")


def attention_first(readings: Iterable[Reading]) -> list[Reading]:
    """Red, not reported, amber, green, without target; within a light the worst value first."""

    def key(reading: Reading) -> tuple[int, bool, float, str]:
        value = reading.value if reading.value is not None else 0.0
        worst = -value if reading.metric.better == "down" else value
        if reading.metric.better == "neutral":
            worst = -value
        is_none = reading.value is None  # nothing to divide by is no extreme
        return light_of(reading.state).order, is_none, worst, reading.place.place_id

    return sorted(readings, key=key)


def bar(reading: Reading, largest: float, target: float | None, language: str) -> Markup:
    """A value with a bar under it from zero, and a tick where the target lies."""
    figure = numbers.figure(reading.metric, reading.value, language)
    if reading.state == "not_reported":
        return tag("div", tag("span", numbers.NONE), class_="lt-bar lt-hatched")
    tick = ""
    if target is not None and largest and 0 < target <= largest:
        tick = tag("i", class_="lt-tick", style=f"left:{target / largest * 100:.1f}%")
    return filled(reading.value, largest, figure, tick)


def filled(value: float | None, largest: float, figure: str, tick: str = "") -> Markup:
    """A figure with a bar under it from zero to its share of the largest."""
    width = 0.0 if value is None or not largest else max(0.0, value / largest) * 100
    drawn = tag("i", class_="lt-fill", style=f"width:{min(width, 100):.1f}%")
    return tag(
        "div", tag("div", drawn, tick, class_="lt-track"), tag("span", figure), class_="lt-bar"
    )


def ranking(
    readings: Sequence[Reading], query: Mapping[str, str], language: str, *, target: float | None,
    selected: str = "", page: str = "grid_map", largest: float | None = None,
) -> Markup:  # fmt: skip
    """Places by what needs attention, each a link that opens it; ``largest`` is what a full bar
    stands for where the readings are a part of more."""
    if not readings:
        return Markup("")
    known = [r.value for r in readings if r.value is not None]
    largest = max([*known, target or 0.0, largest or 0.0], default=0.0)
    metric, level = readings[0].metric, readings[0].place.level
    columns = [
        Column(LEVEL_NAMES[level].in_(language)), Column(LIGHT.in_(language)),
        Column(COUNTS.in_(language), True),
        Column(numbers.headed(VALUE, metric, language), True),
    ]  # fmt: skip
    rows = []
    for reading in attention_first(readings):
        here = reading.place.place_id == selected
        name = link(
            reading.place.name, page, {**query, "place": reading.place.place_id},
            class_="lt-here" if here else None, aria_current="true" if here else None,
        )  # fmt: skip
        rows.append([
            name, join([chip(reading.state, language), flag_words(reading, language)]),
            numbers.fraction(reading.numerator, reading.denominator),
            bar(reading, largest, target, language),
        ])  # fmt: skip
    return table(columns, rows)


def metrics_table(standings: Sequence[Standing], query: Mapping[str, str], language: str) -> Markup:
    """All metrics of a place, family by family, with light, value and change."""
    columns = [
        Column(FAMILY.in_(language)), Column(METRIC.in_(language)), Column(LIGHT.in_(language)),
        Column(VALUE.in_(language), True), Column(UNIT.in_(language)), Column(CHANGE.in_(language)),
    ]  # fmt: skip
    rows: list[Markup] = []
    for family, members in groupby(standings, key=lambda standing: standing.metric.family):
        of_family = list(members)
        cells: tuple[Markup, ...] = (
            tag("th", family_name(family).in_(language), rowspan=len(of_family), scope="rowgroup"),
        )
        for standing in of_family:
            rows.append(tag("tr", *cells, *_metric_cells(standing, query, language)))
            cells = ()
    head = tag("tr", *(tag("th", c.name, class_="lt-r" if c.is_number else None, scope="col")
                       for c in columns))  # fmt: skip
    inner = tag("table", tag("thead", head), tag("tbody", *rows), class_="lt-table lt-metrics")
    return tag("div", inner, class_="lt-scroll")


def short_table(standings: Sequence[Standing], query: Mapping[str, str], language: str) -> Markup:
    """Metrics of one light: name, value with unit, change; the heading says the light."""
    rows = []
    for standing in standings:
        metric = standing.metric
        name = link(metric.name.in_(language), "grid_map", {**query, "metric": metric.key})
        beside = "" if standing.now.value is None else numbers.unit(metric, language)
        unit = tag("span", beside, class_="lt-unit-cell")
        value = numbers.figure(metric, standing.now.value, language)
        rows.append([
            name, join([tag("strong", value), unit], " "),
            join([change_html(standing, language, short=True), flag_words(standing.now, language)]),
        ])  # fmt: skip
    columns = [
        Column(METRIC.in_(language)), Column(VALUE.in_(language), True),
        Column(CHANGE.in_(language), True),
    ]  # fmt: skip
    return table(columns, rows)


def _metric_cells(
    standing: Standing, query: Mapping[str, str], language: str
) -> tuple[Markup, ...]:
    metric = standing.metric
    name = link(metric.name.in_(language), "grid_map", {**query, "metric": metric.key})
    return (
        tag("td", name), tag("td", chip(standing.now.state, language)),
        tag("td", _value_cell(standing, query, language), class_="lt-r"),
        tag("td", numbers.unit(metric, language), class_="lt-unit-cell"),
        tag("td", change_html(standing, language, short=True), flag_words(standing.now, language)),
    )  # fmt: skip


def _value_cell(standing: Standing, query: Mapping[str, str], language: str) -> object:
    """A value that leads to the rows behind it."""
    figure = numbers.figure(standing.metric, standing.now.value, language)
    if standing.now.value is None:
        return figure
    return link(figure, "overview", {**query, "evidence": standing.metric.key})


@dataclass(frozen=True)
class Attention:
    """How one place stands over all metrics."""

    place: Place
    red: tuple[Reading, ...]
    amber: tuple[Reading, ...]
    missing: tuple[Reading, ...]


def attention(readings: Iterable[Reading]) -> list[Attention]:
    """Places by the number of alerts, then of missing reports, then of watches."""
    by_place: dict[str, list[Reading]] = {}
    for reading in readings:
        by_place.setdefault(reading.place.place_id, []).append(reading)

    def of(found: list[Reading], state: str) -> tuple[Reading, ...]:
        return tuple(reading for reading in found if reading.state == state)

    listed = [
        Attention(found[0].place, of(found, "red"), of(found, "amber"), of(found, "not_reported"))
        for found in by_place.values()
    ]
    return sorted(
        listed, key=lambda a: (-len(a.red), -len(a.missing), -len(a.amber), a.place.place_id)
    )


def _count(readings: Sequence[Reading], state: str, language: str) -> Markup:
    between = "、" if language == "zh" else ", "
    names = between.join(reading.metric.name.in_(language) for reading in readings)
    if not readings:
        return tag("span", "0", class_="lt-faint")
    return tag(
        "span", f"{light_of(state).shape} {len(readings)}", class_=f"lt-{state}", title=names
    )


def attention_table(listed: Sequence[Attention], query: Mapping[str, str], language: str) -> Markup:
    """Places by what needs attention, with how many metrics are red, amber and missing."""
    if not listed:
        return Markup("")
    level = listed[0].place.level
    columns = [
        Column(LEVEL_NAMES[level].in_(language)), Column(NEEDS.in_(language), True),
        Column(MISSING.in_(language), True), Column(WATCHED.in_(language), True),
    ]  # fmt: skip
    rows = [
        [
            link(each.place.name, "overview" if level == "community" else "grid_map",
                 {**query, "place": each.place.place_id}),
            _count(each.red, "red", language), _count(each.missing, "not_reported", language),
            _count(each.amber, "amber", language),
        ]
        for each in listed
    ]  # fmt: skip
    return table(columns, rows)
