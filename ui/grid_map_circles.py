"""Households inside and outside the circles that are drawn: from the middles of the grids to the
nearest facility that serves, for any radius, detour and function."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from metrics.planning.circle import Circle, circle
from publication.neighbourhood import Neighbourhood, nearest_metres, neighbourhood
from ui import answers, facilities, ledgers
from ui.grid_map_asked import Asked
from ui.grid_map_places import inside, shapes
from ui.planning import LOAD, grid_period
from views.places import Period, Place


@lru_cache(maxsize=8)
def _drawn(at: ledgers.At, period_id: str) -> Neighbourhood:
    """Only the points are asked of it, so that borders need not be looked for."""
    kinds = {place.place_id for place in inside("grid", "") if place.kind != "dedicated"}
    held = shapes("grid", "", period_id)
    return neighbourhood({s.place_id: s.geometry_wkb for s in held if s.place_id in kinds})


@lru_cache(maxsize=64)
def _metres(at: ledgers.At, period: Period, function: str) -> dict[str, float]:
    """Residential grid -> metres to the nearest facility that serves, of whichever community."""
    around = _drawn(at, period.period_id)
    if not around.grid_ids:
        return {}
    communities = [place.place_id for place in inside("community", "")]
    serving = [f.at for f in facilities.facilities(period, communities, function) if f.serves]
    if serving:
        points = around.local([east for east, _ in serving], [north for _, north in serving])
        metres = nearest_metres(around.points, points)
    else:
        metres = np.full(len(around.grid_ids), np.inf)
    return dict(zip(around.grid_ids, metres.tolist(), strict=True))


def households(place: Place, period: Period, asked: Asked) -> Circle | None:
    """The circle of a place at a period's end; None where grids or borders are not known."""
    readings = answers.field(LOAD, level="grid", period=grid_period(period), within=place.place_id)
    metres = _metres(ledgers.at(), period, asked.function)
    known = [r for r in readings if r.numerator is not None]
    if not known or not metres:
        return None
    return circle(
        [float(r.numerator or 0.0) for r in known],
        [metres.get(r.place.place_id, np.nan) for r in known],
        radius_m=asked.radius_m, detour=asked.detour,
    )  # fmt: skip
