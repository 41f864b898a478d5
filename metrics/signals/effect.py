"""Did it work: a measure before a decision against the same measure after it was carried out.

The limits come from the weeks before the decision alone. The weeks in between, in which the work
was going on, belong to neither side. How often an unchanged measure is called improved, and how
soon a real improvement is seen, is in docs/signals.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from metrics.signals.average import Floats, as_counts, as_series
from metrics.signals.rules import SHIFT_POINTS
from metrics.signals.sparse import BLOCK_PERIODS, FIRM_PERIODS, SPARSE_MEAN, predictive_limits
from metrics.signals.words import Direction, Label, as_direction
from metrics.signals.xmr import FIRM_BASELINE, xmr

# Weeks after it in which XmR limits are asked: with eight, 5 % of unchanged measures are called
# improved, with 26 it would be 20 %.
XMR_WINDOW = 8
# Weeks after it in which sparse counts are asked, at the end of every fourth.
SPARSE_WINDOW = 26


class Verdict(StrEnum):
    """What can be said of a measure after something was done."""

    EFFECTIVE = "effective"
    NO_EFFECT = "no_effect_yet"
    TOO_EARLY = "too_early"
    UNTESTABLE = "untestable"


Reason = Literal[
    "beyond_limits", "within_limits", "got_worse", "few_points", "short_baseline", "no_limits",
    "too_rare", "fewer", "more", "as_expected", "reached", "not_reached", "no_new_data",
    "no_target", "no_direction", "no_metric", "nothing_measured", "redefined",
]  # fmt: skip


@dataclass(frozen=True)
class Effect:
    """A verdict and why.

    ``points_before`` and ``points_after`` are measured periods; ``lower`` and ``upper`` the limits
    that the baseline sets (of a value, or of the events in all weeks after); ``after`` the latest
    value, or the events in all weeks after. None where there is none.
    """

    verdict: Verdict
    reason: Reason
    method: Literal["xmr", "sparse", "target", "none"] = "none"
    points_before: int = 0
    points_after: int = 0
    after: float | None = None
    lower: float | None = None
    upper: float | None = None


def is_sparse(events_before: ArrayLike) -> bool:
    """Whether the events of a baseline are too few for XmR: a mean under three per period."""
    events = as_counts(events_before)
    there = events[~np.isnan(events)]
    return bool(there.size) and float(there.mean()) < SPARSE_MEAN


def effect_by_limits(before: ArrayLike, after: ArrayLike, *, direction: str) -> Effect:
    """XmR: did the measure leave the limits of the baseline in the improving direction?

    before: values of the periods before the decision, oldest first, NaN where not reported.
    after: values of the periods after the work was done; the first eight count. A signal is a point
    outside, or one of the runs of Making Data Count within them; seven measured points without one
    are "no effect yet", fewer are "too early". A signal for the worse after the last one for the
    better is "no effect yet".
    """
    base, new = as_series(before), as_series(after)[:XMR_WINDOW]
    counted = int((~np.isnan(base)).sum()), int((~np.isnan(new)).sum())
    if as_direction(direction) is Direction.NEUTRAL:
        return Effect(Verdict.UNTESTABLE, "no_direction", "none", *counted)
    if counted[0] < FIRM_BASELINE:
        return Effect(Verdict.UNTESTABLE, "short_baseline", "xmr", *counted)
    chart = xmr(
        np.concatenate([base, [np.nan], new]), direction=direction, baseline=base.size
    )  # the gap keeps runs from beginning before the work was done
    if not chart.has_limits[0]:
        return Effect(Verdict.UNTESTABLE, "no_limits", "xmr", *counted)
    lower, upper = float(chart.lower[0]), float(chart.upper[0])
    known = new[~np.isnan(new)]
    latest = float(known[-1]) if known.size else None
    labels = [str(each) for each in chart.label[base.size + 1 :] if each != Label.COMMON_CAUSE]
    verdict: Verdict = Verdict.NO_EFFECT
    reason: Reason = "within_limits"
    if labels:
        is_better = labels[-1] == Label.IMPROVEMENT
        verdict = Verdict.EFFECTIVE if is_better else Verdict.NO_EFFECT
        reason = "beyond_limits" if is_better else "got_worse"
    elif counted[1] < SHIFT_POINTS:
        verdict, reason = Verdict.TOO_EARLY, "few_points"
    return Effect(verdict, reason, "xmr", *counted, latest, lower, upper)


def effect_of_counts(
    before: ArrayLike,
    after: ArrayLike,
    *,
    direction: str,
    exposure_before: ArrayLike | None = None,
    exposure_after: ArrayLike | None = None,
) -> Effect:
    """Sparse events: are there fewer (or more) after it than the baseline lets us expect?

    before, after: events per period, NaN where not reported; the first 26 after it count. Asked at
    the end of every fourth measured period, of all events since: beyond the Gamma-Poisson limit is
    an effect. As long as not even zero events would be, it is too early.
    exposure: what the events happened to, per period (cases handled, households); one per period
    without it.
    """
    base, new = as_counts(before), as_counts(after)[:SPARSE_WINDOW]
    size = _exposure(base, exposure_before), _exposure(new, exposure_after)[: new.size]
    there = ~np.isnan(base) & (size[0] > 0), ~np.isnan(new) & (size[1] > 0)
    counted = int(there[0].sum()), int(there[1].sum())
    better = as_direction(direction)
    if better is Direction.NEUTRAL:
        return Effect(Verdict.UNTESTABLE, "no_direction", "none", *counted)
    if counted[0] < FIRM_PERIODS:
        return Effect(Verdict.UNTESTABLE, "short_baseline", "sparse", *counted)
    total, observed = float(base[there[0]].sum()), float(size[0][there[0]].sum())
    events, ahead = new[there[1]], size[1][there[1]]
    last: Effect | None = None
    for looked in range(BLOCK_PERIODS, counted[1] + 1, BLOCK_PERIODS):
        limits = predictive_limits(total, observed, [float(ahead[:looked].sum())])
        last = _of_counts(float(events[:looked].sum()), float(limits.lower[0]),
                          float(limits.upper[0]), better, (counted[0], looked))  # fmt: skip
        if last.verdict is Verdict.EFFECTIVE:
            return last
    if last is None:
        return Effect(Verdict.TOO_EARLY, "few_points", "sparse", *counted)
    if last.verdict is Verdict.TOO_EARLY and new.size >= SPARSE_WINDOW:
        return Effect(Verdict.UNTESTABLE, "too_rare", "sparse", *counted, last.after, last.lower,
                      last.upper)  # fmt: skip
    return last


def _of_counts(
    count: float, lower: float, upper: float, better: Direction, counted: tuple[int, int]
) -> Effect:
    verdict: Verdict = Verdict.NO_EFFECT
    reason: Reason = "as_expected"
    if better is Direction.DOWN and count < lower:
        verdict, reason = Verdict.EFFECTIVE, "fewer"
    elif better is Direction.UP and count > upper:
        verdict, reason = Verdict.EFFECTIVE, "more"
    elif (count > upper) if better is Direction.DOWN else (count < lower):
        reason = "got_worse"
    elif better is Direction.DOWN and lower == 0:
        verdict, reason = Verdict.TOO_EARLY, "few_points"
    return Effect(verdict, reason, "sparse", *counted, count, lower, upper)


def effect_on_target(
    value: float | None, target: float | None, *, direction: str, is_new: bool
) -> Effect:
    """A state with a target: is it reached, by data of a day after the work was done?"""
    better = as_direction(direction)
    if better is Direction.NEUTRAL:
        return Effect(Verdict.UNTESTABLE, "no_direction")
    if target is None:
        return Effect(Verdict.UNTESTABLE, "no_target", "target")
    if value is None or not is_new:
        return Effect(Verdict.TOO_EARLY, "no_new_data", "target", after=value)
    reached = value >= target - 1e-6 if better is Direction.UP else value <= target + 1e-6
    if reached:
        return Effect(Verdict.EFFECTIVE, "reached", "target", 0, 1, value, target, target)
    return Effect(Verdict.NO_EFFECT, "not_reached", "target", 0, 1, value, target, target)


def _exposure(events: Floats, given: ArrayLike | None) -> Floats:
    if given is None:
        return np.ones_like(events)
    size = as_counts(given, "exposure")
    return np.nan_to_num(size)
