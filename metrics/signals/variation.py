"""Is the latest share within the usual variation: the last point of a p' chart, in one word."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.chart import paired
from metrics.signals.counts import laney_p
from metrics.signals.sparse import SPARSE_MEAN
from metrics.signals.words import Label, as_direction, labels_of
from metrics.signals.xmr import FIRM_POINTS


def variation_of_share(
    numerators: ArrayLike, denominators: ArrayLike, *, direction: str
) -> Label | None:
    """What the last share of a series is, by Laney's p' chart of all of them.

    numerators, denominators: one per period, oldest first; NaN or a denominator of 0 makes a gap.
    direction: "up", "down" or "neutral". None where the last is missing, where fewer than 13 are
    there, or where there are fewer than 3 hits or 3 misses a period: too few for such limits.
    """
    count, size = paired(numerators, denominators)
    there = ~np.isnan(count)
    if not there.size or not there[-1] or there.sum() < FIRM_POINTS:
        return None
    if min(count[there].mean(), (size - count)[there].mean()) < SPARSE_MEAN:
        return None
    chart = laney_p(count, size)
    if not chart.outside[-1]:
        return Label.COMMON_CAUSE
    side = np.array([1 if chart.values[-1] > chart.centre else -1])
    return Label(str(labels_of(side, as_direction(direction))[0]))
