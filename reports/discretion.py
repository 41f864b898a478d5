"""The disclosure rule over the figures of a pack: what would tell of single persons or events.

Some metrics split a community's petitions, disputes, grid events or volunteers in two: those on
time and the others, those who served and the others. That is a cross-table; `metrics.disclosure`
says which of its cells may leave. Where either half is hidden, numerator and value go. What a
hidden figure of a community is made of, in its grids, goes with it. Lights stay: they are no count.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from metrics.disclosure import (
    LARGEST_HIDDEN_EVENTS,
    LARGEST_HIDDEN_PERSONS,
    SuppressedTable,
    suppress_events,
    suppress_persons,
)
from metrics.metric import Metric
from views.results import Reading

Key = tuple[str, str]
"""(metric, place)."""

SPLIT_EVENTS = frozenset({
    "petition_accepted_on_time", "petition_reply_on_time", "petition_repeat_share",
    "petition_escalated_share", "petition_satisfaction", "petition_rated_share",
    "dispute_resolution_rate", "dispute_resolved_on_time",
    "grid_event_on_time", "grid_event_solved_share", "grid_event_satisfaction",
    "grid_event_rated_share",
})  # fmt: skip
"""Metrics that split events of a community in two."""

SPLIT_PERSONS = frozenset({
    "registered_volunteer_share", "active_volunteer_rate", "volunteer_retention"
})  # fmt: skip
"""Metrics that split residents or volunteers in two."""

HIDDEN_WITH: Mapping[str, str] = {"hours_per_active_volunteer": "active_volunteer_rate"}
"""Metric -> the metric whose hidden count it would tell."""

SPLIT = SPLIT_EVENTS | SPLIT_PERSONS | frozenset(HIDDEN_WITH)
"""Metrics whose figures of a community may be small."""

COUNTS_TOLD_BY_ROWS = frozenset({"zero_petition", "zero_accident", "zero_case"})
"""Metrics whose rows are the events of one kind: their number would fill a cell of the table."""


@dataclass(frozen=True)
class Rule:
    """From 1 up to how many persons, and events, a count is hidden."""

    persons: int = LARGEST_HIDDEN_PERSONS
    events: int = LARGEST_HIDDEN_EVENTS


def hidden_by_rule(readings: Iterable[Reading], rule: Rule) -> frozenset[Key]:
    """The figures of one period that may not leave, out of all readings of all levels."""
    by_metric: dict[str, list[Reading]] = {}
    for reading in readings:
        by_metric.setdefault(reading.metric.key, []).append(reading)
    found: set[Key] = set()
    for key in SPLIT_EVENTS | SPLIT_PERSONS:
        found |= {(key, place) for place in _of_metric(key, by_metric.get(key, ()), rule)}
    for key, other in HIDDEN_WITH.items():
        found |= {(key, place) for metric, place in found if metric == other}
    return frozenset(found)


EVENTS = frozenset({"petitions", "disputes", "grid_events", "accidents", "cases"})
PERSONS = frozenset({"grid_staff", "volunteers", "volunteer_service"})
"""Datasets whose rows are events, and those whose rows speak of a person each."""


def hidden_parts(
    metric: Metric, parts: Sequence[tuple[str | None, int, float | None, float | None]], rule: Rule
) -> frozenset[str | None]:
    """The parts of one number that may not leave, by code.

    ``parts`` are (code, rows, numerator, denominator). The whole is published and stands.
    """
    of_persons = not PERSONS.isdisjoint(metric.reads)
    if not parts or (not of_persons and EVENTS.isdisjoint(metric.reads)):
        return frozenset()
    counts = [[float(rows) for _, rows, _, _ in parts]]
    if metric.key in SPLIT:
        halves = [_split(numerator, denominator) for _, _, numerator, denominator in parts]
        counts = [[part for part, _ in halves], [other for _, other in halves]]
    suppress = suppress_persons if of_persons else suppress_events
    try:
        table = suppress(counts, largest_hidden=rule.persons if of_persons else rule.events)
    except ValueError:  # nothing is left that could protect what is small
        return frozenset(code for code, *_ in parts)
    hidden = table.hidden_cells.any(axis=0) | table.hidden_column_totals
    return frozenset(code for (code, *_), is_hidden in zip(parts, hidden, strict=True) if is_hidden)


def masked(reading: Reading, hidden: frozenset[Key]) -> Reading:
    """The reading without numerator and value where the rule hides them.

    Of persons the denominator goes as well: it is the count of a margin that may be small.
    """
    key = reading.metric.key
    if (key, reading.place.place_id) not in hidden:
        return reading
    kept = reading.denominator if key in SPLIT_EVENTS else None
    return replace(reading, numerator=None, value=None, denominator=kept, was=None)


def tells_a_count(reading: Reading) -> bool:
    """Whether the number of rows behind a figure would tell how many events there were."""
    return reading.metric.key in COUNTS_TOLD_BY_ROWS and reading.place.level == "community"


def _of_metric(key: str, readings: Sequence[Reading], rule: Rule) -> set[str]:
    """The places whose figure is hidden, from the communities down."""
    communities = [r for r in readings if r.place.level == "community"]
    found, is_margin_hidden = _in_table(key, communities, rule)
    if is_margin_hidden:  # the whole's figure is what the meeting is about: its parts go instead
        found = {reading.place.place_id for reading in communities}
        if _is_told_by_total(key, communities, rule):
            found |= {r.place.place_id for r in readings if r.place.level == "subdistrict"}
    grids: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.place.level == "grid":
            grids.setdefault(reading.place.parent_id or "", []).append(reading)
    for community, inside in grids.items():
        hidden, is_margin_hidden = _in_table(key, inside, rule)
        # The community's figure stands or falls above; its grids may not tell what it hides, and
        # cannot be protected by hiding a margin that is printed.
        is_all = community in found or is_margin_hidden
        found |= {reading.place.place_id for reading in inside} if is_all else hidden
    return found


def _in_table(key: str, readings: Sequence[Reading], rule: Rule) -> tuple[set[str], bool]:
    """The places of one table, a row each, whose halves may not both be shown; and whether the
    totals of the halves may not be either."""
    if not readings:
        return set(), False
    cells = np.array([_halves(reading) for reading in readings])
    try:
        if key in SPLIT_EVENTS:
            table = suppress_events(cells, largest_hidden=rule.events)
        else:
            table = suppress_persons(cells, largest_hidden=rule.persons)
    except ValueError:  # nothing is left that could protect what is small
        return {reading.place.place_id for reading in readings}, True
    places = [reading.place.place_id for reading in readings]
    hidden = {place for place, is_hidden in zip(places, _rows(table), strict=True) if is_hidden}
    return hidden, bool(table.hidden_column_totals.any())


def _is_told_by_total(key: str, readings: Sequence[Reading], rule: Rule) -> bool:
    """Whether the sum of all numerators, with every denominator, still tells a small half."""
    halves = [pair for reading in readings if not math.isnan((pair := _halves(reading))[0])]
    small = rule.events if key in SPLIT_EVENTS else rule.persons
    counted, everything = sum(h[0] for h in halves), sum(h[0] + h[1] for h in halves)
    for part, rest in halves:
        least = max(0.0, counted - (everything - part - rest))
        most = min(part + rest, counted)
        if least == most and (1 <= part <= small or 1 <= rest <= small):
            return True
    return False


def _rows(table: SuppressedTable) -> list[bool]:
    rows = table.hidden_cells.any(axis=1) | table.hidden_row_totals
    return [bool(each) for each in rows]


def _halves(reading: Reading) -> tuple[float, float]:
    """Those counted in the numerator and the others; not reported where nothing is known."""
    return _split(reading.numerator, reading.denominator)


def _split(numerator: float | None, denominator: float | None) -> tuple[float, float]:
    if numerator is None or denominator is None or math.isnan(numerator + denominator):
        return math.nan, math.nan
    part = float(round(numerator))
    return part, max(0.0, float(round(denominator)) - part)
