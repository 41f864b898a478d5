"""A frozen meeting as it was: its numbers with their definitions, light by light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from views import numbers
from views.cards import NO_TARGET, TARGET_BY
from views.changes import change_html
from views.charts.marks import Mark
from views.families import family_name
from views.files import LOWER, UPPER
from views.follow_ups.matter import Matter
from views.follow_ups.page import CODE, DEPARTMENT, DUE, EXPECTED, POST, WHAT, department
from views.html import Markup, join, tag
from views.lights import chip, light_of
from views.places import Period, Place, period_name
from views.results import Reading, Standing
from views.tables import UNIT, Column, table
from wording import Text

FROZEN = Text(
    "第 {number} 次例会（{period}）已于 {at} 定稿，依据第 {version} 版数据（截至 {through}）。"
    "以下为定稿时的内容，不随以后的更正改变。",
    "Meeting {number} ({period}) was frozen at {at} on version {version} (data to {through}). "
    "Below is what it saw; later corrections do not change it.",
)
PLACE = Text("地点", "Place")
FAMILY, METRIC = Text("领域", "Family"), Text("指标", "Metric")
LIGHT, VALUE = Text("亮灯", "Light"), Text("数值", "Value")
COUNTED, CHANGE = Text("计数", "Counted"), Text("较上期", "Change")
TARGET, ROWS = Text("目标", "Target"), Text("依据行数", "Rows behind")
DEFINITIONS = Text("当时的口径", "Definitions of the time")
MEANING = Text("口径", "Definition")
SOURCE = Text("依据", "Source")
DECIDED = Text("当时议定的事项", "Decided then")
DECIDED_NOTHING = Text("这次会议没有议定事项。", "The meeting took no decisions.")


@dataclass(frozen=True)
class Kept:
    """What a frozen meeting kept: standings by place, down to the communities, with the fresh
    starts of their limits by metric, and the readings of its period at every level."""

    number: int
    period: Period
    version: int
    frozen_at: datetime | None
    through_on: date | None
    top: Place | None
    places: tuple[Place, ...]
    standings: Mapping[str, tuple[Standing, ...]]
    starts: Mapping[str, Mapping[str, tuple[Mark, ...]]]
    readings: tuple[Reading, ...]
    rows: Mapping[tuple[str, str], int]


def headline(kept: Kept) -> Text:
    """When it was frozen, and on what."""
    at = "" if kept.frozen_at is None else f"{kept.frozen_at:%Y-%m-%d %H:%M}"
    return FROZEN.format(
        number=kept.number, period=period_name(kept.period), at=at, version=kept.version,
        through=numbers.short_day(kept.through_on),
    )  # fmt: skip


def results(kept: Kept, place: Place, language: str) -> Markup:
    """Every number of a place as the meeting saw it."""
    columns = [
        Column(FAMILY.in_(language)), Column(METRIC.in_(language)), Column(LIGHT.in_(language)),
        Column(COUNTED.in_(language), True), Column(VALUE.in_(language), True),
        Column(CHANGE.in_(language)), Column(TARGET.in_(language)),
        Column(ROWS.in_(language), True),
    ]  # fmt: skip
    standings = kept.standings.get(place.place_id, ())
    return table(columns, [_line(kept, each, place, language) for each in standings])


def _line(kept: Kept, standing: Standing, place: Place, language: str) -> Sequence[object]:
    metric, now = standing.metric, standing.now
    rows = kept.rows.get((metric.key, place.place_id))
    return (
        family_name(metric.family).in_(language), metric.name.in_(language),
        chip(now.state, language), numbers.fraction(now.numerator, now.denominator),
        numbers.with_unit(metric, now.value, language),
        change_html(standing, language, short=True), _target(standing, language),
        numbers.NONE if rows is None else numbers.plain(rows),
    )  # fmt: skip


def cells(
    readings: Sequence[Reading], rows: Mapping[tuple[str, str], int | None], language: str
) -> tuple[list[str], list[tuple[object, ...]]]:
    """What was frozen, for a spreadsheet program: header and rows, with unrounded values."""
    header = (PLACE, METRIC, UPPER, LOWER, VALUE, UNIT, LIGHT, ROWS, MEANING)
    return [words.in_(language) for words in header], [
        (
            each.place.name, each.metric.name.in_(language), each.numerator, each.denominator,
            each.value, each.metric.unit.in_(language), light_of(each.state).word.in_(language),
            rows.get((each.metric.key, each.place.place_id)), each.metric.meaning.in_(language),
        )
        for each in readings
    ]  # fmt: skip


def _target(standing: Standing, language: str) -> str:
    if standing.target is None:
        return NO_TARGET.in_(language)
    return numbers.with_unit(standing.metric, standing.target.value, language)


def definitions(kept: Kept, place: Place, language: str) -> Markup:
    """What each number meant when the meeting was frozen, and what it was judged by."""
    rows = [
        (each.metric.name.in_(language), each.metric.meaning.in_(language),
         _judged(each, language), each.metric.source.in_(language))
        for each in kept.standings.get(place.place_id, ())
    ]  # fmt: skip
    columns = [Column(t.in_(language)) for t in (METRIC, MEANING, TARGET, SOURCE)]
    summary = tag("summary", DEFINITIONS.in_(language))
    return tag("details", summary, table(columns, rows), class_="lt-more")


def _judged(standing: Standing, language: str) -> str:
    """The target, who had set it, why, and the rule of the lights."""
    if standing.target is None:
        return NO_TARGET.in_(language)
    said = [_target(standing, language), TARGET_BY[standing.target.set_by].in_(language)]
    said += [standing.target.reason] if standing.target.reason else []
    return " · ".join([*said, standing.metric.rating.words.in_(language)])


def decisions(matters: Sequence[Matter], language: str) -> Markup:
    """What the meeting decided, as it stood when the meeting was frozen."""
    if not matters:
        return tag("p", DECIDED_NOTHING.in_(language), class_="lt-remark")
    columns = [Column(t.in_(language)) for t in (CODE, WHAT, DEPARTMENT, POST, DUE, EXPECTED)]
    rows = [
        (each.code, each.what, department(each, language), each.post,
         numbers.short_day(each.due), each.expected or numbers.NONE)
        for each in matters
    ]  # fmt: skip
    return join([tag("h2", DECIDED.in_(language)), table(columns, rows)])
