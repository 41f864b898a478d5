"""The XmR chart of NHS Making Data Count: is it changing, and will it meet the target.

Reference: NHSRplotthedots 0.2.2 (R/ptd_spc_standard.R, R/ptd_calculate_point_type.R,
R/ptd_calculate_assurance_type.R, R/ptd_add_short_group_warnings.R). Limits and labels equal its
own; where it makes no statement, or one that could not be defended, see docs/signals.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.signals.average import Booleans, Floats, as_series, average, freeze_mask
from metrics.signals.rules import Limits, PointRules, point_rules
from metrics.signals.words import Assurance, Direction, Label, as_direction, labels_of

# Distance of the limits from the mean in average moving ranges: 3 / d2 with d2 = 1.128 for
# ranges of two points, rounded as Wheeler prints it and as the reference uses it.
LIMIT_FACTOR = 2.66
# The inner limits stand at two thirds of that distance (ptd_spc_standard.R, ``limitclose``).
INNER_LIMIT_FACTOR = 2 * (LIMIT_FACTOR / 3)
# Moving ranges of at least this many average ranges are dropped, once: the upper limit of the
# moving-range chart (D4 for two points; Nelson 1982).
SCREEN_FACTOR = 3.267
# Fewer points than this make limits provisional ("trial limits", ptd_add_short_group_warnings.R).
FIRM_POINTS = 13
# A fixed baseline of fewer points is refused by the reference (ptd_spc_options.R) and makes
# limits provisional here.
FIRM_BASELINE = 12


@dataclass(frozen=True, eq=False)
class XmrResult:
    """Limits and labels of one series; every array has one entry per point, in the given order.

    All limits are in the unit of the values and constant within a rebase group; a group whose
    moving ranges are all missing or all zero (screened) has NaN limits, and ``has_limits`` False.
    """

    values: Floats
    measured: Booleans  # False where the value is missing; such a point is never special
    group: NDArray[np.int64]  # 0, 1, ...: rises by one at each rebase
    mean: Floats
    lower: Floats
    upper: Floats
    inner_lower: Floats
    inner_upper: Floats
    has_limits: Booleans
    provisional: Booleans  # the limits of this point's group rest on too few points
    outside: Booleans
    near_limit: Booleans  # between an inner and an outer limit
    trend: Booleans
    two_of_three: Booleans
    shift: Booleans
    rule: NDArray[np.str_]  # values of Rule
    side: NDArray[np.int64]  # 1 special and high or rising, -1 low or falling, 0 common cause
    label: NDArray[np.str_]  # values of Label
    direction: Direction
    target: float | None
    variation: Label | None  # of the last point; None if it is missing or there is none
    assurance: Assurance | None  # None: no target, no direction, or no limits to say it by


def xmr(
    values: ArrayLike,
    *,
    direction: str,
    screen: bool = True,
    baseline: int | None = None,
    rebase: Iterable[int] = (),
    target: float | None = None,
) -> XmrResult:
    """The XmR chart of a series of equally spaced periods, oldest first.

    values: one number per period, NaN (or None) where nothing was reported.
    direction: which way is better: "up", "down" or "neutral" ("increase", "decrease" too).
    screen: drop moving ranges of at least 3.267 average ranges once before setting limits.
    baseline: limits come from the first so many periods of each group; None means all of them.
    rebase: positions (0-based) at which a new group with its own limits starts. Only ever an
        explicit, dated and reasoned decision of a person; nothing here rebases by itself.
    target: the value to be reached, in the unit of the values.
    """
    series = as_series(values)
    better = as_direction(direction)
    starts = _starts(rebase, series.size)
    group = np.cumsum(np.isin(np.arange(series.size), starts)).astype(np.int64)
    bounds = sorted({0, *starts, series.size})
    slices = [slice(first, last) for first, last in pairwise(bounds)]
    limits = [_limits(series[part], screen, baseline) for part in slices]

    def spread(name: str) -> Floats:
        columns = [
            np.full(part.stop - part.start, getattr(limit, name))
            for part, limit in zip(slices, limits, strict=True)
        ]
        return np.concatenate(columns) if columns else np.empty(0)

    rules = PointRules.joined(
        [point_rules(series[part], limit) for part, limit in zip(slices, limits, strict=True)]
    )
    label = labels_of(rules.side, better)
    measured = ~np.isnan(series)
    upper, lower = spread("upper"), spread("lower")
    return XmrResult(
        values=series,
        measured=measured,
        group=group,
        mean=spread("mean"),
        lower=lower,
        upper=upper,
        inner_lower=spread("inner_lower"),
        inner_upper=spread("inner_upper"),
        has_limits=~np.isnan(upper),
        provisional=_provisional(series, slices, baseline),
        outside=rules.outside,
        near_limit=rules.near_limit,
        trend=rules.trend,
        two_of_three=rules.two_of_three,
        shift=rules.shift,
        rule=rules.rule,
        side=rules.side,
        label=label,
        direction=better,
        target=target,
        variation=Label(str(label[-1])) if series.size and measured[-1] else None,
        assurance=_assurance(lower, upper, better, target),
    )


def _starts(rebase: Iterable[int], size: int) -> list[int]:
    starts = sorted({int(position) for position in rebase})
    if starts and (starts[0] < 0 or starts[-1] >= size):
        raise ValueError(f"rebase positions must lie in 0..{size - 1}, got {starts}")
    return starts


def _limits(values: Floats, screen: bool, baseline: int | None) -> Limits:
    base = np.where(freeze_mask(values.size, baseline), values, np.nan)
    mean = average(base)
    # A range next to a gap is missing: a gap is not bridged. Ranges never cross a rebase.
    ranges = np.abs(np.diff(base))
    average_range = average(ranges)
    if screen:
        average_range = average(ranges[ranges < SCREEN_FACTOR * average_range])
    return Limits(
        mean=mean,
        lower=mean - LIMIT_FACTOR * average_range,
        upper=mean + LIMIT_FACTOR * average_range,
        inner_lower=mean - INNER_LIMIT_FACTOR * average_range,
        inner_upper=mean + INNER_LIMIT_FACTOR * average_range,
    )


def _provisional(series: Floats, slices: list[slice], baseline: int | None) -> Booleans:
    few = np.zeros(series.size, dtype=np.bool_)
    for part in slices:
        present = ~np.isnan(series[part])
        in_base = present & freeze_mask(present.size, baseline)
        few[part] = present.sum() < FIRM_POINTS or in_base.sum() < FIRM_BASELINE
    return few


def _assurance(
    lower: Floats, upper: Floats, direction: Direction, target: float | None
) -> Assurance | None:
    if target is None or math.isnan(target) or direction is Direction.NEUTRAL or not upper.size:
        return None
    last_lower, last_upper = float(lower[-1]), float(upper[-1])
    if math.isnan(last_upper):
        return None
    if target > last_upper:
        return Assurance.FAIL if direction is Direction.UP else Assurance.PASS
    if target < last_lower:
        return Assurance.PASS if direction is Direction.UP else Assurance.FAIL
    return Assurance.INCONSISTENT
