"""The rules of the XmR chart once more, window by window, in plain Python and exact fractions.

Written from the description of the rules, not from the code under test, and deliberately slow.
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

NAN = float("nan")


def exact_mean(values):
    known = [Fraction(v) for v in values if not math.isnan(v)]
    return float(sum(known) / len(known)) if known else NAN


def sign(x):
    return 0 if math.isnan(x) or x == 0 else int(math.copysign(1, x))


def plain_group(y, *, improvement, screen, baseline):
    n = len(y)
    base = [v if baseline is None or i < baseline else NAN for i, v in enumerate(y)]
    mean = exact_mean(base)
    ranges = [abs(b - a) for a, b in pairwise(base)]
    average = exact_mean(ranges)
    if screen:
        average = exact_mean([r for r in ranges if r < 3.267 * average])
    limit, close = 2.66, 2 * (2.66 / 3)
    upper, lower = mean + limit * average, mean - limit * average
    near_upper, near_lower = mean + close * average, mean - close * average
    outside = [v > upper or v < lower for v in y]
    near = [not o and (v > near_upper or v < near_lower) for v, o in zip(y, outside, strict=True)]
    above = [sign(v - mean) for v in y]
    shift, two, trend = [False] * n, [False] * n, [False] * n
    for i in range(n - 6):
        if abs(sum(above[i : i + 7])) == 7:
            shift[i : i + 7] = [True] * 7
        steps = [sign(b - a) for a, b in zip(y[i : i + 6], y[i + 1 : i + 7], strict=True)]
        if abs(sum(steps)) == 6:
            trend[i : i + 7] = [True] * 7
    for i in range(n - 2):
        if abs(sum(above[i : i + 3])) == 3 and sum(near[i : i + 3]) >= 2:
            for j in range(i, i + 3):
                two[j] = two[j] or near[j]
    points = []
    for i in range(n):
        if outside[i]:
            rule, side = ("Above UCL", 1) if above[i] == 1 else ("Below LCL", -1)
        elif trend[i]:
            rising = y[i + 1] > y[i] if i + 1 < n and trend[i + 1] else y[i] > y[i - 1]
            side = 1 if rising else -1
            rule = f"7 Point Trend ({'In' if rising else 'De'}creasing)"
        elif two[i] or shift[i]:
            side = 1 if above[i] > 0 else -1
            where = "Above" if side > 0 else "Below"
            rule = f"2 in 3 {where} CL" if two[i] else f"7 Points {where} CL"
        else:
            rule, side = "Common Cause", 0
        if side == 0:
            label = "common_cause"
        elif improvement == 0:
            label = "special_cause_neutral_high" if side > 0 else "special_cause_neutral_low"
        else:
            good = side == improvement
            label = "special_cause_improvement" if good else "special_cause_concern"
        points.append((mean, lower, upper, outside[i], near[i], rule, label))
    return points


def plain_xmr(y, *, improvement, screen=True, baseline=None, rebase=()):
    cuts = sorted({0, *rebase, len(y)})
    points = []
    for first, last in pairwise(cuts):
        points += plain_group(
            list(y[first:last]), improvement=improvement, screen=screen, baseline=baseline
        )
    return points


def plain_answers(y, points, *, improvement, baseline, cuts, target):
    """The two answers (variation, assurance) and which points rest on too few, by hand."""
    variation = points[-1][6] if y and not math.isnan(y[-1]) else None
    assurance = None
    if y and target is not None and not math.isnan(target) and improvement:
        _, lower, upper, *_ = points[-1]
        if not math.isnan(upper):
            beyond = 1 if target > upper else -1 if target < lower else 0
            words = {1: "consistent_fail", -1: "consistent_pass", 0: "inconsistent"}
            assurance = words[beyond * improvement]
    few = []
    for first, last in pairwise(sorted({0, *cuts, len(y)})):
        there = [not math.isnan(v) for v in y[first:last]]
        is_few = sum(there) < 13 or sum(there[:baseline]) < 12
        few += [is_few] * len(there)
    return variation, assurance, few
