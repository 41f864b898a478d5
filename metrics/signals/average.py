"""Sums and means that depend on the values only, never on their order or on the machine."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


def as_series(values: ArrayLike, name: str = "values") -> Floats:
    """``values`` as a one-dimensional array of floats; NaN (or None) marks a gap.

    Raises ValueError when the input is not one-dimensional or holds an infinity.
    """
    series = np.array(values, dtype=np.float64)
    if series.ndim != 1:
        raise ValueError(f"{name} must be one-dimensional, got shape {series.shape}")
    if np.isinf(series).any():
        raise ValueError(f"{name} must not hold infinities")
    return series


def as_counts(values: ArrayLike, name: str = "counts") -> Floats:
    """``values`` as a series of numbers that are not negative; NaN marks a gap."""
    series = as_series(values, name)
    if (series < 0).any():
        raise ValueError(f"{name} must not be negative")
    return series


def average(values: Sequence[float] | Floats) -> float:
    """The mean of the values that are there, rounded once to a float; NaN when there are none.

    Whether a point lies *exactly* on the mean decides whether it breaks a run, so the mean of
    equal numbers must be that number: sum / n alone gives 0.10000000000000002 for three times
    0.1. The exact rest of the first estimate is therefore added, as R's ``mean()`` does in long
    double (R sources, src/main/summary.c).
    """
    present = [float(value) for value in values if not math.isnan(value)]
    if not present:
        return math.nan
    count = len(present)
    estimate = math.fsum(present) / count
    return estimate + math.fsum([*present, *([-estimate] * count)]) / count


def freeze_mask(size: int, baseline: int | None) -> Booleans:
    """True for the first ``baseline`` of ``size`` points, for all of them when it is None."""
    if baseline is not None and baseline < 1:
        raise ValueError(f"a baseline needs at least one point, got {baseline}")
    return np.arange(size) < (size if baseline is None else baseline)
