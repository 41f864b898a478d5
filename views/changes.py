"""The change against the period before: the arrow says the direction, the colour good or bad."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.definition import why_not_comparable
from views import numbers
from views.html import Markup, tag
from views.results import Standing
from wording import Text

SMALL_BASE = 10
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


def _sentence(words: Text) -> Text:
    return Text(words.zh, words.en[0].upper() + words.en[1:])


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
        return Change("", _sentence(CARRIED.format(last=last)), "none")
    step = now.value - then.value
    shown_step = step * 100 if metric.kind == "ratio" else step
    decimals = 1 if metric.kind == "ratio" else numbers.decimals(metric)
    if round(shown_step, decimals) == 0:
        return Change("", SAME.format(last=last), "plain")
    arrow, tone = ("▲" if step > 0 else "▼"), _tone(metric.better, step > 0)
    if metric.kind == "ratio":
        if then.denominator is not None and then.denominator < SMALL_BASE:
            was = numbers.fraction(then.numerator, then.denominator)
            return Change(arrow, WAS.format(last=last, figure=was), tone)
        return Change(arrow, POINTS.format(step=numbers.plain(abs(shown_step), 1)), tone)
    written = numbers.plain(abs(step), decimals)
    words = Text(f"{written} {metric.unit.zh}", f"{written} {metric.unit.en}")
    if abs(then.value) >= SMALL_BASE:
        share = f"{step / then.value * 100:+.1f}%".replace("-", "−")
        words = Text(f"{words.zh}（{share}）", f"{words.en} ({share})")
    return Change(arrow, words, tone)


def change_html(standing: Standing, language: str, *, short: bool = False) -> Markup:
    """The change as a short line; ``short`` leaves the reason why there is none to a tip."""
    it = change(standing)
    if short and it.tone == "none":
        return tag("span", numbers.NONE, class_="lt-change", title=it.words.in_(language))
    arrow = tag("span", it.arrow, class_="lt-arrow", aria_hidden="true") if it.arrow else ""
    return tag("span", arrow, it.words.in_(language), class_=f"lt-change lt-{it.tone}")
