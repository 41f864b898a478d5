"""Whether a follow-up worked: the number that it is about, before the decision and after the work.

The rules are in `metrics.signal` and explained in docs/signals.md; here the weeks are chosen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from metrics.metric import REGISTERS, Metric
from metrics.rating import Target
from metrics.signal import (
    Effect,
    Verdict,
    effect_by_limits,
    effect_of_counts,
    effect_on_target,
    is_sparse,
)
from office.follow_ups import FollowUp
from publication.reading import Published

BASELINE = 26
"""Weeks before the decision that set the limits: half a year, as in the simulations."""

_WEEKS = """
SELECT period_id, start_on, end_on FROM periods
WHERE kind = 'week' AND is_complete ORDER BY start_on
"""

_NUMBERS = """
SELECT period_id, numerator, denominator, value, state FROM measures
WHERE metric = ? AND place_id = ? AND list_contains(?, period_id)
"""

_COMMUNITY = """
SELECT CASE level WHEN 'grid' THEN parent_id WHEN 'community' THEN place_id ELSE '' END
FROM places WHERE place_id = ?
"""

_NOT_KNOWN = float("nan")


@dataclass(frozen=True)
class _Week:
    """A complete week and what was measured in it; NaN where nothing can be said."""

    period_id: str
    start_on: date
    end_on: date
    numerator: float = _NOT_KNOWN
    denominator: float = _NOT_KNOWN
    value: float = _NOT_KNOWN


def effects(published: Published, follow_ups: Iterable[FollowUp]) -> dict[int, Effect]:
    """``follow_up_id`` -> whether it worked, for every follow-up that was reported done."""
    return {f.follow_up_id: effect(published, f) for f in follow_ups if f.done_on is not None}


def effect(published: Published, follow_up: FollowUp) -> Effect:
    """Whether one follow-up that was reported done worked, by all that is published."""
    metric = published.metrics.get(follow_up.metric or "")
    if metric is None or follow_up.place_id is None or follow_up.done_on is None:
        return Effect(Verdict.UNTESTABLE, "no_metric")
    weeks = _weeks(published, metric, follow_up.place_id)
    decided_on = follow_up.decided_at.date()
    if metric.timing == "state":
        if any(change.on > decided_on for change in metric.changes):
            return Effect(Verdict.UNTESTABLE, "redefined")
        return _of_state(published, metric, follow_up, weeks)
    starts = _fresh_starts(published, metric, follow_up.place_id)
    if any(day > decided_on for day in starts):
        return Effect(Verdict.UNTESTABLE, "redefined")
    since = max(starts, default=date.min)
    before = [w for w in weeks if since <= w.start_on and w.end_on < decided_on][-BASELINE:]
    after = [week for week in weeks if week.start_on > follow_up.done_on]
    if not before:
        return Effect(Verdict.UNTESTABLE, "nothing_measured")
    return _of_flow(metric, before, after)


def _fresh_starts(published: Published, metric: Metric, place_id: str) -> list[date]:
    """The days at which figures begin that those before them cannot be compared with."""
    redefined = [change.on for change in metric.changes if not change.is_recomputed]
    rebased = [
        line.from_on
        for line in published.rebasings
        if line.metric == metric.key
        and line.place_id in (None, place_id)
        and line.from_on is not None
    ]
    return [*redefined, *rebased]


def _of_flow(metric: Metric, before: Sequence[_Week], after: Sequence[_Week]) -> Effect:
    """By counts where events are few, by limits of the value otherwise."""
    events = [_events(metric, week) for week in before]
    whole = all(math.isnan(each) or each.is_integer() for each in events)
    if metric.better == "neutral" or not whole or not is_sparse(events):
        values = [week.value for week in before], [week.value for week in after]
        return effect_by_limits(*values, direction=metric.better)
    new = [_events(metric, week) for week in after]
    if metric.kind == "count":
        return effect_of_counts(events, new, direction=metric.better)
    return effect_of_counts(
        events, new, direction="down" if metric.kind == "ratio" else metric.better,
        exposure_before=[week.denominator for week in before],
        exposure_after=[week.denominator for week in after],
    )  # fmt: skip


def _events(metric: Metric, week: _Week) -> float:
    """What is counted in a week: of a share the cases that were missed, else the numerator."""
    if metric.kind == "ratio" and metric.better == "up":
        return max(week.denominator - week.numerator, 0.0)
    return week.value if metric.kind == "count" else max(week.numerator, 0.0)


def _of_state(
    published: Published, metric: Metric, follow_up: FollowUp, weeks: Sequence[_Week]
) -> Effect:
    place_id, done_on = follow_up.place_id or "", follow_up.done_on or date.max
    if not weeks:
        return Effect(Verdict.UNTESTABLE, "nothing_measured", "target")
    last = weeks[-1]
    day = _data_day(published, metric, place_id, last.period_id)
    target = _target_then(metric, follow_up)
    return effect_on_target(
        None if math.isnan(last.value) else last.value,
        None if target is None else target.value,
        direction=metric.better,
        is_new=day is not None and day > done_on,
    )


def _target_then(metric: Metric, follow_up: FollowUp) -> Target | None:
    """The target that the meeting decided by: one that was set afterwards proves nothing."""
    known = tuple(
        target for target in metric.targets
        if target.decided_at is None or target.decided_at <= follow_up.decided_at
    )  # fmt: skip
    return replace(metric, targets=known).target_on(follow_up.decided_at.date())


def _data_day(published: Published, metric: Metric, place_id: str, period_id: str) -> date | None:
    """The day for which the least recent sheet of a metric speaks at a place.

    The registers of places do not count where it reads anything else: a new list of grids says
    nothing about who works in them.
    """
    own = [name for name in metric.reads if name not in REGISTERS.values()] or metric.reads
    with published.cursor() as con:
        (community,) = con.execute(_COMMUNITY, [place_id]).fetchone() or ("",)
    held: dict[str, dict[str, date]] = {}
    for dataset, where, day in published.data_days(period_id):
        if dataset in own:
            held.setdefault(dataset, {})[where] = day
    return min((days.get(community) or min(days.values()) for days in held.values()), default=None)


def _weeks(published: Published, metric: Metric, place_id: str) -> list[_Week]:
    """Every complete week, oldest first, with what was measured of a place in it."""
    with published.cursor() as con:
        weeks = con.execute(_WEEKS).fetchall()
        rows = con.execute(_NUMBERS, [metric.key, place_id, [week[0] for week in weeks]]).fetchall()
    found: dict[str, tuple[Any, ...]] = {
        period: tuple(figures) for period, *figures, state in rows if state != "not_reported"
    }
    return [
        _Week(period, start, end, *map(_number, found.get(period, (None, None, None))))
        for period, start, end in weeks
    ]


def _number(value: float | None) -> float:
    return _NOT_KNOWN if value is None else float(value)
