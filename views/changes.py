"""The change against the period before: the arrow says the direction, the colour good or bad."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.definition import why_not_comparable
from metrics.metric import Metric
from views import numbers
from views.html import Markup, tag
from views.results import Reading, Standing
from wording import Text

SMALL_BASE = 10
IN_BRACKETS = Text("（{share}）", " ({share})")
"""Under this base a percentage would say more than the numbers can bear."""

LAST = {
    "week": Text("上周", "last week"),
    "month": Text("上月", "last month"),
    "quarter": Text("上季度", "last quarter"),
    "year": Text("上年", "last year"),
}

UNFINISHED = Text("本期未满，不作比较", "Period not over")
NO_FIGURE = Text("本期无数值", "No figure for this period")
NO_EARLIER = Text("无上期数据", "No earlier figure")
CARRIED = Text("{last}为回溯值", "{last} carried back")
NO_CHANGE = Text("持平", "no change")
SAME = Text("与{last}持平", "Same as {last}")
WAS = Text("{last} {figure}", "{figure} {last}")
POINTS = Text("{step} 个百分点", "{step} points")


@dataclass(frozen=True)
class Change:
    """A change in words; ``arrow`` is ▲, ▼ or empty.

    ``tone`` is good, bad, plain, or none where nothing can be compared.
    """

    arrow: str
    words: Text
    tone: str


def is_small(reading: Reading) -> bool:
    """Whether a share stands on so few that it is told as a count: 5 / 8."""
    return has_few(reading.metric, reading.denominator)


def has_few(metric: Metric, below: float | None) -> bool:
    """The same of a figure that is no reading; ``below`` is its denominator."""
    return metric.kind == "ratio" and below is not None and below < SMALL_BASE


def share_said(numerator: float | None, denominator: float | None) -> Text | str:
    """A share in brackets behind its counts; nothing where it stands on so few, or on nothing."""
    if numerator is None or not denominator or denominator < SMALL_BASE:
        return ""
    return IN_BRACKETS.format(share=numbers.percent(numerator / denominator))


def _tone(better: str, rise: bool) -> str:
    if better not in ("up", "down"):
        return "plain"
    return "good" if rise == (better == "up") else "bad"


def change(standing: Standing) -> Change:
    """What changed against the period before; a period that is not over is never compared."""
    now, then, metric = standing.now, standing.previous, standing.metric
    if not now.period.is_complete:
        return Change("", UNFINISHED, "none")
    if now.value is None:
        return Change("", NO_FIGURE, "none")
    if then is None and len(standing.periods) > 1:
        earlier = standing.periods[-2].end_on
        refused = why_not_comparable(metric.name, metric.changes, earlier, now.period.end_on)
        if refused is not None:
            return Change("", refused, "none")
    if then is None or then.value is None:
        return Change("", NO_EARLIER, "none")
    last = LAST[now.period.kind]
    if "back_carried" in then.flags:
        return Change("", CARRIED.format(last=last).begun(), "none")
    was = WAS.format(last=last, figure="{figure}")
    said = difference(metric, now.value - then.value, then, was=was, is_few=is_small(now))
    return said if said.arrow else Change("", SAME.format(last=last), said.tone)


def difference(
    metric: Metric,
    step: float,
    base: Reading,
    *,
    was: Text,
    same: Text = NO_CHANGE,
    is_few: bool = False,
) -> Change:
    """A difference to another reading in words, absolute where the base is small.

    ``was`` says that reading's ``figure`` where a share of a small base is not turned into points;
    ``is_few`` that the other side of the difference is such a share.
    """
    is_ratio = metric.kind == "ratio"
    decimals = 1 if is_ratio else numbers.decimals(metric)
    shown = step * 100 if is_ratio else step
    if round(shown, decimals) == 0 and _reads_the_same(metric, step, base):
        return Change("", same, "plain")
    while round(shown, decimals) == 0:  # the figures are rounded apart: the step needs decimals
        decimals += 1
    arrow, tone = ("▲" if step > 0 else "▼"), _tone(metric.better, step > 0)
    written = numbers.plain(abs(shown), decimals)
    if is_ratio:
        if is_few or is_small(base):
            counts = numbers.fraction(base.numerator, base.denominator)
            return Change(arrow, was.format(figure=counts), tone)
        return Change(arrow, POINTS.format(step=written), tone)
    words = Text(f"{written} {metric.unit.zh}", f"{written} {metric.unit.en}")
    value = base.value or 0.0
    counted = [base.numerator, base.denominator] if metric.kind == "rate" else []
    if min(abs(each or 0.0) for each in (value, *counted)) >= SMALL_BASE:
        share = f"{step / value * 100:+.1f}%".replace("-", "−")
        words = Text(f"{words.zh}（{share}）", f"{words.en} ({share})")
    return Change(arrow, words, tone)


def _reads_the_same(metric: Metric, step: float, base: Reading) -> bool:
    """Whether both figures are written alike."""
    value = base.value or 0.0
    return numbers.figure(metric, value, "zh") == numbers.figure(metric, value + step, "zh")


def change_html(standing: Standing, language: str, *, short: bool = False) -> Markup:
    """The change as a short line; ``short`` leaves the reason why there is none to a tip."""
    it = change(standing)
    if short and it.tone == "none":
        return tag("span", numbers.NONE, class_="lt-change", title=it.words.in_(language))
    arrow = tag("span", it.arrow, class_="lt-arrow", aria_hidden="true") if it.arrow else ""
    return tag("span", arrow, it.words.in_(language), class_=f"lt-change lt-{it.tone}")
