"""The control chart of one place: which one suits, and what it says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from metrics.metric import Metric
from metrics.signal import Label, SparseChart
from views.charts import attribute, control, sparse
from views.charts.attribute import Stretch
from views.charts.marks import Mark
from views.places import Period
from views.volunteers.page import PROVISIONAL, Weekly
from wording import Text

USUAL = Text("最近一周在通常波动范围内", "the last week lies within the usual variation")
HIGH = Text("最近一周高于通常水平", "the last week is higher than usual")
LOW = Text("最近一周低于通常水平", "the last week is lower than usual")
SPARSE_USUAL = Text("最近四周在通常范围内", "the last four weeks lie within the usual range")
SPARSE_OTHER = Text("最近四周超出通常范围", "the last four weeks lie beyond the usual range")
NO_LAST = Text("最近一周没有数据", "there are no data for the last week")
METHODS = {
    "xmr": Text("XmR 图，{count} 周", "XmR chart, {count} weeks"),
    "sparse": Text(
        "每周平均不足 3 件：按四周一段与预期范围比较，不用 XmR",
        "fewer than 3 a week on average: four-week sums against what is expected, never XmR",
    ),
    "attribute": Text(
        "Laney 控制图，{count} 周；界限随分母而变",
        "Laney chart, {count} weeks; the limits move with the denominator",
    ),
}
SINCE = Text("；只含 {day} 起（{words}）", "; only since {day} ({words})")
PROVISIONAL_UNDER = 13


@dataclass(frozen=True)
class Control:
    """One of three charts over whole weeks; ``counts`` are numerators and denominators.

    ``marks`` are the weeks from which on limits start afresh, of which ``since`` is the last where
    a chart can only show what came after it.
    """

    span: tuple[Period, ...]
    xmr: Weekly | None = None
    sparse: SparseChart | None = None
    attribute: tuple[Stretch, ...] = ()
    counts: tuple[tuple[float, float], ...] = ()
    marks: tuple[Mark, ...] = ()
    since: Mark | None = None


def says(it: Control) -> Text:
    """Whether the last weeks are as usual."""
    if it.sparse is not None:
        variation = it.sparse.variation
        return SPARSE_USUAL if variation in (None, Label.COMMON_CAUSE) else SPARSE_OTHER
    if it.xmr is not None:
        result = it.xmr.result
        if result.variation is None:
            return NO_LAST
        if result.variation == Label.COMMON_CAUSE:
            return USUAL
        return HIGH if int(result.side[-1]) > 0 else LOW
    chart = it.attribute[-1].chart
    if math.isnan(chart.values[-1]):
        return NO_LAST
    if not bool(chart.outside[-1]):
        return USUAL
    return HIGH if float(chart.values[-1]) > chart.centre else LOW


def method(it: Control) -> Text:
    """Which chart it is, and over how many weeks."""
    name = "sparse" if it.sparse else "xmr" if it.xmr else "attribute"
    words = METHODS[name].format(count=len(it.span))
    if it.since is not None:
        since = SINCE.format(words=it.since.words, day=it.span[0].start_on.isoformat())
        words = Text(words.zh + since.zh, words.en + since.en)
    if len(it.span) >= PROVISIONAL_UNDER or it.sparse:
        return words
    return Text(words.zh + PROVISIONAL.zh, words.en + PROVISIONAL.en)


def draw(it: Control, metric: Metric, language: str) -> Any:
    """The figure."""
    if it.sparse is not None:
        return sparse.draw(it.sparse, [week.period_id for week in it.span], language)
    if it.xmr is not None:
        return control.draw(it.xmr.result, it.xmr.periods, language, it.xmr.marks)
    return attribute.draw(it.attribute, metric, it.counts, it.span, language, lines=it.marks)
