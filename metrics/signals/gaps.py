"""Rare events by the gaps between them: g and t charts, days since the last, the rate of a zero.

Reference for the numbers: qicharts2 0.8.1 (chart = "g", "t").
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.signals.average import Floats, as_counts, as_series, average, freeze_mask
from metrics.signals.chart import D2_TWO_POINTS, SIGMA_LIMITS, ControlChart
from metrics.signals.xmr import SCREEN_FACTOR

# Exponential waiting times raised to 1/3.6 are close to normal (Nelson 1994, JQT 26).
WAITING_TIME_POWER = 3.6


def event_days(days: ArrayLike) -> NDArray[np.int64]:
    """Different days with an event, ascending, as whole day numbers (since 1970-01-01 for dates).

    days: dates (datetime64 or ISO text or ``datetime.date``) or whole day numbers, in any order.
    Events of one day are merged, as a gap of zero days has no place in a t chart.
    """
    given = np.asarray(days)
    if given.size == 0:
        return np.empty(0, dtype=np.int64)
    if given.dtype.kind not in "iuf":
        given = given.astype("datetime64[D]").astype(np.int64)
    numbers = as_series(given, "days")
    if np.isnan(numbers).any() or (numbers != np.floor(numbers)).any():
        raise ValueError("days must be dates or whole day numbers, none missing")
    return np.unique(numbers.astype(np.int64))


def days_between(days: ArrayLike) -> Floats:
    """Days from each day with an event to the next one: the points of a t chart, all above 0."""
    return np.diff(event_days(days)).astype(np.float64)


def days_since_last(days: ArrayLike, as_of: object) -> int | None:
    """Whole days from the last day with an event up to ``as_of``; None if there was none yet.

    as_of: a date or day number like ``days``; events after it are not yet known and ignored.
    """
    today = int(event_days(np.array([as_of]))[0])
    known = event_days(days)
    known = known[known <= today]
    return int(today - known[-1]) if known.size else None


def zero_upper_rate(periods: float, *, confidence: float = 0.95) -> float:
    """The highest rate per period compatible with no event in ``periods``: -ln(1 - c) / T.

    At 95 % this is the rule of three, about 3 / T: "no event for 26 weeks" is compatible with
    one every nine weeks. Infinite when nothing was observed yet. Source: Hanley and
    Lippman-Hand 1983, JAMA 249.
    """
    if periods < 0 or not 0 < confidence < 1:
        raise ValueError("periods must not be negative and confidence lies between 0 and 1")
    return -math.log1p(-confidence) / periods if periods else math.inf


def g_chart(gaps: ArrayLike, *, baseline: int | None = None) -> ControlChart:
    """Units (or days) between rare events, geometric: centre the median, limits 0 and m+3s.

    gaps: how many passed before each event, not negative, oldest first; m is their mean over the
    baseline and s = sqrt(m (m + 1)). A point above the limit is a good sign. Source: Benneyan
    2001; Montgomery 2009, 7.3.
    """
    values = as_counts(gaps, "gaps")
    base = values[freeze_mask(values.size, baseline)]
    mean = average(base)
    present = base[~np.isnan(base)]
    there = ~np.isnan(values)
    limit = mean + SIGMA_LIMITS * math.sqrt(mean * (mean + 1))
    upper = np.where(there, limit, np.nan)
    # The lower limit m - 3s is negative for every m, so it is always zero.
    lower = np.where(there, 0.0 * limit, np.nan)
    centre = float(np.median(present)) if present.size else math.nan
    return ControlChart(values, centre, lower, upper, values > upper)


def t_chart(
    intervals: ArrayLike, *, baseline: int | None = None, screen: bool = False
) -> ControlChart:
    """Time between rare events: an individuals chart of y^(1/3.6), taken back to the unit of y.

    intervals: times between successive events, above 0 (see `days_between`), oldest first.
    screen: drop moving ranges of at least 3.267 average ranges once, as ``qic.screenedmr`` does.
    The limits use 3 / 1.128, not the 2.66 of the XmR chart. Source: Nelson 1994, JQT 26.
    """
    values = as_series(intervals, "intervals")
    if (values <= 0).any():
        raise ValueError("intervals must be above zero: merge the events of one day first")
    scores = values ** (1 / WAITING_TIME_POWER)
    base = scores[freeze_mask(values.size, baseline)]
    centre = average(base)
    ranges = np.abs(np.diff(base))
    mean_range = average(ranges)
    if screen:
        mean_range = average(ranges[ranges < SCREEN_FACTOR * mean_range])
    distance = SIGMA_LIMITS * mean_range / D2_TWO_POINTS
    there = ~np.isnan(values)
    lowest = max(centre - distance, 0.0) if not math.isnan(distance) else math.nan
    lower = np.where(there, lowest**WAITING_TIME_POWER, np.nan)
    upper = np.where(there, (centre + distance) ** WAITING_TIME_POWER, np.nan)
    outside = (values > upper) | (values < lower)
    return ControlChart(values, centre**WAITING_TIME_POWER, lower, upper, outside)
