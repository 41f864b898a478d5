"""Is a weekly figure within its usual variation: for volumes by XmR, for shares by a p' chart."""

from __future__ import annotations

from metrics.definition import breaks
from metrics.signal import Label, variation_of_share
from ui import answers, ledgers
from ui.weekly import WEEKS, fresh_starts, weekly
from views.places import Period, Place
from views.results import Standing

UNKNOWN = float("nan")


def variation(standing: Standing, place: Place, period: Period) -> Label | None:
    """The signal of the week; None where there is none, or the method would cry wolf."""
    metric = standing.metric
    if metric.timing != "flow" or period.kind != "week" or not period.is_complete:
        return None
    if metric.kind == "count":
        found = weekly(metric.key, place, period)
        return found.result.variation if found else None
    return _of_share(standing, place, period) if metric.kind == "ratio" else None


def _of_share(standing: Standing, place: Place, period: Period) -> Label | None:
    """From the last day on which the definition changed or the limits were started afresh."""
    metric = standing.metric
    known = [
        each for each in answers.periods().all
        if each.kind == "week" and each.end_on <= period.end_on and each.is_complete
    ]  # fmt: skip
    span = tuple(reversed(known[:WEEKS]))
    fresh = (mark.at for mark in fresh_starts(metric.key, place, span))
    start = max([0, *breaks(metric.changes, [each.end_on for each in span]), *fresh])
    rows = {
        row["period_id"]: row
        for row in ledgers.measures(
            [metric.key], place.level, [each.period_id for each in span[start:]]
        )
        if row["place_id"] == place.place_id
    }
    parts = [rows.get(each.period_id, {}) for each in span[start:]]
    return variation_of_share(
        [_number(row.get("numerator")) for row in parts],
        [_number(row.get("denominator")) for row in parts],
        direction=metric.better,
    )


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else UNKNOWN
