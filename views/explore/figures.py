"""The figures of the explore page: the finding above, metric, unit, place and span below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metrics.metric import Metric
from metrics.signal import FunnelPlot
from views import numbers
from views.charts import distribution, funnel, lines, scatter, style
from views.explore import control
from views.explore.control import Control
from views.explore.finding import median
from views.explore.found import Found
from views.html import Markup
from views.places import LEVEL_NAMES, Period, period_name
from views.results import Reading
from views.sentences import UNITS, names
from views.volunteers.page import difference
from wording import Text

Chart = tuple[Markup, Any, str]
"""The words above, the figure, and its key on the page."""

SPAN = Text("{first}至{last}", "{first} to {last}")
SUBTITLE = Text("{metric}，{place}，{span}", "{metric}, {place}, {span}")
LEVEL = Text(
    "{metric}，{place}各{level}，{period}",
    "{metric}, {level} level in {place}, {period}",
)
RANGE = Text("{metric}在 {low} 与 {high} 之间", "{metric}: between {low} and {high}")
FLAT = Text("{metric}一直是 {low}", "{metric}: {low} throughout")
NOTHING = Text("{metric}没有数值", "{metric}: no values")
SPREAD = Text(
    "{count} {unit}：最低 {low}，中位数 {middle}，最高 {high}",
    "{count} {unit}: lowest {low}, median {middle}, highest {high}",
)
MISSING = Text("；未报 {count} 个：{names}", "; {count} not reported: {names}")
TWO = Text(
    "{first}与{second}，{count} {unit}两项都有数值",
    "{first} and {second}: {count} {unit} with both",
)
TWO_SUB = Text(
    "{place}各{level}，{period}；虚线是中位数。不作排名；两项一起变不说明谁引起谁",
    "{level} level in {place}, {period}; the dotted lines are medians. No ranking; going together "
    "does not mean that one causes the other",
)
CONTROL = Text("{metric}：{says}", "{metric}: {says}")
CONTROL_SUB = Text("{metric}，{place}；{method}", "{metric}, {place}; {method}")
FUNNEL_SUB = Text(
    "{metric}，{place}各{level}，{period}；横轴是分母，浅带是 95% 和 99.8% 范围，"
    "带内不排名、不标名",
    "{metric}, {level} level in {place}, {period}; across: the denominator; bands of 95% and "
    "99.8%; those inside are neither ranked nor named",
)
NEED_TWO = Text(
    "请再选一项指标：两项对照需要两项指标。", "Choose a second metric: this view compares two."
)
NO_MAP = Text(
    "地图画的是社区或网格，请换一个层级。",
    "The map shows communities or grids; choose another level.",
)
NOT_AT_LEVEL = Text(
    "“{metric}”没有{level}一级的数值，请换一个层级。",
    "“{metric}” has no values at the level {level}; choose another level.",
)


def not_at_level(metric: Metric, level: str) -> Text:
    """That a metric has no values at a level."""
    return NOT_AT_LEVEL.format(metric=metric.name, level=LEVEL_NAMES[level].inside())


def over_time(found: Found, language: str) -> list[Chart]:
    """One figure per metric, so that no two units share an axis."""
    asked = found.asked
    charts = []
    for metric in asked.metrics:
        drawn = found.lines[metric.key]
        known = [r.value for line in drawn for r in line.readings if r and r.value is not None]
        title = NOTHING.format(metric=metric.name)
        if known:
            low, high = (
                numbers.figure(metric, each, language) for each in (min(known), max(known))
            )
            words = FLAT if low == high else RANGE
            title = words.format(metric=metric.name, low=low, high=high)
        places = names([line.place for line in drawn])
        subtitle = SUBTITLE.format(
            metric=numbers.headed(metric.name, metric, language),
            place=places,
            span=span(asked.span),
        )
        target = metric.target_on(asked.period.end_on)
        figure = lines.draw(
            drawn, metric, asked.span, target.value if target else None, language,
            height=300 if len(asked.metrics) == 1 else 230,
        )  # fmt: skip
        head = style.head(title.in_(language), subtitle.in_(language))
        charts.append((head, figure, f"explore-line-{metric.key}"))
    return charts


def span(periods: Sequence[Period]) -> Text:
    """From the first to the last of some periods, in words."""
    first, last = period_name(periods[0]), period_name(periods[-1])
    return first if len(periods) == 1 else SPAN.format(first=first, last=last)


def spread(found: Found, readings: Sequence[Reading], language: str) -> Chart | Text:
    """How the places of the level are spread."""
    asked, metric = found.asked, found.asked.metric
    known = tuple(reading for reading in readings if reading.value is not None)
    if not known:
        return _no_level(found)
    values = [reading.value or 0.0 for reading in known]
    written = [numbers.figure(metric, each, language) for each in (
        min(values), median(known), max(values))]  # fmt: skip
    title = SPREAD.format(count=len(known), unit=UNITS[asked.level], low=written[0],
                          middle=written[1], high=written[2])  # fmt: skip
    grey = [reading.place for reading in readings if reading.state == "not_reported"]
    if grey:
        more = MISSING.format(count=len(grey), names=names(grey))
        title = Text(title.zh + more.zh, title.en + more.en)
    target = metric.target_on(asked.period.end_on)
    figure = distribution.draw(
        known, (asked.place, *asked.places), target.value if target else None, language
    )
    return style.head(title.in_(language), _level(LEVEL, found, language)), figure, "explore-spread"


def two(found: Found, language: str) -> Chart | Text:
    """Two metrics of the same places."""
    asked = found.asked
    if len(asked.metrics) < 2:
        return NEED_TWO
    first, second = asked.metrics[:2]
    for metric in (first, second):
        if asked.level not in metric.levels:
            return not_at_level(metric, asked.level)
    both = scatter.pairs(found.fields[first.key], found.fields[second.key])
    title = TWO.format(first=first.name, second=second.name, count=len(both),
                       unit=UNITS[asked.level])  # fmt: skip
    subtitle = TWO_SUB.format(place=asked.place.name, level=LEVEL_NAMES[asked.level].inside(),
                              period=period_name(asked.period))  # fmt: skip
    figure = scatter.draw(both, (asked.place, *asked.places), language)
    return style.head(title.in_(language), subtitle.in_(language)), figure, "explore-two"


def in_control(found: Found, it: Control, language: str) -> Chart:
    """Whether the number of the place changes, week by week."""
    metric = found.asked.metric
    title = CONTROL.format(metric=metric.name, says=control.says(it))
    subtitle = CONTROL_SUB.format(
        metric=numbers.headed(metric.name, metric, language), place=found.asked.place.name,
        method=control.method(it),
    )  # fmt: skip
    head = style.head(title.in_(language), subtitle.in_(language))
    return head, control.draw(it, metric, language), "explore-control"


def in_funnel(found: Found, plot: FunnelPlot, readings: Sequence[Reading], language: str) -> Chart:
    """Whether places differ by more than chance."""
    known = [reading for reading in readings if reading.value is not None]
    title = difference(known, plot, found.asked.metric.name)
    figure = funnel.draw(known, plot, language)
    return style.head(title.in_(language), _level(FUNNEL_SUB, found, language)), figure, "explore-f"


def _level(words: Text, found: Found, language: str) -> str:
    asked = found.asked
    return words.format(
        metric=numbers.headed(asked.metric.name, asked.metric, language), place=asked.place.name,
        level=LEVEL_NAMES[asked.level].inside(), period=period_name(asked.period),
    ).in_(language)  # fmt: skip


def _no_level(found: Found) -> Text:
    asked = found.asked
    if asked.level not in asked.metric.levels:
        return not_at_level(asked.metric, asked.level)
    return NOTHING.format(metric=asked.metric.name)
