"""The first line of the explore page: the number, how it compares, and what explains it."""

from __future__ import annotations

import statistics
from fractions import Fraction

from metrics.contribution import Effect
from metrics.rating import SAME
from views import numbers
from views.explore import compared
from views.explore.choice import COMPARISONS
from views.explore.found import Compared, Found
from views.places import period_name
from views.results import Reading
from views.sentences import names
from wording import Text, joined

NUMBER = Text("{place}{metric} {figure}", "{metric}, {place}: {figure}")
COUNTS = Text("（{fraction}）", " ({fraction})")
NOTHING = Text("{place}{metric}在{period}没有数值", "{metric}, {place}: no value for {period}")
GREY = Text("{place}，{period}未报{metric}", "{metric}, {place}: not reported for {period}")
AGAINST = Text("，较{name} {arrow} {step}", ", {arrow} {step} against {name}")
AS_BEFORE = Text("，与{name}持平", ", the same as {name}")
TARGET = Text("，{relation}目标 {figure}", ", {relation} the target of {figure}")
REACHED, MISSED = Text("达到", "reaching"), Text("未达", "short of")
PEERS = Text(
    "；同级 {count} 个地点的中位数是 {figure}", "; the median of its {count} peers is {figure}"
)
MOST = Text("，主要来自{names}", ", most of it from {names}")
STOP = Text("。", ".")
CONTRIBUTORS = 2


def sentence(found: Found) -> Text:
    """The answer in one sentence."""
    asked, reading = found.asked, found.reading
    told = {"place": asked.place.name, "metric": asked.metric.name,
            "period": period_name(asked.period)}  # fmt: skip
    if reading is None or reading.value is None:
        grey = reading is not None and reading.state == "not_reported"
        return joined([(GREY if grey else NOTHING).format(**told), STOP], "", "")
    parts = [NUMBER.format(**told, figure=_figure(reading))]
    if reading.denominator is not None and asked.metric.kind == "ratio":
        counts = numbers.fraction(reading.numerator, reading.denominator)
        parts.append(COUNTS.format(fraction=counts))
    parts += _against(found, reading)
    return joined([*parts, STOP], "", "")


def _against(found: Found, reading: Reading) -> list[Text]:
    it, metric = found.comparison(), found.asked.metric
    if it.refused is not None:
        return []
    if it.target is not None and reading.value is not None:
        sign = -1 if metric.better == "down" else 1
        reached = sign * reading.value >= sign * it.target.value - SAME
        figure = Text(*(numbers.with_unit(metric, it.target.value, each) for each in ("zh", "en")))
        return [TARGET.format(relation=REACHED if reached else MISSED, figure=figure)]
    if it.peers:
        middle = median(it.peers)
        figure = Text(*(numbers.with_unit(metric, middle, each) for each in ("zh", "en")))
        return [PEERS.format(count=len(it.peers), figure=figure)]
    if it.reading is None or it.period is None:
        return []
    change, name = compared.step(reading, it.reading), period_name(it.period)
    if not change.arrow:
        return [AS_BEFORE.format(name=name)]
    said = [AGAINST.format(name=name, arrow=change.arrow, step=change.words)]
    most = contributors(found)
    if most is not None:
        said.append(MOST.format(names=most))
    return said


def median(readings: tuple[Reading, ...]) -> float:
    """The middle value of readings that all have one."""
    return statistics.median(reading.value or 0.0 for reading in readings)


def contributors(found: Found) -> Text | None:
    """The parts that gave most in the direction of the change, at most two; None without any."""
    divided = found.divided
    if divided.explained is None or not divided.explained.change:
        return None
    sign = 1 if divided.explained.change > 0 else -1
    moved: list[Effect[str]] = [e for e in divided.explained.effects if e.total * sign > 0]
    moved.sort(key=lambda effect: (-abs(effect.total), effect.key))
    if not moved or abs(moved[0].total) < Fraction(1, 10**9):
        return None
    chosen = [effect.key for effect in moved[:CONTRIBUTORS]]
    if divided.breakdown is None:
        places = {reading.place.place_id: reading.place for reading in divided.parts}
        return names([places[key] for key in chosen if key in places])
    words = {part.code or "": part.name for part in divided.breakdown.parts}
    if divided.breakdown_before is not None:
        words = {p.code or "": p.name for p in divided.breakdown_before.parts} | words
    told = [words[key] for key in chosen]
    return Text("、".join(f"“{t.zh}”" for t in told), ", ".join(f"“{t.en}”" for t in told))


def comparison_name(it: Compared, against: str) -> Text:
    """What is compared with, for a heading."""
    return period_name(it.period) if it.period is not None else COMPARISONS[against]


def _figure(reading: Reading) -> Text:
    return Text(*(numbers.with_unit(reading.metric, reading.value, each) for each in ("zh", "en")))
