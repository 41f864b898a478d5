"""Funnel plots: places compared with their common mean, by limits that fit their size.

Places inside the limits show no significant difference; they are not ranked. Limits are not
widened for overdispersion: eight to fifteen places do not carry an estimate of it. The
dispersion statistic stands beside the plot instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.signals.average import Booleans, Floats, as_counts
from metrics.signals.chart import paired, pooled
from metrics.signals.special import gamma_above, gamma_below, normal_quantile

# The two pairs of limits: one place in 40, and one in 1000, beyond each by chance alone
# (Spiegelhalter 2005, Statistics in Medicine 24).
INNER_CONFIDENCE = 0.95
OUTER_CONFIDENCE = 0.998
# Halvings that bring an interval of any width in use down to neighbouring floats.
_HALVINGS = 100


class FunnelLabel(StrEnum):
    """Where a place stands; high or low says nothing yet about good or bad."""

    FAR_ABOVE = "above_998"
    ABOVE = "above_95"
    NO_SIGNIFICANT_DIFFERENCE = "no_significant_difference"
    BELOW = "below_95"
    FAR_BELOW = "below_998"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, eq=False)
class FunnelLimits:
    """Limits for given denominators, e.g. to draw the funnel; one entry per denominator."""

    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats


@dataclass(frozen=True, eq=False)
class FunnelPlot:
    """Places against the mean of all; arrays have one entry per place, in the given order."""

    values: Floats
    denominators: Floats
    mean: float  # all numerators over all denominators
    limits: FunnelLimits
    label: NDArray[np.str_]  # values of FunnelLabel
    places: int  # measured ones
    dispersion: float  # mean squared Pearson residual: 1 (less 1/places) if only chance differs
    dispersion_probability: float  # of so much dispersion or more by chance (chi-square)


def proportion_funnel_limits(mean: float, denominators: ArrayLike) -> FunnelLimits:
    """Limits of a proportion around ``mean`` for each denominator, within [0, 1].

    The score test's: mean +- z sqrt(mean (1 - mean) / n). The formula of PHEindicatormethods
    (R/Funnels.R, ``sigma_adjustment``) reduces to this algebraically.
    """
    if not (0 <= mean <= 1 or np.isnan(mean)):
        raise ValueError(f"the mean of a proportion lies between 0 and 1, got {mean}")
    size = _positive(denominators)
    error = np.sqrt(mean * (1 - mean) / size)

    def pair(confidence: float) -> tuple[Floats, Floats]:
        distance = normal_quantile(confidence) * error
        return np.maximum(mean - distance, 0.0), np.minimum(mean + distance, 1.0)

    return FunnelLimits(*pair(INNER_CONFIDENCE), *pair(OUTER_CONFIDENCE))


def rate_funnel_limits(mean: float, exposures: ArrayLike) -> FunnelLimits:
    """Exact Poisson limits of a rate around ``mean`` (events per unit) for each exposure.

    With E = mean * exposure the upper limit is the count y with P(Y >= y | E) = 0.025 (0.001),
    the lower the one with P(Y <= y | E) = 0.025 (0.001), both read off the continuous Gamma form
    of the Poisson tails (half chi-square quantiles); 0 where not even a zero would be low. A
    place is outside exactly when the exact test says so. Source: Spiegelhalter 2005, A.1.
    """
    if mean < 0:
        raise ValueError("a rate is not negative")
    size = _positive(exposures)
    expected = mean * size

    def pair(confidence: float) -> tuple[Floats, Floats]:
        tail = (1 - confidence) / 2
        return _lowest_usual(expected, tail) / size, _highest_usual(expected, tail) / size

    return FunnelLimits(*pair(INNER_CONFIDENCE), *pair(OUTER_CONFIDENCE))


def funnel_proportions(numerators: ArrayLike, denominators: ArrayLike) -> FunnelPlot:
    """Proportions of places in a funnel; NaN or a denominator of 0 is "not measured"."""
    count, size = paired(numerators, denominators)
    if (count > size).any():
        raise ValueError("a numerator exceeds its denominator: not a proportion")
    mean = pooled(count, size, np.ones(count.size, dtype=np.bool_))
    variance = mean * (1 - mean) * size
    return _plot(count, size, mean, variance, proportion_funnel_limits(mean, size))


def funnel_rates(counts: ArrayLike, exposures: ArrayLike) -> FunnelPlot:
    """Rates (events per unit of exposure) of places in a funnel; NaN or 0 is "not measured"."""
    count, size = paired(counts, exposures)
    mean = pooled(count, size, np.ones(count.size, dtype=np.bool_))
    return _plot(count, size, mean, mean * size, rate_funnel_limits(mean, size))


def _plot(
    count: Floats, size: Floats, mean: float, variance: Floats, limits: FunnelLimits
) -> FunnelPlot:
    values = count / size
    there = ~np.isnan(values)
    residual = count[there] - mean * size[there]
    known = variance[there] > 0
    chi_square = float((residual[known] ** 2 / variance[there][known]).sum())
    places = int(there.sum())
    return FunnelPlot(
        values=values,
        denominators=size,
        mean=mean,
        limits=limits,
        label=_labels(values, limits),
        places=places,
        dispersion=chi_square / places if places else float("nan"),
        dispersion_probability=(
            float(gamma_above((places - 1) / 2, chi_square / 2)) if places > 1 else float("nan")
        ),
    )


def _labels(values: Floats, limits: FunnelLimits) -> NDArray[np.str_]:
    label = np.full(values.size, FunnelLabel.NO_SIGNIFICANT_DIFFERENCE.value)
    steps: list[tuple[Booleans, FunnelLabel]] = [
        (values > limits.upper_95, FunnelLabel.ABOVE),
        (values < limits.lower_95, FunnelLabel.BELOW),
        (values > limits.upper_998, FunnelLabel.FAR_ABOVE),
        (values < limits.lower_998, FunnelLabel.FAR_BELOW),
        (np.isnan(values), FunnelLabel.NOT_MEASURED),
    ]
    for hits, word in steps:
        label[hits] = word.value
    return label


def _positive(denominators: ArrayLike) -> Floats:
    size = as_counts(denominators, "denominators")
    return np.where(size > 0, size, np.nan)


def _highest_usual(expected: Floats, tail: float) -> Floats:
    """The count y with P(Y >= y | expected) = tail."""
    low = np.zeros_like(expected)
    high = expected + 20 * np.sqrt(expected) + 60
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        common = gamma_below(middle, expected) > tail
        low, high = np.where(common, middle, low), np.where(common, high, middle)
    return np.where(np.isnan(expected), np.nan, high)


def _lowest_usual(expected: Floats, tail: float) -> Floats:
    """The count y with P(Y <= y | expected) = tail; 0 if even P(Y = 0) exceeds it."""
    low = np.zeros_like(expected)
    high = expected.copy()
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        common = gamma_above(middle + 1, expected) > tail
        low, high = np.where(common, low, middle), np.where(common, middle, high)
    never = np.exp(-expected) > tail
    return np.where(np.isnan(expected), np.nan, np.where(never, 0.0, low))
