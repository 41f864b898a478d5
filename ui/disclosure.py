"""What figures may leave the system: from which counts on, and those of a file that do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from data.contract import Contract
from metrics.disclosure import LARGEST_HIDDEN_EVENTS, LARGEST_HIDDEN_PERSONS
from metrics.metric import Metric
from metrics.parts import Breakdown
from office.settings import settings_of
from reports.discretion import Key, Rule, hidden_by_rule, hidden_parts, masked
from ui import answers, scope, settings
from ui.kept import per_version
from views import files
from views.map_rates import Rates
from views.map_rates import rates as smoothed_rates
from views.map_view import MapView
from views.places import Period
from views.results import Reading

SUBJECT = "disclosure"


def thresholds() -> tuple[int, int]:
    """Counts of persons, and of events, from 1 up to these are hidden.

    An office may hide more than usual, never less than the counts of one.
    """
    chosen = settings_of(settings.home().path, SUBJECT)
    usual = {"persons": LARGEST_HIDDEN_PERSONS, "events": LARGEST_HIDDEN_EVENTS}
    found = {name: chosen.get(name, value) for name, value in usual.items()}
    persons, events = (
        value if isinstance(value, int) and value >= 1 else usual[name]
        for name, value in found.items()
    )
    return persons, events


def readings(found: Iterable[Reading], language: str, rates: Rates | None = None) -> bytes:
    """Readings as a table that may leave the system; ``rates``: the smoothed ones of it."""
    listed = list(found)
    hidden = frozenset[Key]().union(*(_of(each) for each in {r.period for r in listed}))
    return files.readings([masked(each, hidden) for each in listed], language, hidden, rates)


def rates(view: MapView) -> Rates:
    """The smoothed figures of a map as they may leave the system.

    Mean and variance of all places together with the figures that are shown would tell those that
    are not: what is withheld has no part in them.
    """
    if not view.rates.smoothed:
        return view.rates
    hidden = _of(view.period)
    everywhere = answers.field(view.metric.key, level=view.level, period=view.period)
    told = [masked(reading, hidden) for reading in everywhere]
    found = smoothed_rates(view.metric, told, view.rates.figure)
    return replace(found, is_partial=told != list(everywhere))


def discreet(view: MapView) -> MapView:
    """A map as it may leave the system, its differences included."""
    hidden = _of(view.period) | (_of(view.against) if view.against else frozenset())
    return replace(
        view,
        rates=rates(view),
        readings=tuple(masked(reading, hidden) for reading in view.readings),
        changes=tuple(
            change
            for change in view.changes
            if (view.metric.key, change.place.place_id) not in hidden
        ),
    )


def parts(metric: Metric, *breakdowns: Breakdown | None) -> frozenset[str | None]:
    """The codes of the parts that may not leave the system, now or in what they are beside."""
    rule = Rule(*thresholds())
    return frozenset[str | None]().union(*(
        hidden_parts(metric, [(p.code, p.rows, p.numerator, p.denominator) for p in each.parts],
                     rule)
        for each in breakdowns if each is not None
    ))  # fmt: skip


def places(key: str, period: Period) -> frozenset[str]:
    """The places whose figure of a metric may not leave the system."""
    return frozenset(place for metric, place in _of(period) if metric == key)


def no_row_leaves(place_id: str, withheld: Collection[str]) -> bool:
    """Whether the rows behind a place's number stay inside: it is withheld, or all its parts are.

    ``withheld`` are the places whose figure of that metric may not leave.
    """
    inside = [place.place_id for place in answers.places().children(place_id)] or [place_id]
    return place_id in withheld or all(each in withheld for each in inside)


def row_leaves(place_id: str | None, withheld: Collection[str]) -> bool:
    """Whether a row may leave: not one of a place whose figure may not, or of what lies in it."""
    return not any((place_id or "").startswith(place) for place in withheld)


def is_private(contract: Contract) -> bool:
    """Whether rows are about private persons: of them a file says where they stand, and no more."""
    return contract.person is not None and not contract.person.keeps_name


def _of(period: Period) -> frozenset[Key]:
    return _hidden(scope.at(), period, Rule(*thresholds()))


@per_version(64)
def _hidden(at: scope.At, period: Period, rule: Rule) -> frozenset[Key]:
    """(metric, place) of a period's figures that would tell of single persons or events."""
    return hidden_by_rule(answers.field(None, level=None, period=period), rule)
