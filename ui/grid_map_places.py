"""Which places a map shows, and their shapes: for the page and for what the browser fetches."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache

import shapely

from publication.fields import same_state
from publication.reading import Shape
from ui import answers, ledgers
from ui.settings import ROOT
from views.map_layers import At, middle
from views.places import LEVELS, Place

MAKERS = ("metrics", "publication", "ui", "views")
"""The rooms whose code decides what a map is answered."""


@cache
def _code() -> str:
    files = sorted(file for room in MAKERS for file in (ROOT / room).rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def mark() -> str:
    """Changes with the code that makes the answers and with what whoever looks may see: a browser
    keeps an answer for a year, and is told another address where another answer is due."""
    return hashlib.sha256(f"{_code()} {ledgers.at()[2]}".encode()).hexdigest()[:10]


@lru_cache(maxsize=256)
def _inside(at: ledgers.At, level: str, within: str) -> tuple[Place, ...]:
    tree = answers.places()
    held = tree.by_id.get(within)
    if held is None:
        return tuple(place for place in tree.all if place.level == level)
    found: list[Place] = [held]
    reached = LEVELS.index(held.level) if held.level in LEVELS else 0
    for _ in LEVELS[reached : LEVELS.index(level)]:
        found = [child for place in found for child in tree.children(place.place_id)]
    return tuple(place for place in found if place.level == level)


def inside(level: str, within: str) -> tuple[Place, ...]:
    """The places of a level inside a place (everywhere for an empty one), by their codes."""
    return _inside(ledgers.at(), level, within)


@lru_cache(maxsize=16)
def _shapes(at: ledgers.At, level: str, state: str) -> dict[str, Shape]:
    source = answers.published()
    found = source.shapes(level, state) if source is not None else []
    sizes = shapely.area(shapely.from_wkb([shape.geometry_wkb for shape in found]))
    return {s.place_id: s for s, size in zip(found, sizes, strict=True) if size > 0}


@lru_cache(maxsize=8)
def _states(at: ledgers.At, level: str) -> Mapping[str, str]:
    source = answers.published()
    dataset = "grid_boundaries" if level == "grid" else "community_boundaries"
    return {} if source is None else same_state(source, dataset)


def boundary_state(level: str, period_id: str) -> str:
    """The earliest period with the same boundaries: shapes are the same from one to the other, so
    the browser keeps them while the weeks go by."""
    return _states(ledgers.at(), level).get(period_id, period_id)


def shapes(level: str, within: str, period_id: str) -> tuple[Shape, ...]:
    """The extents of the places of a level inside a place at a period's end, by their codes."""
    held = _shapes(ledgers.at(), level, boundary_state(level, period_id))
    return tuple(held[p.place_id] for p in inside(level, within) if p.place_id in held)


def middles(level: str, within: str, period_id: str) -> dict[str, At]:
    """Where a mark stands on each of the places of a level inside a place; on a community without
    a border in the middle of its grids."""
    found = {s.place_id: middle(s.geometry_wkb) for s in shapes(level, within, period_id)}
    if level != "community":
        return found
    for place in inside(level, within):
        grids = () if place.place_id in found else shapes("grid", place.place_id, period_id)
        if grids:
            whole = shapely.union_all(
                shapely.make_valid(shapely.from_wkb([grid.geometry_wkb for grid in grids]))
            )
            found[place.place_id] = middle(shapely.to_wkb(whole))
    return found


def community_ids(within: str) -> tuple[str, ...]:
    """The communities inside a place; a grid's own community."""
    tree = answers.places()
    held = tree.by_id.get(within)
    if held is not None and held.level == "grid":
        return (held.parent_id or "",)
    return tuple(place.place_id for place in inside("community", within))
