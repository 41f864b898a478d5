"""The tails of the Gamma, Poisson, Beta and normal distributions, typed: the one use of scipy.

numpy has none of these, and textbook series lose digits exactly where limits lie.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from scipy import special  # type: ignore[import-untyped, unused-ignore]

from metrics.signals.average import Floats


def gamma_below(shape: Floats | float, x: Floats | float) -> Floats:
    """P(G <= x), G ~ Gamma(shape); also P(Y >= shape) for Y ~ Poisson(x) at whole shapes."""
    return np.asarray(special.gammainc(shape, x), dtype=np.float64)


def gamma_above(shape: Floats | float, x: Floats | float) -> Floats:
    """P(G > x), G ~ Gamma(shape); also P(Y < shape) for Y ~ Poisson(x) at whole shapes."""
    return np.asarray(special.gammaincc(shape, x), dtype=np.float64)


def gamma_quantile(shape: Floats | float, probability: float) -> Floats:
    """The x with P(G <= x) = probability: half the chi-square quantile of 2 shape degrees."""
    return np.asarray(special.gammaincinv(shape, probability), dtype=np.float64)


def negative_binomial_below(k: Floats, size: float, probability: Floats) -> Floats:
    """P(Y <= k), Y ~ NB(size, probability), through the incomplete beta function."""
    return np.asarray(special.betainc(size, k + 1, probability), dtype=np.float64)


def negative_binomial_above(k: Floats, size: float, probability: Floats) -> Floats:
    """P(Y > k), Y ~ NB(size, probability), without the loss of 1 - P(Y <= k)."""
    return np.asarray(special.betaincc(size, k + 1, probability), dtype=np.float64)


def normal_quantile(confidence: float) -> float:
    """The two-sided standard normal quantile z: 1.959964 for 0.95, 3.090232 for 0.998."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies between 0 and 1, got {confidence}")
    return NormalDist().inv_cdf(confidence + (1 - confidence) / 2)
