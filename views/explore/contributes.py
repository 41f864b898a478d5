"""What parts contribute to a change: signed, rounded so that it adds up, explained in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from metrics.contribution import Effect
from metrics.metric import Metric
from views import numbers
from views.explore.found import Found
from views.html import Markup, join, tag
from wording import Text

CONTRIBUTES = Text("贡献（{unit}）", "Contributes ({unit})")
CONTRIBUTES_TIP = Text(
    "自身变化 {own}，份额变化 {weight}", "own change {own}, change of its weight {weight}"
)
POINTS = Text("个百分点", "points")
EXPLAINED = Text(
    "各项贡献之和恰好等于变化：{change}。",
    "The contributions add up to the change exactly: {change}.",
)


def heading(metric: Metric, language: str) -> str:
    """The head of the column of contributions."""
    unit = POINTS.in_(language) if metric.kind == "ratio" else metric.unit.in_(language)
    return CONTRIBUTES.format(unit=unit).in_(language)


def decimals_of(metric: Metric) -> int:
    """How many decimals a contribution is written with."""
    return 2 if metric.kind != "count" else numbers.decimals(metric)


def signed(
    metric: Metric, amount: Fraction, effect: Effect[str] | None = None, language: str = "zh"
) -> Markup:
    """A contribution with its sign; the tip tells own change from changed weight."""
    decimals = decimals_of(metric)
    written = plus(amount, decimals)
    tip = None
    if effect is not None and metric.kind != "count":
        times = 100 if metric.kind == "ratio" else 1
        tip = CONTRIBUTES_TIP.format(
            own=plus(effect.own * times, decimals), weight=plus(effect.weight * times, decimals)
        ).in_(language)
    return tag("span", written, title=tip)


def plus(amount: Fraction, decimals: int) -> str:
    """An amount with its sign."""
    written = f"{float(amount):+,.{decimals}f}".replace("-", "−")
    return written[1:] if not amount else written


def notes(first: Sequence[Text], found: Found, language: str) -> Markup:
    """Remarks below a table, and that the contributions add up."""
    told = list(first)
    explained, metric = found.divided.explained, found.asked.metric
    if explained is not None:
        times = 100 if metric.kind == "ratio" else 1
        unit = POINTS if metric.kind == "ratio" else metric.unit
        amount = plus(explained.change * times, decimals_of(metric))
        told.append(EXPLAINED.format(change=Text(f"{amount} {unit.zh}", f"{amount} {unit.en}")))
    drawn = [tag("p", words.in_(language), class_="lt-remark") for words in told]
    return join(drawn)


def strong(cell: object) -> Markup:
    """A cell of the row of totals."""
    return tag("strong", cell)
