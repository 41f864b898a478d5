"""The difference between two periods on a map: blue is better, orange is worse, pale is the same.

For a metric without a better direction, purple is more and ochre is less. In black and white the
five classes are five greys, and signs say which way: + where the value rose, − where it fell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.definition import why_not_comparable
from metrics.metric import Metric
from views import numbers
from views.classes import NO_VALUE
from views.legend import NO_VALUE as NO_VALUE_WORDS
from views.legend import PAPER, Key
from views.map_rates import exact
from views.places import Period, Place, period_name
from wording import Text

BETTER, WORSE = ("#0B5CAD", "#8FBBE6"), ("#D97B2B", "#F6D7B0")
MORE, LESS = ("#6B3FA0", "#BFA9DD"), ("#B08A1E", "#EEDFB0")
SAME = "#F3F4F6"
FELL, ROSE = "−", "+"
NONE_LIMIT = 1e-9

POINTS = Text("个百分点", "points")
NO_CHANGE = Text("没有变化", "No change")
MORE_THAN = Text("{side}超过 {size}", "{side} by more than {size}")
UP_TO = Text("{side}不超过 {size}", "{side} by up to {size}")
IMPROVED, WORSENED = Text("改善", "Better"), Text("变差", "Worse")
GREW, SHRANK = Text("增加", "More"), Text("减少", "Less")
NOT_COMPARABLE = Text("不可比", "Not comparable")

SAME_PERIOD = Text("两期相同，没有可比的变化。", "Both periods are the same; nothing to compare.")
OTHER_KIND = Text(
    "只能比较同一种时段（周与周、月与月），{then}不能与{now}比较。",
    "Only periods of one kind compare (weeks with weeks, months with months): {then} and {now} "
    "do not.",
)
NOT_OVER = Text(
    "{period}还没有结束，数据不完整，不能比较。",
    "{period} is not over; its data cannot be compared.",
)
CARRIED = Text(
    "{then}或{now}的数据是用之后的登记表回溯的，看不出变化，不能比较。",
    "The values of {then} or {now} were carried back from a later register and would show no "
    "change; they are not compared.",
)
NOT_REPORTED = Text(
    "两期没有同时有数值的地点，不能比较。",
    "No place has a value in both periods; nothing to compare.",
)


@dataclass(frozen=True)
class Change:
    """One place: its value then and now; None where the two do not compare."""

    place: Place
    then: float | None
    now: float | None
    is_comparable: bool

    @property
    def difference(self) -> float | None:
        """Now minus then."""
        if not self.is_comparable or self.then is None or self.now is None:
            return None
        return self.now - self.then


@dataclass(frozen=True)
class Differences:
    """Five classes around no change; ``step`` parts a small change from a large one."""

    metric: Metric
    step: float

    @property
    def count(self) -> int:
        """Always five."""
        return 5

    def index(self, value: float | None) -> int:
        """The class of a difference, 0 the largest fall."""
        if value is None:
            return NO_VALUE
        if abs(value) < NONE_LIMIT:
            return 2
        large = abs(value) > self.step + NONE_LIMIT
        return (0 if large else 1) if value < 0 else (4 if large else 3)

    def colour(self, index: int) -> str:
        """Strong outside, pale inside."""
        if index == 2:
            return SAME
        falls = index < 2
        strong = 0 if index in (0, 4) else 1
        if self.metric.better == "neutral":
            return (LESS if falls else MORE)[strong]
        good = falls == (self.metric.better == "down")
        return (BETTER if good else WORSE)[strong]

    def sign(self, index: int) -> str:
        """What is written over a class: whether the value rose or fell; nothing for the same."""
        return ROSE if index > 2 else FELL if 0 <= index < 2 else ""

    def _side(self, index: int) -> Text:
        falls = index < 2
        if self.metric.better == "neutral":
            return SHRANK if falls else GREW
        return IMPROVED if falls == (self.metric.better == "down") else WORSENED

    def label(self, index: int, language: str) -> str:
        """A class in words."""
        if index == 2:
            return NO_CHANGE.in_(language)
        words = MORE_THAN if index in (0, 4) else UP_TO
        size = numbers.with_unit(self.metric, self.step, language)
        if self.metric.kind == "ratio":
            size = written(self.metric, self.step, language, sign=False)
        return words.format(side=self._side(index), size=size).in_(language)

    def keys(self, language: str) -> tuple[Key, ...]:
        """The legend, from fall to rise."""
        areas = tuple(
            Key("area", self.label(i, language), self.colour(i), self.sign(i)) for i in range(5)
        )
        no_value = f"{NO_VALUE_WORDS.in_(language)} / {NOT_COMPARABLE.in_(language)}"
        return (*areas, Key("area", no_value, PAPER))


def differences(metric: Metric, changes: Sequence[Change]) -> Differences:
    """The scale for some changes: the step is about half of the largest, a round number."""
    sizes = [abs(c.difference) for c in changes if c.difference is not None]
    largest = max(sizes, default=0.0)
    least = 0.001 if metric.kind == "ratio" else 1.0 if metric.kind == "count" else 0.1
    half = max(largest / 2, least)
    power = 10.0 ** math.floor(math.log10(half))
    step = max(m * power for m in (1.0, 2.0, 5.0) if m * power <= half * (1 + 1e-9))
    return Differences(metric, max(step, least))


def written(metric: Metric, value: float | None, language: str, *, sign: bool = True) -> str:
    """A difference with its sign and unit: a share in percentage points."""
    if value is None:
        return numbers.NONE
    plus = "+" if sign and value > NONE_LIMIT else "−" if sign and value < -NONE_LIMIT else ""
    if metric.kind == "ratio":
        return f"{plus}{abs(value) * 100:.1f} {POINTS.in_(language)}"
    return f"{plus}{exact(metric, abs(value), language)}"


def refusal(
    metric: Metric, now: Period, then: Period, changes: Sequence[Change], *, carried: bool
) -> Text | None:
    """Why two periods are not compared; None where they are."""
    if then.period_id == now.period_id:
        return SAME_PERIOD
    names = {"then": period_name(then), "now": period_name(now)}
    if then.kind != now.kind:
        return OTHER_KIND.format(**names)
    changed = why_not_comparable(metric.name, metric.changes, then.end_on, now.end_on)
    if changed is not None:
        return changed
    for period in (then, now):
        if not period.is_complete:
            return NOT_OVER.format(period=period_name(period))
    if all(change.difference is None for change in changes):
        return CARRIED.format(**names) if carried else NOT_REPORTED
    return None
