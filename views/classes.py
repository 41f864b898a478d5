"""Five classes of one hue, the darkest where attention is needed, the target a class break."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.metric import Metric
from views import numbers
from wording import Text

PALETTE = ("#E4EEF8", "#B3D0EA", "#76ACD8", "#3A80BF", "#0B4680")
"""Light to dark, one hue; even steps in grey-scale print."""

MOST = 5
FINEST = 4
"""Decimals of a limit at most."""
NOT_REPORTED, NO_VALUE = -1, -2

UNDER = Text("低于 {high}", "under {high}")
FROM = Text("{low} 及以上", "{low} or more")
OVER = Text("高于 {low}", "over {low}")
UP_TO = Text("{high} 及以下", "{high} or less")
BETWEEN = Text("{low} – {high}", "{low} – {high}")


@dataclass(frozen=True)
class Classes:
    """Breaks between classes, lowest first; ``values`` instead of breaks when there are few.

    ``closed_right`` puts a value that equals a break into the lower class, as a target that must
    not be exceeded asks; ``dark_is_low`` says which end is dark.
    """

    metric: Metric
    breaks: tuple[float, ...]
    values: tuple[float, ...]
    closed_right: bool
    dark_is_low: bool
    target: float | None

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.breaks) + 1 if self.breaks else len(self.values)

    def index(self, value: float | None) -> int:
        """The class of a value, 0 the lowest."""
        if value is None:
            return NO_VALUE
        if self.values:
            return min(range(len(self.values)), key=lambda i: abs(self.values[i] - value))
        if self.closed_right:
            return sum(value > limit + 1e-12 for limit in self.breaks)
        return sum(value >= limit - 1e-12 for limit in self.breaks)

    def colour(self, index: int) -> str:
        """The colour of a class, spread over the palette."""
        if self.count == 1:
            return PALETTE[1]
        place = round(index * (MOST - 1) / (self.count - 1))
        return PALETTE[MOST - 1 - place if self.dark_is_low else place]

    def sign(self, index: int) -> str:
        """What is written over a class: nothing."""
        return ""

    @property
    def target_after(self) -> int | None:
        """The class after which the target's line stands in the legend, -1 for before the first;
        None without one."""
        if self.target is None:
            return None
        if self.values:
            below = sum(v < self.target - 1e-12 for v in self.values)
            if self.closed_right:
                below = sum(v <= self.target + 1e-12 for v in self.values)
            return below - 1
        nearest = [i for i, limit in enumerate(self.breaks) if math.isclose(limit, self.target)]
        return nearest[0] if nearest else None

    def _written(self, value: float) -> str:
        """A limit with as many decimals as tell all limits apart, the usual ones at least."""
        if self.metric.kind == "count":
            return numbers.figure(self.metric, value, "zh")
        factor, sign = (100.0, "%") if self.metric.kind == "ratio" else (1.0, "")
        limits = [factor * limit for limit in self.breaks or self.values]
        places = next(
            (d for d in range(1, FINEST) if _are_told(limits, d, is_exact=bool(self.breaks))),
            FINEST,
        )
        return numbers.plain(factor * value, places) + sign

    def label(self, index: int, language: str) -> str:
        """A class in words."""

        write = self._written

        if self.values:
            return write(self.values[index])
        if index == 0 and self.closed_right and not self.breaks[0]:
            return write(0.0)  # nothing is less
        if index == 0:
            return (
                (UP_TO if self.closed_right else UNDER)
                .format(high=write(self.breaks[0]))
                .in_(language)
            )
        if index == len(self.breaks) and self.metric.kind == "ratio" and self.breaks[-1] >= 1:
            return write(self.breaks[-1])
        if index == len(self.breaks):
            return (
                (OVER if self.closed_right else FROM)
                .format(low=write(self.breaks[-1]))
                .in_(language)
            )
        return BETWEEN.format(
            low=write(self.breaks[index - 1]), high=write(self.breaks[index])
        ).in_(language)  # fmt: skip


def _are_told(limits: Sequence[float], places: int, *, is_exact: bool) -> bool:
    """Whether so many decimals write each limit as it is, or at least no two of them alike."""
    if is_exact:
        return all(math.isclose(limit, round(limit, places), abs_tol=1e-9) for limit in limits)
    return len({round(limit, places) for limit in limits}) == len(limits)


def _nice(step: float) -> float:
    """The nearest of 1, 2, 2.5, 5 times a power of ten, not below ``step``."""
    if step <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(m * power for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * power >= step - 1e-12)


def _even(low: float, high: float, parts: int, whole: bool) -> list[float]:
    """Round breaks strictly between ``low`` and ``high``."""
    if parts < 2 or high <= low:
        return []
    step = _nice((high - low) / parts)
    step = max(1.0, round(step)) if whole else step
    first = math.floor(low / step) * step + step
    found: list[float] = []
    while first < high - 1e-9 and len(found) < parts - 1:
        found.append(round(first, 10))
        first += step
    return found


def classes(
    metric: Metric,
    values: Sequence[float | None],
    target: float | None,
    *,
    is_estimate: bool = False,
) -> Classes:
    """The classes for a map of ``values``; few different ones are a class each, unless they are
    estimates, which differ by ever so little."""
    known = sorted({round(value, 9) for value in values if value is not None})
    down = metric.better == "down"
    dark_is_low = metric.better == "up"
    is_few = len(known) < MOST or (len(known) == MOST and metric.kind == "count")
    if len(known) < 2 or (is_few and not is_estimate):
        return Classes(metric, (), tuple(known), down, dark_is_low, target)
    low, high, whole = known[0], known[-1], metric.kind == "count"
    if target is None:
        breaks = _even(low, high, MOST, whole)
    elif target > high:  # everything is on one side of it: the other side is in the legend too
        breaks = [*(b for b in _even(low, high, MOST - 1, whole) if b < target), target]
    elif target <= low:
        breaks = [target, *(b for b in _even(low, high, MOST - 1, whole) if b > target)]
    else:
        share = (target - low) / (high - low)
        below = min(MOST - 1, max(1, round(share * MOST)))
        breaks = [
            *(b for b in _even(low, target, below, whole) if b < target),
            target,
            *(b for b in _even(target, high, MOST - below, whole) if b > target),
        ]
    return Classes(metric, tuple(breaks), (), down, dark_is_low, target)
