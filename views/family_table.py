"""The other metrics of a family: what a page does not treat at length, each with its count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from metrics.metric import Family
from views import numbers
from views.cards import target_words
from views.changes import change_html
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.lights import chip
from views.results import Standing
from views.tables import Column, table
from wording import Text

HEADING = Text("本类其他指标", "Other metrics of the family")
METRIC = Text("指标", "Metric")
LIGHT = Text("亮灯", "Light")
COUNT = Text("计数", "Counted")
VALUE = Text("数值", "Value")
CHANGE = Text("较上期", "Change")


def keys(standings: Iterable[Standing], family: Family) -> tuple[str, ...]:
    """All metrics of a family that a place has, in the order of the catalogue."""
    return tuple(s.metric.key for s in standings if s.metric.family == family)


def draw(
    standings: Iterable[Standing],
    family: Family,
    treated: Collection[str],
    query: Mapping[str, str],
    language: str,
) -> Markup:
    """A heading and the table; nothing where the page treats the whole family."""
    others = [s for s in standings if s.metric.family == family and s.metric.key not in treated]
    if not others:
        return Markup("")
    listed = rows(others, query, language, with_change=True)
    return join([tag("h2", HEADING.in_(language)), listed])


def rows(
    standings: Iterable[Standing],
    query: Mapping[str, str],
    language: str,
    *,
    with_change: bool = False,
) -> Markup:
    """Metrics with light, count and value; a satisfaction stands above the share that answered."""
    columns = [Column(METRIC.in_(language)), Column(LIGHT.in_(language)),
               Column(COUNT.in_(language), True), Column(VALUE.in_(language), True)]  # fmt: skip
    if with_change:
        columns.append(Column(CHANGE.in_(language)))
    listed = []
    for standing in standings:
        metric, now = standing.metric, standing.now
        cells: list[object] = [
            link(metric.name.in_(language), "grid_map", {**query, "metric": metric.key},
                 title=target_words(standing, language)),
            join([chip(now.state, language), flag_words(now, language)]),
            numbers.fraction(now.numerator, now.denominator),
            numbers.with_unit(metric, now.value, language),
        ]  # fmt: skip
        if with_change:
            cells.append(change_html(standing, language, short=True))
        listed.append(cells)
    return table(columns, listed) if listed else Markup("")
