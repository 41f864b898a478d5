"""The runs test: is there a shift too small for limits to see.

Reference for the numbers: qicharts2 0.8.1 (method = "anhoej").
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.average import as_series

# Fewer crossings than this quantile of Binomial(n - 1, 1/2) are too few (Chen 2010): 1/20.
CROSSINGS_ONE_IN = 20
# The longest run to be expected is round(log2 n) + 3 (Schilling 2012; Anhoej and Olesen 2014).
LONGEST_RUN_MARGIN = 3


@dataclass(frozen=True)
class RunsTest:
    """The two counts of the runs test with their bounds; None where no point is off the line."""

    useful: int  # points that are there and not exactly on the line
    longest_run: int | None
    longest_run_allowed: int | None
    crossings: int | None
    crossings_needed: int | None
    signal: bool  # the longest run is too long or the crossings are too few


def runs_test(values: ArrayLike, *, centre: float | None = None) -> RunsTest:
    """Anhoej's runs test around ``centre`` (the median of the values when None).

    values: one per period, oldest first; NaN and points on the line are left out.
    Source: Anhoej and Olesen 2014, PLoS ONE 9(11): e113825.
    """
    series = as_series(values)
    present = series[~np.isnan(series)]
    if not present.size:
        return RunsTest(0, None, None, None, None, False)
    line = float(np.median(present)) if centre is None else centre
    signs = np.sign(present - line)
    signs = signs[signs != 0]
    useful = int(signs.size)
    if not useful:
        return RunsTest(0, None, None, None, None, False)
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(signs)) + 1, [useful]])
    longest = int(np.diff(bounds).max())
    crossings = int(bounds.size) - 2
    allowed = round(math.log2(useful)) + LONGEST_RUN_MARGIN
    needed = _crossings_needed(useful)
    return RunsTest(
        useful, longest, allowed, crossings, needed, longest > allowed or crossings < needed
    )


def _crossings_needed(useful: int) -> int:
    """The smallest k with P(X <= k) >= 1/20 for X ~ Binomial(useful - 1, 1/2), in integers."""
    tosses = useful - 1
    ways, needed = 1, 0
    term = 1
    while ways * CROSSINGS_ONE_IN < 2**tosses:
        term = term * (tosses - needed) // (needed + 1)
        needed += 1
        ways += term
    return needed
