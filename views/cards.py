"""The card of a family: one number, its light, its line, one sentence, three small doors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.metric import DEPARTMENTS, Metric
from views import numbers, sentences, sparkline
from views.changes import change_html
from views.charts import marks
from views.families import PAGES, family_name
from views.flags import flag_words
from views.html import Markup, address, join, link, safe, tag
from views.lights import chip
from views.places import Period
from views.results import Reading, Standing
from views.tables import attention_first
from wording import Text

DEFINITION = Text("口径", "Meaning")
EVIDENCE = Text("明细", "Details")
ROWS_BEHIND = Text("数据依据：文件、表、行", "The rows behind it: file, sheet, row")
MAP = Text("地图", "Map")
DATA_DAY = Text("截至 {day}", "To {day}")
DATA_DAY_UNKNOWN = Text("尚无数据", "No data yet")
LAST_PERIODS = {
    "week": Text("近 {count} 周", "Last {count} weeks"),
    "month": Text("近 {count} 个月", "Last {count} months"),
    "quarter": Text("近 {count} 个季度", "Last {count} quarters"),
    "year": Text("近 {count} 年", "Last {count} years"),
}
TARGET = Text("目标 {figure}", "target {figure}")
TARGET_BY = {
    "plan": Text("方案规定", "set by the plan"),
    "office": Text("本街道设定", "set by the office"),
}
NO_TARGET = Text("未设目标", "no target")
LINE_WORDS = Text("{span}：{first} 至 {last}", "{span}: from {first} to {last}")
MEANING = Text("含义", "Meaning")
COUNTED = Text("计数", "Counted")
TARGET_NAME = Text("目标", "Target")
SOURCE = Text("依据", "Source")
DEPARTMENTS_NAME = Text("责任部门", "Departments")


def data_day(reading: Reading, language: str) -> str:
    """The day the data of a reading stand for, in words."""
    if reading.through_on is None:
        return DATA_DAY_UNKNOWN.in_(language)
    return DATA_DAY.format(day=numbers.short_day(reading.through_on)).in_(language)


def target_words(standing: Standing, language: str) -> str:
    """The target with its unit, or that there is none."""
    if standing.target is None:
        return NO_TARGET.in_(language)
    figure = numbers.figure(standing.metric, standing.target.value, language)
    return TARGET.format(figure=figure).in_(language)


def _span(periods: Sequence[Period], language: str) -> str:
    kind = periods[-1].kind if periods else "week"
    return LAST_PERIODS[kind].format(count=len(periods)).in_(language)


def line(standing: Standing, language: str) -> Markup:
    """The small line with its caption."""
    span = _span(standing.periods, language)
    known = [value for value in standing.history if value is not None]
    words = span
    if known:
        words = LINE_WORDS.format(
            span=span,
            first=numbers.figure(standing.metric, known[0], language),
            last=numbers.figure(standing.metric, known[-1], language),
        ).in_(language)
    changed = marks.of_definition(standing.metric.changes, [p.end_on for p in standing.periods])
    at = [mark.at for mark in changed]
    drawn = sparkline.picture(standing.history, standing.target_value, words, standing.carried, at)
    between = "，" if language == "zh" else ", "
    said = [span, target_words(standing, language)]
    caption = between.join(said + [f"┆ {mark.words.in_(language)}" for mark in changed])
    return tag("div", drawn, tag("div", caption, class_="lt-caption"), class_="lt-line")


def figure(standing: Standing, language: str) -> Markup:
    """The value in large type with its unit."""
    written = numbers.figure(standing.metric, standing.now.value, language, card=True)
    unit = numbers.unit(standing.metric, language) if standing.now.value is not None else ""
    return tag(
        "div", tag("span", written, class_="lt-value"), tag("span", unit, class_="lt-unit"),
        class_="lt-figure",
    )  # fmt: skip


def definition(standing: Standing, language: str) -> Markup:
    """What is counted and who asks for it, as the content of the first door."""
    metric = standing.metric
    target = target_words(standing, language)
    if standing.target is not None:
        target += f" · {TARGET_BY[standing.target.set_by].in_(language)}"
    said = [
        (MEANING, metric.meaning.in_(language)),
        (COUNTED, numbers.fraction(standing.now.numerator, standing.now.denominator)),
        (TARGET_NAME, target),
        (SOURCE, metric.source.in_(language)),
        (DEPARTMENTS_NAME, departments(metric, language)),
    ]
    return tag("dl", *(tag("div", tag("dt", t.in_(language)), tag("dd", d)) for t, d in said))


def departments(metric: Metric, language: str) -> str:
    """The departments that answer for a metric."""
    between = "、" if language == "zh" else ", "
    return between.join(DEPARTMENTS[name].in_(language) for name in metric.departments)


def breakdown(parts: Sequence[Reading], query: Mapping[str, str], language: str) -> Markup:
    """The places behind a number, those that need attention first."""
    rows = []
    for reading in attention_first(parts):
        place = link(
            reading.place.name, "grid_map",
            {**query, "place": reading.place.place_id, "metric": reading.metric.key},
        )  # fmt: skip
        rows.append(
            tag("tr", tag("td", place), tag("td", chip(reading.state, language)),
                tag("td", numbers.fraction(reading.numerator, reading.denominator), class_="lt-r"),
                tag("td", numbers.figure(reading.metric, reading.value, language), class_="lt-r"))
        )  # fmt: skip
    return tag("table", tag("tbody", *rows), class_="lt-mini")


def rows_behind(standing: Standing, query: Mapping[str, str], language: str) -> Markup:
    """The way to the stored rows that a number counts."""
    to_rows = {**query, "evidence": standing.metric.key}
    return tag("p", link(ROWS_BEHIND.in_(language), "overview", to_rows))


def door(label: str, content: Markup) -> Markup:
    """A small door that opens in place, without asking the server."""
    return tag(
        "details", tag("summary", label), tag("div", content, class_="lt-behind"),
        class_="lt-door", name="doors",
    )  # fmt: skip


def family_card(standing: Standing, query: Mapping[str, str], language: str) -> Markup:
    """The whole card; a click anywhere but on a door leads to the page of its family."""
    to_map = {**query, "metric": standing.metric.key}
    flags = flag_words(standing.now, language)
    head = tag(
        "div",
        tag("div", family_name(standing.metric.family).in_(language), class_="lt-family"),
        chip(standing.now.state, language),
        class_="lt-head",
    )
    page = PAGES[standing.metric.family]
    name = link(standing.metric.name.in_(language), page, query, class_="lt-whole")
    doors = tag(
        "div",
        door(DEFINITION.in_(language), definition(standing, language)),
        door(
            EVIDENCE.in_(language),
            join(
                [
                    breakdown(standing.parts, query, language),
                    rows_behind(standing, query, language),
                ]
            ),
        ),
        link(MAP.in_(language), "grid_map", to_map, class_="lt-door-link"),
        class_="lt-doors",
    )
    return tag(
        "article",
        head,
        tag("div", name, class_="lt-name"),
        figure(standing, language),
        tag("div", change_html(standing, language), flags, class_="lt-changes"),
        line(standing, language),
        tag("p", sentences.card(standing).in_(language), class_="lt-sentence"),
        tag("div", tag("span", data_day(standing.now, language), class_="lt-day"), doors,
            class_="lt-foot"),
        class_="lt-card", data_family=standing.metric.family,
    )  # fmt: skip


def card_row(cards: Sequence[Markup]) -> Markup:
    """Cards side by side."""
    return tag("section", *cards, class_="lt-cards")


def finding(words: Text, language: str) -> Markup:
    """The sentence that answers the page's question."""
    return tag("p", safe(words.in_(language)), class_="lt-finding")


def page_address(page: str, query: Mapping[str, str]) -> str:
    """The address of a page that keeps what was chosen."""
    return address(page, query)
