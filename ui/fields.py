"""Several metrics for the places of a level, and the communities of a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ui import answers
from views.places import Period, Place
from views.results import Reading


def communities(place: Place) -> dict[str, Place]:
    """The communities inside a place: its own where it is one, or lies in one."""
    tree = answers.places()
    within = tree.container(place.place_id) or place
    below = tree.children(within.place_id) if within.level == "subdistrict" else (within,)
    return {each.place_id: each for each in below if each.level == "community"}


def container(place: Place) -> Place:
    """The place whose parts are shown: a grid is shown by its community."""
    return answers.places().container(place.place_id) or place


def grids(place: Place) -> dict[str, Place]:
    """Every grid inside a place."""
    tree = answers.places()
    return {g.place_id: g for one in communities(place) for g in tree.children(one)}


def at_level(
    keys: Iterable[str], level: str, place: Place, period: Period
) -> Mapping[str, tuple[Reading, ...]]:
    """Metric -> its readings for the places of a level inside a place."""
    within = container(place).place_id
    return {key: answers.field(key, level=level, period=period, within=within) for key in keys}
