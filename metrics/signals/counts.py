"""p, u and c charts, and Laney's p' and u' for large denominators.

Reference for the numbers: qicharts2 0.8.1 (chart = "p", "u", "c", "pp", "up").
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.average import Booleans, Floats, as_counts, average, freeze_mask
from metrics.signals.chart import D2_TWO_POINTS, ControlChart, control_chart, paired, pooled
from metrics.signals.xmr import SCREEN_FACTOR

# Our one deliberate difference from the reference: Laney's ratio never narrows the limits.
SMALLEST_SIGMA_Z = 1.0


def p_chart(
    numerators: ArrayLike, denominators: ArrayLike, *, baseline: int | None = None
) -> ControlChart:
    """Proportions of units with a property: pooled p, three binomial standard errors, in [0, 1].

    numerators, denominators: one per period; NaN or a denominator of 0 makes a gap.
    baseline: the centre comes from the first so many periods; None means all.
    Source: Montgomery 2009, 7.2.
    """
    return _proportions(numerators, denominators, baseline, laney=False, screen=False)


def laney_p(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    baseline: int | None = None,
    screen: bool = False,
) -> ControlChart:
    """The p' chart: a p chart whose limits are widened by the spread between periods.

    With denominators in the thousands a plain p chart puts nearly every point outside. Arguments
    as for `p_chart`; ``screen`` drops outlying moving ranges of z once, as ``qic.screenedmr``
    does. sigma_z below 1 is reported but not used. Source: Laney 2002, Quality Engineering 14.
    """
    return _proportions(numerators, denominators, baseline, laney=True, screen=screen)


def u_chart(
    counts: ArrayLike, exposures: ArrayLike, *, baseline: int | None = None
) -> ControlChart:
    """Events per unit of exposure: pooled rate, three Poisson standard errors, not below 0.

    counts, exposures: one per period (exposure: households, person-days, ...); NaN or an
    exposure of 0 makes a gap. Source: Montgomery 2009, 7.3.
    """
    return _rates(counts, exposures, baseline, laney=False, screen=False)


def laney_u(
    counts: ArrayLike,
    exposures: ArrayLike,
    *,
    baseline: int | None = None,
    screen: bool = False,
) -> ControlChart:
    """The u' chart: a u chart whose limits are widened by the spread between periods.

    Arguments as for `u_chart` and `laney_p`. Source: Laney 2002, Quality Engineering 14.
    """
    return _rates(counts, exposures, baseline, laney=True, screen=screen)


def c_chart(counts: ArrayLike, *, baseline: int | None = None) -> ControlChart:
    """Events per period of equal exposure: mean count, three Poisson standard errors, not below 0.

    Source: Montgomery 2009, 7.3.
    """
    values = as_counts(counts)
    base = freeze_mask(values.size, baseline)
    centre = average(values[base])
    error = np.full(values.size, math.sqrt(centre))
    return control_chart(values, centre, error, floor=0.0)


def _proportions(
    numerators: ArrayLike,
    denominators: ArrayLike,
    baseline: int | None,
    *,
    laney: bool,
    screen: bool,
) -> ControlChart:
    count, size = paired(numerators, denominators)
    if (count > size).any():
        raise ValueError("a numerator exceeds its denominator: not a proportion")
    base = freeze_mask(count.size, baseline)
    centre = pooled(count, size, base)
    error = np.sqrt(centre * (1 - centre) / size)
    ratio = _sigma_z(count / size, centre, error, base, screen) if laney else math.nan
    return control_chart(
        count / size,
        centre,
        error,
        floor=0.0,
        ceiling=1.0,
        sigma_z=ratio,
        sigma_z_used=_at_least_one(ratio),
    )


def _rates(
    counts: ArrayLike, exposures: ArrayLike, baseline: int | None, *, laney: bool, screen: bool
) -> ControlChart:
    count, size = paired(counts, exposures)
    base = freeze_mask(count.size, baseline)
    centre = pooled(count, size, base)
    error = np.sqrt(centre / size)
    ratio = _sigma_z(count / size, centre, error, base, screen) if laney else math.nan
    return control_chart(
        count / size,
        centre,
        error,
        floor=0.0,
        sigma_z=ratio,
        sigma_z_used=_at_least_one(ratio),
    )


def _sigma_z(values: Floats, centre: float, error: Floats, base: Booleans, screen: bool) -> float:
    """The mean moving range of the baseline's z scores over d2; NaN when there is none."""
    known = base & (error > 0)
    scores = np.divide(values - centre, error, out=np.full(values.size, np.nan), where=known)
    ranges = np.abs(np.diff(scores[base]))
    mean_range = average(ranges)
    if screen:
        mean_range = average(ranges[ranges < SCREEN_FACTOR * mean_range])
    return mean_range / D2_TWO_POINTS


def _at_least_one(ratio: float) -> float:
    return SMALLEST_SIGMA_Z if math.isnan(ratio) else max(ratio, SMALLEST_SIGMA_Z)
