"""The result of a control chart whose limits may differ from point to point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.average import Booleans, Floats, as_counts

# Limits stand three standard errors from the centre (Shewhart; Montgomery 2009, chapters 6, 7).
SIGMA_LIMITS = 3.0
# d2, the mean range of two points in standard deviations, rounded as Montgomery, Laney (2002)
# and the reference qicharts2 0.8.1 use it.
D2_TWO_POINTS = 1.128


@dataclass(frozen=True, eq=False)
class ControlChart:
    """Values with their limits; every array has one entry per point, in the unit of the values.

    A missing point has NaN limits and is never outside. ``sigma_z`` is Laney's ratio as computed
    (1: the chart's own distribution explains the spread; NaN: not a Laney chart, or too short);
    ``sigma_z_used`` the one the limits were widened by.
    """

    values: Floats
    centre: float
    lower: Floats
    upper: Floats
    outside: Booleans
    sigma_z: float = float("nan")
    sigma_z_used: float = 1.0


def control_chart(
    values: Floats,
    centre: float,
    standard_error: Floats,
    *,
    floor: float = -np.inf,
    ceiling: float = np.inf,
    sigma_z: float = float("nan"),
    sigma_z_used: float = 1.0,
) -> ControlChart:
    """Three-sigma limits around ``centre``, kept between ``floor`` and ``ceiling``."""
    distance = SIGMA_LIMITS * standard_error * sigma_z_used
    there = ~np.isnan(values)
    lower = np.where(there, np.maximum(centre - distance, floor), np.nan)
    upper = np.where(there, np.minimum(centre + distance, ceiling), np.nan)
    outside = (values > upper) | (values < lower)
    return ControlChart(values, centre, lower, upper, outside, sigma_z, sigma_z_used)


def paired(numerators: ArrayLike, denominators: ArrayLike) -> tuple[Floats, Floats]:
    """Numerators and denominators as series; both are NaN where one is missing or n is zero."""
    count = as_counts(numerators, "numerators")
    size = as_counts(denominators, "denominators")
    if count.shape != size.shape:
        raise ValueError(f"numerators {count.shape} and denominators {size.shape} differ in length")
    absent = np.isnan(count) | np.isnan(size) | (size == 0)
    return np.where(absent, np.nan, count), np.where(absent, np.nan, size)


def pooled(count: Floats, size: Floats, base: Booleans) -> float:
    """Sum of the baseline's numerators over the sum of its denominators; NaN without any."""
    used = base & ~np.isnan(count)
    return float(count[used].sum() / size[used].sum()) if used.any() else float("nan")
