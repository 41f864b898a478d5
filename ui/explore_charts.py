"""The statistics behind the figures of the explore page: which chart suits a metric."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from metrics.definition import breaks
from metrics.metric import Metric
from metrics.signal import (
    FunnelPlot,
    choose_method,
    funnel_proportions,
    funnel_rates,
    laney_p,
    laney_u,
    sparse_chart,
)
from ui import answers
from ui.weekly import WEEKS, fresh_starts, weekly
from views.charts import marks
from views.charts.attribute import Stretch
from views.explore.choice import Asked
from views.explore.control import Control
from views.results import Reading
from wording import Text

NO_FLOW = Text(
    "这是某一天的存量，几个月才变一次；控制图说的是每周发生多少，不适用。请看走势。",
    "This is a state on a day that changes every few months; a control chart speaks of what "
    "happens week by week and does not suit it. Look at it over time.",
)
NO_WEEKS = Text("还没有完整的周可以画控制图。", "There are no whole weeks for a control chart yet.")
NO_DENOMINATOR = Text(
    "件数没有分母，漏斗图不适用。请看分布。",
    "A count has no denominator, so a funnel does not suit it. Look at the distribution.",
)
NO_COUNT = Text(
    "这项指标除的不是件数，漏斗图的界限不适用。请看分布。",
    "This metric does not divide counts, so the limits of a funnel do not hold. Look at the "
    "distribution.",
)
TOO_FEW = Text(
    "有数值的地点不足 2 个，不能比较。",
    "Fewer than two places have a value; nothing can be compared.",
)


def control(asked: Asked) -> Control | Text:
    """The control chart of the place, or why there is none: always of whole weeks."""
    metric = asked.metric
    if metric.timing != "flow":
        return NO_FLOW
    span = tuple(
        reversed([
            each for each in answers.periods().all
            if each.kind == "week" and each.end_on <= asked.period.end_on and each.is_complete
        ][:WEEKS])
    )  # fmt: skip
    readings = answers.line(metric.key, asked.place, span)
    first = next((i for i, r in enumerate(readings) if r and r.numerator is not None), None)
    if first is None:
        return NO_WEEKS
    span, readings = span[first:], readings[first:]
    ends, place = [each.end_on for each in span], asked.place
    fresh = fresh_starts(metric.key, place, span)
    drawn = (*marks.of_definition(metric.changes, ends), *fresh)
    starts = sorted({0, *breaks(metric.changes, ends), *(mark.at for mark in fresh)})
    if metric.kind != "count":
        pairs = tuple(_pair(reading) for reading in readings)
        chart_of = laney_p if metric.kind == "ratio" else laney_u
        stretches = tuple(
            Stretch(here, chart_of(*zip(*pairs[here:until], strict=True)))
            for here, until in pairwise([*starts, len(span)])
        )
        return Control(span=span, attribute=stretches, counts=pairs, marks=drawn)
    found = weekly(metric.key, place, asked.period)
    if found is not None:
        return Control(span=found.periods, xmr=found)
    since = next((mark for mark in drawn if mark.at == starts[-1]), None)
    span, readings = span[starts[-1] :], readings[starts[-1] :]
    counts = [math.nan if not r or r.value is None else r.value for r in readings]
    if choose_method(counts) is None:
        return NO_WEEKS
    return Control(span=span, sparse=sparse_chart(counts, direction=metric.better), since=since)


def _pair(reading: Reading | None) -> tuple[float, float]:
    if reading is None or reading.numerator is None or reading.denominator is None:
        return math.nan, math.nan
    return reading.numerator, reading.denominator


def funnel(metric: Metric, readings: Sequence[Reading]) -> FunnelPlot | Text:
    """The places of a level in a funnel, or why there is none."""
    if metric.kind == "count":
        return NO_DENOMINATOR
    known = [reading for reading in readings if reading.value is not None]
    upper = [reading.numerator or 0.0 for reading in known]
    lower = [reading.denominator or 0.0 for reading in known]
    if metric.kind == "rate" and metric.timing != "flow":
        return NO_COUNT
    if any(not value.is_integer() for value in (*upper, *lower)):
        return NO_COUNT
    if len(known) < 2:
        return TOO_FEW
    return (funnel_proportions if metric.kind == "ratio" else funnel_rates)(upper, lower)
