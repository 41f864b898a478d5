"""The classes of a map and what each area is told: the same over all periods that can be stepped
through, so that a colour means the same value in every week."""

from __future__ import annotations

from functools import lru_cache

from metrics.metric import Metric
from metrics.smoothed import Figure, smoothed, usual_figure
from publication.fields import Measured, counted, field, spread
from publication.reading import Published
from ui import answers, ledgers
from ui.grid_map_places import inside, shapes
from views.classes import NO_VALUE, Classes, classes
from views.map_difference import Change, differences, written
from views.map_rates import Rates
from views.map_values import encode
from views.map_values import written as encoded
from views.places import Period

CARRIED = "back_carried"
CLASSED = 4
"""Decimals by which smoothed values are told apart where classes are made of them."""


def window(period: Period) -> tuple[Period, ...]:
    """The periods to step through, oldest first: the latest of the kind, up to the last complete
    one, or up to the chosen one if that lies outside of them."""
    calendar = answers.periods()
    count = answers.HISTORY[period.kind]
    complete = [p for p in calendar.all if p.kind == period.kind and p.is_complete]
    latest = calendar.up_to(complete[0], count) if complete else ()
    return latest if period in latest else calendar.up_to(period, count)


@lru_cache(maxsize=256)
def _scale(  # noqa: PLR0917
    at: ledgers.At, key: str, level: str, within: str, periods: tuple[Period, ...], figure: Figure
) -> Classes:
    source, metric = answers.published(), answers.metrics()[key]
    target = metric.target_on(periods[-1].end_on)
    values: list[float] = []
    if source is not None:
        places = [place.place_id for place in inside(level, within)]
        spans = [p.period_id for p in periods]
        if figure == "smoothed":
            values = _smoothed_spread(source, metric, level, frozenset(places), spans)
        else:
            values = spread(source, metric.key, level, places, spans)
    is_estimate = figure == "smoothed"
    goal = None if target is None else target.value
    return classes(metric, values, goal, is_estimate=is_estimate)


def _smoothed_spread(
    source: Published, metric: Metric, level: str, places: frozenset[str], periods: list[str]
) -> list[float]:
    found: set[float] = set()
    for of in counted(source, metric.key, level, periods).values():
        values = smoothed(metric, of.numerators, of.denominators).values
        found |= {
            round(value, CLASSED)
            for place, value in zip(of.place_ids, values, strict=True)
            if value is not None and place in places
        }
    return sorted(found)


def scale(metric: Metric, level: str, within: str, period: Period, figure: Figure = "") -> Classes:
    """The classes of a metric over the places shown and the periods to step through."""
    return _scale(ledgers.at(), metric.key, level, within, window(period), figure)


def figure(metric: Metric, wanted: Figure, period: Period) -> Figure:
    """Which figure a map shows: the one asked for, or the usual one of the metric."""
    usual = usual_figure(metric, metric.target_on(period.end_on) is not None)
    return (wanted or usual) if usual else ""


def rates(metric: Metric, level: str, period: Period, figure: Figure) -> Rates:
    """The smoothed values of all places of a level, whatever part of them is shown."""
    return _rates(ledgers.at(), metric.key, level, period.period_id, figure)


@lru_cache(maxsize=64)
def _rates(at: ledgers.At, key: str, level: str, period_id: str, figure: Figure) -> Rates:
    source, metric = answers.published(), answers.metrics()[key]
    if not figure or source is None:
        return Rates()
    of = counted(source, key, level, [period_id]).get(period_id)
    if of is None:
        return Rates(figure)
    found = smoothed(metric, of.numerators, of.denominators)
    both = zip(of.place_ids, found.values, strict=True)
    return Rates(figure, {place: v for place, v in both if v is not None}, found.is_chance)


@lru_cache(maxsize=64)
def _field(at: ledgers.At, key: str, level: str, period_id: str) -> dict[str, Measured]:
    source = answers.published()
    return {} if source is None else dict(field(source, key, level, period_id))


@lru_cache(maxsize=128)
def _changes(
    at: ledgers.At, key: str, level: str, within: str, both: tuple[str, str]
) -> tuple[Change, ...]:
    now, then = (_field(at, key, level, period_id) for period_id in both)
    found = []
    for place in inside(level, within):
        after, before = now.get(place.place_id), then.get(place.place_id)
        if after is None and before is None:
            continue
        compared = (
            after is not None and before is not None
            and CARRIED not in after.flags and CARRIED not in before.flags
        )  # fmt: skip
        found.append(
            Change(
                place, before.value if before else None, after.value if after else None, compared
            )
        )
    return tuple(found)


def changes(
    metric: Metric, level: str, within: str, now: Period, then: Period
) -> tuple[Change, ...]:
    """Each place then and now; values that were carried back from later do not compare."""
    both = (now.period_id, then.period_id)
    return _changes(ledgers.at(), metric.key, level, within, both)


def is_carried(metric: Metric, level: str, period: Period) -> bool:
    """Whether any value of the level was carried back from a later register."""
    held = _field(ledgers.at(), metric.key, level, period.period_id)
    return any(CARRIED in known.flags for known in held.values())


@lru_cache(maxsize=512)
def values(  # noqa: PLR0917
    at: ledgers.At, key: str, level: str, within: str, period_id: str, language: str,
    wanted: Figure = "",
) -> bytes | None:  # fmt: skip
    """What the areas are told of a metric and period; None where either is not known."""
    metric, period = answers.metrics().get(key), answers.periods().find(period_id)
    if metric is None or period is None:
        return None
    drawn = [shape.place_id for shape in shapes(level, within, period_id)]
    found = _field(at, key, level, period_id)
    shown = figure(metric, wanted, period)
    graded = scale(metric, level, within, period, shown)
    return encode(drawn, metric, graded, found, language, rates(metric, level, period, shown))


@lru_cache(maxsize=128)
def difference_values(  # noqa: PLR0917
    at: ledgers.At, key: str, level: str, within: str, period_id: str, then_id: str, language: str
) -> bytes | None:
    """What the areas are told of the difference between two periods."""
    metric, periods = answers.metrics().get(key), answers.periods()
    now, then = periods.find(period_id), periods.find(then_id)
    if metric is None or now is None or then is None:
        return None
    found = changes(metric, level, within, now, then)
    graded = differences(metric, found)
    by_place = {change.place.place_id: change for change in found}

    def said(place_id: str) -> tuple[int, tuple[str, ...]]:
        change = by_place.get(place_id)
        if change is None:
            return NO_VALUE, ()
        both = " → ".join(
            written(metric, value, language, sign=False) for value in (change.then, change.now)
        )
        difference = change.difference
        return graded.index(difference), (written(metric, difference, language), both)

    drawn = shapes(level, within, period_id)
    return encoded(said(shape.place_id) for shape in drawn)
