"""Signals for sparse counts: four-week blocks against a Gamma-Poisson predictive limit.

With a mean under about three a week an XmR chart and "seven in a row" raise false alarms in most
quiet half-years; a block's count compared with what the baseline predicts does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.signals.average import Booleans, Floats, as_counts, average
from metrics.signals.special import negative_binomial_above, negative_binomial_below
from metrics.signals.words import Label, as_direction, labels_of

# Below this mean count per period XmR limits are not trustworthy (simulation: 80-90 % of quiet
# half-years with a false signal at 0.1 a week, 20 % still at 3).
SPARSE_MEAN = 3.0
# Weeks pooled into one judged block.
BLOCK_PERIODS = 4
# Weeks of the default baseline: half a year, as in the simulation the tail below was set by.
BASELINE_PERIODS = 26
# Share of unchanged blocks that may fall beyond a limit, on each side.
BLOCK_TAIL = 0.01
# Prior of the rate: Gamma(1/2, 0), Jeffreys' prior for a Poisson rate.
PRIOR_SHAPE = 0.5
# Fewer baseline periods make a signal provisional, as for XmR.
FIRM_PERIODS = 13


@dataclass(frozen=True, eq=False)
class PredictiveLimits:
    """What a baseline lets us expect of a new stretch; one entry per stretch, in events."""

    expected: Floats
    lower: Floats  # fewer than this is a low signal; 0 means that no low signal is possible
    upper: Floats  # more than this is a high signal


@dataclass(frozen=True, eq=False)
class SparseChart:
    """Blocks of periods judged against a baseline; every array has one entry per block."""

    method: Literal["sparse"]
    baseline_total: float
    baseline_periods: int  # measured ones only
    block_start: NDArray[np.int64]  # position of the block's first period in the series
    block_periods: NDArray[np.int64]  # measured periods in the block, 0 to the block's length
    count: Floats  # NaN where no period of the block was measured
    expected: Floats
    lower: Floats
    upper: Floats
    outside: Booleans
    label: NDArray[np.str_]  # values of Label
    provisional: bool  # the baseline has fewer than 13 measured periods
    variation: Label | None  # of the last block; None if it was not measured or there is none


def choose_method(counts: ArrayLike) -> Literal["xmr", "sparse"] | None:
    """Which method suits a series of counts: sparse when the mean is under 3 per period.

    counts: events per period, NaN where not reported. None when nothing was measured.
    """
    mean = average(as_counts(counts))
    if math.isnan(mean):
        return None
    return "sparse" if mean < SPARSE_MEAN else "xmr"


def predictive_limits(
    total: float, periods: float, ahead: ArrayLike, *, tail: float = BLOCK_TAIL
) -> PredictiveLimits:
    """Limits of the count of ``ahead`` further periods after ``total`` events in ``periods``.

    The new count is negative binomial with size = total + 1/2 and p = T / (T + h): a Poisson
    count whose rate is known only from the baseline. Beyond either limit lie at most ``tail`` of
    the unchanged stretches. Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6.
    """
    if total < 0 or periods <= 0 or not 0 < tail < 0.5:
        raise ValueError("total must not be negative, periods above 0, tail between 0 and 0.5")
    horizon = as_counts(np.atleast_1d(np.asarray(ahead, dtype=np.float64)), "ahead")
    size = total + PRIOR_SHAPE
    probability = periods / (periods + horizon)
    return PredictiveLimits(
        expected=size * horizon / periods,
        lower=_quantile(tail, size, probability, upper_tail=False),
        upper=_quantile(tail, size, probability, upper_tail=True),
    )


def sparse_chart(
    counts: ArrayLike,
    *,
    direction: str,
    baseline: int | None = None,
    block: int = BLOCK_PERIODS,
    tail: float = BLOCK_TAIL,
) -> SparseChart:
    """Blocks of ``block`` periods after a baseline, each against its predictive limits.

    counts: events per period (week), oldest first, NaN where not reported: such a period counts
        neither as zero nor as time observed, and a block is judged by its measured periods.
    direction: which way is better: "up", "down" or "neutral".
    baseline: the first so many periods; blocks follow it, and an incomplete last block is not
        judged. None: at least 26 periods (fewer if the series is shorter), so chosen that the
        last block ends with the series.
    """
    series = as_counts(counts)
    better = as_direction(direction)
    if block < 1 or (baseline is not None and baseline < 1):
        raise ValueError("block and baseline need at least one period")
    length = _default_baseline(series.size, block) if baseline is None else baseline
    base = series[:length]
    starts = np.arange(length, series.size - block + 1, block, dtype=np.int64)
    blocks = series[starts[:, None] + np.arange(block)] if starts.size else np.empty((0, block))
    measured = (~np.isnan(blocks)).sum(axis=1)
    count = np.where(measured > 0, np.nansum(blocks, axis=1), np.nan)
    total, periods = float(np.nansum(base)), int((~np.isnan(base)).sum())

    expected = lower = upper = np.full(starts.size, np.nan)
    if periods and starts.size:
        limits = predictive_limits(total, periods, measured, tail=tail)
        judged = measured > 0
        expected, lower, upper = (
            np.where(judged, part, np.nan) for part in (limits.expected, limits.lower, limits.upper)
        )
    side = (count > upper).astype(np.int64) - (count < lower).astype(np.int64)
    label = labels_of(side, better)
    known = bool(starts.size) and bool(measured[-1]) and periods > 0
    return SparseChart(
        method="sparse",
        baseline_total=total,
        baseline_periods=periods,
        block_start=starts,
        block_periods=measured.astype(np.int64),
        count=count,
        expected=expected,
        lower=lower,
        upper=upper,
        outside=side != 0,
        label=label,
        provisional=periods < FIRM_PERIODS,
        variation=Label(str(label[-1])) if known else None,
    )


def _default_baseline(size: int, block: int) -> int:
    spare = max(size - BASELINE_PERIODS, 0)
    blocks = max(spare // block, 1)
    return max(size - blocks * block, 0)


def _quantile(tail: float, size: float, probability: Floats, *, upper_tail: bool) -> Floats:
    """The smallest k with P(Y > k) <= tail, or with P(Y <= k) > tail; Y negative binomial."""

    def far_enough(k: Floats) -> Booleans:
        if upper_tail:
            return negative_binomial_above(k, size, probability) <= tail
        return negative_binomial_below(k, size, probability) > tail

    high = np.ones_like(probability)
    while not far_enough(high).all():
        high = np.where(far_enough(high), high, 2 * high)
    low = np.full_like(probability, -1.0)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        reached = (middle >= 0) & far_enough(np.maximum(middle, 0))
        high, low = np.where(reached, middle, high), np.where(reached, low, middle)
    return high
