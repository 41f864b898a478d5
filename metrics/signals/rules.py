"""Which points of one rebase group are special, by the four rules of Making Data Count.

Reference: NHSRplotthedots 0.2.2, R/ptd_calculate_point_type.R.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from metrics.signals.average import Booleans, Floats
from metrics.signals.words import Rule

# So many consecutive points on one side of the mean are a shift.
SHIFT_POINTS = 7
# So many consecutive points that rise (or fall) strictly are a trend: one step fewer.
TREND_POINTS = 7
# Two of so many consecutive points close to the same limit are special.
WINDOW_POINTS = 3
WINDOW_HITS = 2


@dataclass(frozen=True)
class Limits:
    """The mean and limits of one group, in the unit of its values; NaN where there are none."""

    mean: float
    lower: float
    upper: float
    inner_lower: float
    inner_upper: float


@dataclass(frozen=True, eq=False)
class PointRules:
    """The rule hits of a series, one entry per point; see XmrResult for the meaning of each."""

    outside: Booleans
    near_limit: Booleans
    trend: Booleans
    two_of_three: Booleans
    shift: Booleans
    rule: NDArray[np.str_]
    side: NDArray[np.int64]

    @classmethod
    def joined(cls, parts: Sequence[PointRules]) -> PointRules:
        """The hits of consecutive groups, end to end."""
        whole = [*parts, _nothing()]
        columns: dict[str, Any] = {
            field.name: np.concatenate([getattr(part, field.name) for part in whole])
            for field in fields(cls)
        }
        return cls(**columns)


def point_rules(values: Floats, limits: Limits) -> PointRules:
    """The rule hits of one group of consecutive points, given its limits.

    One rule is named per point, in the order outside, trend, two of three, shift. Comparisons
    with a missing value or a missing limit are false: they never make a point special.
    """
    outside = (values > limits.upper) | (values < limits.lower)
    near = ~outside & ((values > limits.inner_upper) | (values < limits.inner_lower))
    above = np.nan_to_num(np.sign(values - limits.mean)).astype(np.int64)
    trend, slope = _trend(values)
    two_of_three = _two_of_three(near, above)
    shift = _in_runs(above, SHIFT_POINTS)

    rule = np.full(values.size, Rule.NONE.value, dtype="<U26")
    side = np.zeros(values.size, dtype=np.int64)
    # Written in reverse order of priority, so that the stronger rule has the last word.
    for hits, sign, high, low in (
        (shift, above, Rule.SHIFT_ABOVE, Rule.SHIFT_BELOW),
        (two_of_three, above, Rule.TWO_OF_THREE_ABOVE, Rule.TWO_OF_THREE_BELOW),
        (trend, slope, Rule.TREND_UP, Rule.TREND_DOWN),
        (outside, above, Rule.ABOVE_LIMIT, Rule.BELOW_LIMIT),
    ):
        rule[hits] = np.where(sign[hits] > 0, high.value, low.value)
        side[hits] = np.where(sign[hits] > 0, 1, -1)
    return PointRules(outside, near, trend, two_of_three, shift, rule, side)


def _nothing() -> PointRules:
    none = np.empty(0, dtype=np.bool_)
    return PointRules(
        none, none, none, none, none, np.empty(0, dtype="<U26"), np.empty(0, dtype=np.int64)
    )


def _in_runs(signs: NDArray[np.int64], length: int) -> Booleans:
    """True for every member of an unbroken run of at least ``length`` equal, non-zero signs."""
    hits = np.zeros(signs.size, dtype=np.bool_)
    breaks = np.flatnonzero(np.diff(signs)) + 1
    bounds = [0, *breaks.tolist(), signs.size]
    for first, last in pairwise(bounds):
        if last - first >= length and signs[first] != 0:
            hits[first:last] = True
    return hits


def _trend(values: Floats) -> tuple[Booleans, NDArray[np.int64]]:
    """Points of a trend, and the sign of the slope at each.

    A turning point belongs to two trends and takes the direction of the later one. The reference
    looks at the step to the next point whenever that one is in a trend as well, so a point whose
    successor equals it, with a trend on either side, counts as falling; so it does here.
    """
    steps = np.nan_to_num(np.sign(np.diff(values))).astype(np.int64)
    in_steps = _in_runs(steps, TREND_POINTS - 1)
    trend = np.zeros(values.size, dtype=np.bool_)
    trend[1:] |= in_steps
    trend[:-1] |= in_steps
    slope = np.zeros(values.size, dtype=np.int64)
    slope[1:] = steps
    followed = trend[:-1] & trend[1:]
    slope[:-1] = np.where(followed, steps, slope[:-1])
    return trend, slope


def _two_of_three(near: Booleans, above: NDArray[np.int64]) -> Booleans:
    """Points near a limit, in a window of three on one side of which at least two are near."""
    in_window = np.zeros(near.size, dtype=np.bool_)
    for first in range(near.size - WINDOW_POINTS + 1):
        window = slice(first, first + WINDOW_POINTS)
        same_side = abs(int(above[window].sum())) == WINDOW_POINTS
        if same_side and int(near[window].sum()) >= WINDOW_HITS:
            in_window[window] = True
    return in_window & near
