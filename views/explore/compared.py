"""A number against another: by how much, in words; and when nothing may be compared."""

from __future__ import annotations

from metrics.definition import why_not_comparable
from metrics.metric import Metric
from views import numbers
from views.changes import SMALL_BASE, Change
from views.places import Period, period_name
from views.results import Reading
from wording import Text

NOT_OVER = Text(
    "{name}未满，不与整期比较。", "{name} is not over, and is not compared with a whole period."
)
NO_SUCH = Text("没有可比的时段。", "There is no period to compare with.")
NOT_REPORTED = Text("{name}未报，不作比较。", "Not reported for {name}; nothing is compared.")
NO_VALUE = Text("{name}没有数值，不作比较。", "There is no value for {name}; nothing is compared.")
CARRIED = Text(
    "{name}的数是回溯值，不作比较。", "The figure of {name} is carried back; nothing is compared."
)
NO_TARGET = Text("这项指标没有目标。", "This metric has no target.")
NO_PEERS = Text("没有同级的地点可比。", "There are no peers to compare with.")
SAME = Text("持平", "no change")
POINTS = Text("{step} 个百分点", "{step} points")
WAS = Text("当时 {figure}", "was {figure}")
WITH_COUNTS = Text("{step}（{counts}）", "{step} ({counts})")


def refusal(metric: Metric, now: Reading | None, period: Period, other: Period,
            then: Reading | None) -> Text | None:  # fmt: skip
    """Why a number is not compared with that of another period; None where it may be."""
    for each in (period, other):
        if not each.is_complete:
            return NOT_OVER.format(name=period_name(each))
    changed = why_not_comparable(metric.name, metric.changes, other.end_on, period.end_on)
    if changed is not None:
        return changed
    for each, reading in ((period, now), (other, then)):
        if reading is None or reading.state == "not_reported":
            return NOT_REPORTED.format(name=period_name(each))
        if reading.value is None:
            return NO_VALUE.format(name=period_name(each))
    if then is not None and "back_carried" in then.flags:
        return CARRIED.format(name=period_name(other))
    return None


def step(now: Reading, then: Reading) -> Change:
    """The change between two readings of one metric that may be compared."""
    assert now.value is not None and then.value is not None, "only what may be compared comes here"
    return between(now.metric, now.value - then.value, then)


def between(metric: Metric, difference: float, base: Reading) -> Change:
    """A difference in words, absolute where the base is small."""
    is_ratio = metric.kind == "ratio"
    decimals = 1 if is_ratio else numbers.decimals(metric)
    shown = difference * 100 if is_ratio else difference
    if round(shown, decimals) == 0 and _reads_the_same(metric, difference, base):
        return Change("", SAME, "plain")
    while round(shown, decimals) == 0:  # the figures are rounded apart: the step needs decimals
        decimals += 1
    rise = difference > 0
    arrow = "▲" if rise else "▼"
    tone = "plain"
    if metric.better != "neutral":
        tone = "good" if rise == (metric.better == "up") else "bad"
    written = numbers.plain(abs(shown), decimals)
    if is_ratio:
        if base.denominator is not None and base.denominator < SMALL_BASE:
            counts = numbers.fraction(base.numerator, base.denominator)
            return Change(arrow, WAS.format(figure=counts), tone)
        return Change(arrow, POINTS.format(step=written), tone)
    unit = metric.unit
    words = Text(f"{written} {unit.zh}", f"{written} {unit.en}")
    value = base.value or 0.0
    if abs(value) >= SMALL_BASE:
        share = f"{difference / value * 100:+.1f}%".replace("-", "−")
        words = WITH_COUNTS.format(step=words, counts=share)
    return Change(arrow, words, tone)


def _reads_the_same(metric: Metric, difference: float, base: Reading) -> bool:
    """Whether both figures are written alike."""
    value = base.value or 0.0
    return numbers.figure(metric, value, "zh") == numbers.figure(metric, value + difference, "zh")
