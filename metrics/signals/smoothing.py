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

    @property
    def is_chance(self) -> bool:
        """Whether two places or more differ by no more than chance: all are at the mean."""
        return self.variance == 0 and int((~np.isnan(self.raw)).sum()) > 1


def empirical_bayes(counts: ArrayLike, populations: ArrayLike) -> SmoothedRates:
    """Rates drawn towards the common mean, the more so the smaller the place.

    counts, populations: one per place; NaN, or a population of 0, gives NaN and is left out.
    With m = Sy / Sn and s2 = Sn(r - m)^2 / Sn, a = max(0, s2 - m / mean n) is the variance
    between places and a / (a + m / n) the weight of a place's own rate.
    Source: Marshall 1991, Applied Statistics 40; as ``EBest`` in spdep.
    """
    rate, size, mean, spread, usual = _moments(counts, populations)
    variance = max(0.0, spread - mean / usual) if usual else float("nan")
    return _drawn(rate, mean, variance, mean / size)


def empirical_bayes_shares(counts: ArrayLike, cases: ArrayLike) -> SmoothedRates:
    """Shares of cases drawn towards the share of all, the more so the fewer the cases of a place.

    counts, cases: one per place, counts among cases; NaN, or no case, gives NaN and is left out.
    As ``empirical_bayes``, but a share of n cases varies by (m(1 - m) - a) / n rather than m / n:
    a = max(0, (s2 - m(1 - m) / mean n) / (1 - 1 / mean n)), and the weight a / (a + (m(1 - m) -
    a) / n) is the n / (n + M) of the beta-binomial distribution.
    Source: Kleinman 1973, Journal of the American Statistical Association 68, with weights n.
    """
    rate, size, mean, spread, usual = _moments(counts, cases)
    alone = mean * (1 - mean)
    variance = 0.0 if usual else float("nan")
    if usual > 1:  # one case a place says nothing of how places differ
        variance = min(max(0.0, (spread - alone / usual) / (1 - 1 / usual)), alone)
    return _drawn(rate, mean, variance, (alone - variance) / size)


def _moments(
    counts: ArrayLike, sizes: ArrayLike
) -> tuple[Floats, Floats, float, float, float]:  # fmt: skip
    """Rates, sizes, the mean m of all, the spread s2 around it, and the mean size (0: no place)."""
    count, size = paired(counts, sizes)
    there = ~np.isnan(count)
    rate = count / size
    if not there.any():
        return rate, size, float("nan"), float("nan"), 0.0
    total = float(size[there].sum())
    mean = float(count[there].sum()) / total
    spread = float((size[there] * (rate[there] - mean) ** 2).sum()) / total
    return rate, size, mean, spread, total / int(there.sum())


def _drawn(rate: Floats, mean: float, variance: float, noise: Floats) -> SmoothedRates:
    """Each rate between itself and the mean, by the variance between places and its own noise."""
    weight = np.where(np.isnan(rate), np.nan, 0.0)
    if variance > 0:
        weight = variance / (variance + noise)
    return SmoothedRates(rate, mean + weight * (rate - mean), weight, mean, variance)
