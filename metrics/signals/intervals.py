"""Confidence intervals of proportions and of counts.

Reference: PHEindicatormethods (R/utils.R, R/Rates.R).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.average import Floats
from metrics.signals.special import gamma_quantile, normal_quantile

# Below this count Byar's approximation gives way to the exact Poisson interval (phe_rate).
EXACT_BELOW = 10


@dataclass(frozen=True, eq=False)
class Interval:
    """Estimates with their confidence limits; arrays of the shape of the input."""

    value: Floats
    lower: Floats
    upper: Floats


def wilson_interval(
    numerators: ArrayLike, denominators: ArrayLike, *, confidence: float = 0.95
) -> Interval:
    """Proportions with Wilson's score interval, within [0, 1].

    NaN where a part is missing or the denominator is 0. Source: Wilson 1927, JASA 22.
    """
    count, size = _pair(numerators, denominators)
    if (count > size).any():
        raise ValueError("a numerator exceeds its denominator: not a proportion")
    size = np.where(size > 0, size, np.nan)
    z = normal_quantile(confidence)
    centre = 2 * count + z**2
    spread = z * np.sqrt(z**2 + 4 * count * (1 - count / size))
    lower = (centre - spread) / 2 / (size + z**2)
    upper = (centre + spread) / 2 / (size + z**2)
    return Interval(count / size, np.clip(lower, 0.0, 1.0), np.clip(upper, 0.0, 1.0))


def byar_interval(
    counts: ArrayLike, exposures: ArrayLike = 1.0, *, confidence: float = 0.95
) -> Interval:
    """Counts (or rates per unit of exposure) with Byar's interval, exact below 10 events.

    The lower limit of a zero is 0. NaN where a part is missing or the exposure is 0.
    Source: Breslow and Day 1987, volume II; exact: chi-square quantiles (Garwood 1936).
    """
    count, size = _pair(counts, exposures)
    size = np.where(size > 0, size, np.nan)
    z = normal_quantile(confidence)
    tail = (1 - confidence) / 2
    safe = np.where(count > 0, count, 1.0)  # the formula divides by the count
    byar_lower = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    more = count + 1
    byar_upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    few = count < EXACT_BELOW
    # Half the chi-square quantile of 2a degrees of freedom is the Gamma(a) quantile.
    exact_lower = np.where(count > 0, gamma_quantile(safe, tail), 0.0)
    exact_upper = gamma_quantile(more, 1 - tail)
    lower = np.where(few, exact_lower, byar_lower)
    upper = np.where(few, exact_upper, byar_upper)
    return Interval(count / size, lower / size + 0 * count, upper / size)


def _pair(counts: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats]:
    count = np.asarray(counts, dtype=np.float64)
    size = np.asarray(sizes, dtype=np.float64)
    if (count < 0).any() or (size < 0).any() or np.isinf(count).any() or np.isinf(size).any():
        raise ValueError("counts and denominators must be finite and not negative")
    count, size = np.broadcast_arrays(count, size)
    return count, size
