"""Smoothed rates for maps of small places, to be shown beside the raw ones, never instead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.average import Floats
from metrics.signals.chart import paired


@dataclass(frozen=True, eq=False)
class SmoothedRates:
    """Raw and smoothed rates per unit of population; arrays have one entry per place."""

    raw: Floats
    smoothed: Floats
    weight: Floats  # of the place's own rate, 0 (all places alike) to 1
    mean: float  # all events over all population
    variance: float  # of the true rates between places, as estimated; never negative


def empirical_bayes(counts: ArrayLike, populations: ArrayLike) -> SmoothedRates:
    """Rates drawn towards the common mean, the more so the smaller the place.

    counts, populations: one per place; NaN, or a population of 0, gives NaN and is left out.
    With m = Sy / Sn and s2 = Sn(r - m)^2 / Sn, a = max(0, s2 - m / mean n) is the variance
    between places and a / (a + m / n) the weight of a place's own rate.
    Source: Marshall 1991, Applied Statistics 40; as ``EBest`` in spdep.
    """
    count, size = paired(counts, populations)
    there = ~np.isnan(count)
    if not there.any():
        return SmoothedRates(count, count.copy(), count.copy(), float("nan"), float("nan"))
    total = float(size[there].sum())
    mean = float(count[there].sum()) / total
    rate = count / size
    spread = float((size[there] * (rate[there] - mean) ** 2).sum()) / total
    variance = max(0.0, spread - mean / (total / int(there.sum())))
    noise = mean / size
    weight = np.where(there, 0.0, np.nan)
    if variance > 0:
        weight = variance / (variance + noise)
    return SmoothedRates(rate, mean + weight * (rate - mean), weight, mean, variance)
