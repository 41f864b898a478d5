"""The charts of counts and shares once more: point by point, in plain Python, gaps as None.

Written from the formulas of qicharts2 (p, p', u, u', c, g, t), not from the code under test.
A chart is (centre, [lower], [upper]); None where it has none.
"""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import fmean, median


def mean(values):
    known = [v for v in values if v is not None]
    return fmean(known) if known else None


def moving_range(values, screen):
    """The mean step between neighbours that are both there, outlying steps dropped once."""
    steps = [None if a is None or b is None else abs(b - a) for a, b in pairwise(values)]
    average = mean(steps)
    if screen and average is not None:
        average = mean([s for s in steps if s is not None and s < 3.267 * average])
    return average


def plain_pooled(counts, sizes, *, kind, baseline, laney=False, screen=False):
    """p, u and Laney's; a point without a count or a size is a gap."""
    there = [y is not None and n is not None and n > 0 for y, n in zip(counts, sizes, strict=True)]
    base = [i for i, known in enumerate(there) if baseline is None or i < baseline]
    used = [i for i in base if there[i]]
    none = [None] * len(counts)
    if not used:
        return None, none, none
    centre = sum(counts[i] for i in used) / sum(sizes[i] for i in used)
    spread = centre * (1 - centre) if kind == "p" else centre
    error = [
        math.sqrt(spread / n) if known else None for n, known in zip(sizes, there, strict=True)
    ]
    factor = 1.0
    if laney:
        scores = [
            (counts[i] / sizes[i] - centre) / error[i] if there[i] and error[i] else None
            for i in base
        ]
        ratio = moving_range(scores, screen)
        factor = 1.0 if ratio is None else max(1.0, ratio / 1.128)
    lower = [None if e is None else max(0.0, centre - 3 * e * factor) for e in error]
    upper = [None if e is None else centre + 3 * e * factor for e in error]
    if kind == "p":
        upper = [None if u is None else min(1.0, u) for u in upper]
    return centre, lower, upper


def plain_c(counts, *, baseline):
    """Counts of periods that are alike."""
    centre = mean(counts[:baseline])
    if centre is None:
        return None, [None] * len(counts), [None] * len(counts)
    reach = 3 * math.sqrt(centre)
    lower = [None if y is None else max(0.0, centre - reach) for y in counts]
    return centre, lower, [None if y is None else centre + reach for y in counts]


def plain_g(gaps, *, baseline):
    """Cases between events: the centre is the median, the limit stands on the mean."""
    known = [g for g in gaps[:baseline] if g is not None]
    if not known:
        return None, [None] * len(gaps), [None] * len(gaps)
    average = fmean(known)
    limit = average + 3 * math.sqrt(average * (average + 1))
    lower = [None if g is None else 0.0 for g in gaps]
    return median(known), lower, [None if g is None else limit for g in gaps]


def plain_t(times, *, baseline, screen):
    """Time between events: an individuals chart of the 3.6th root, taken back."""
    roots = [None if t is None else t ** (1 / 3.6) for t in times]
    base = roots[:baseline]
    centre, step = mean(base), moving_range(base, screen)
    none = [None] * len(times)
    if centre is None:
        return None, none, none
    if step is None:
        return centre**3.6, none, none
    low, high = max(centre - 3 * step / 1.128, 0.0) ** 3.6, (centre + 3 * step / 1.128) ** 3.6
    return (
        centre**3.6,
        [None if t is None else low for t in times],
        [None if t is None else high for t in times],
    )
