"""Which grids are neighbours, and how far apart places are: what the proposals are computed from.

In metres, in a projection around the grids themselves. The distances between them are exact to
about a thousandth within a city.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from metrics.planning.nearby import Nearby
from publication.geometry import projection

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shapes = NDArray[Any]

GAP_M = 5.0
"""Drawn borders are no further apart, or overlap no less, where two grids touch."""

LEAST_BORDER_M = 20.0
"""Grids that touch for less meet at a corner only. More than twice the gap, so that they do not
become neighbours by the tolerance alone."""

_CORNERS = 2
"""Segments per quarter circle of a widened border: its length is wrong by centimetres."""


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """Grids in the order of their ids; everything in metres.

    points: representative points, shape (grids, 2), east and north of the middle. pairs: positions
    of neighbours, the earlier first, shape (pairs, 2); borders_m and apart_m run with them: the
    length of the common border, and the straight line between the points.
    """

    grid_ids: tuple[str, ...]
    points: Floats
    pairs: Ints
    borders_m: Floats
    apart_m: Floats
    middle: Floats
    """West, south, east and north of all grids, in degrees; around it lies the projection."""

    def pairs_by_id(self) -> list[tuple[str, str]]:
        """The neighbours by the ids of the grids."""
        return [(self.grid_ids[one], self.grid_ids[other]) for one, other in self.pairs.tolist()]

    def local(self, longitude: ArrayLike, latitude: ArrayLike) -> Floats:
        """Points in degrees (WGS-84) as metres beside ``points``, shape (points, 2)."""
        degrees = np.column_stack([np.atleast_1d(longitude), np.atleast_1d(latitude)])
        corners = shapely.points(self.middle.reshape(2, 2))
        found: Floats = projection("aeqd", corners)(degrees.astype(np.float64))
        return found


def neighbourhood(
    shapes: Mapping[str, bytes],
    *,
    least_border_m: float = LEAST_BORDER_M,
    gap_m: float = GAP_M,
) -> Neighbourhood:
    """Which grids share a border of at least so many metres.

    shapes: grid -> its extent as WKB in WGS-84; give only the grids that take part. Gaps and
    overlaps up to ``gap_m`` count as a common border; deeper overlaps do too. A grid that lies
    inside another is its neighbour. A grid with an empty extent is left out.
    """
    read = {one: shapely.from_wkb(shapes[one]) for one in sorted(shapes)}
    grid_ids = tuple(one for one, shape in read.items() if not shape.is_empty)
    if not grid_ids:
        nothing = np.zeros(0)
        pairs = np.zeros((0, 2), dtype=np.int64)
        return Neighbourhood((), np.zeros((0, 2)), pairs, nothing, nothing, np.zeros(4))
    drawn = np.array([read[one] for one in grid_ids], dtype=object)
    project = projection("aeqd", drawn)
    points = shapely.get_coordinates(
        shapely.transform(shapely.point_on_surface(shapely.make_valid(drawn)), project)
    ).reshape(-1, 2)
    pairs, borders = _borders(_areas(shapely.transform(drawn, project)), gap_m)
    wide = borders >= least_border_m
    pairs, borders = pairs[wide], borders[wide]
    apart = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    return Neighbourhood(
        grid_ids, points, pairs, borders, apart, np.asarray(shapely.total_bounds(drawn))
    )


def metres_within(candidates: ArrayLike, places: ArrayLike, within_m: float) -> Nearby:
    """Every candidate and place that are at most so far apart, in the order of their positions.

    candidates, places: points in local metres, shape (points, 2).
    """
    origins, goals = _points(candidates), _points(places)
    if not len(origins) or not len(goals):
        nothing = np.zeros(0, dtype=np.int64)
        return Nearby(nothing, nothing, np.zeros(0))
    found = cKDTree(origins).sparse_distance_matrix(cKDTree(goals), within_m, output_type="ndarray")
    found = found[np.lexsort((found["j"], found["i"]))]
    return Nearby(found["i"].astype(np.int64), found["j"].astype(np.int64), found["v"])


def nearest_metres(places: ArrayLike, facilities: ArrayLike) -> Floats:
    """From each place the straight line to the nearest facility; infinite where there is none.

    places, facilities: points in local metres, shape (points, 2).
    """
    origins, goals = _points(places), _points(facilities)
    if not len(origins) or not len(goals):
        return np.full(len(origins), np.inf)
    metres: Floats = cKDTree(goals).query(origins)[0]
    return metres


def within_of(points: ArrayLike, radius_m: float) -> bytes | None:
    """All that lies within so many metres of any of some points (degrees east and north, WGS-84),
    as one shape (WKB, WGS-84), so that no spot is counted, or coloured, twice; None without
    points."""
    degrees = _points(points)
    if not len(degrees):
        return None
    drawn = shapely.points(degrees)
    circles = shapely.buffer(shapely.transform(drawn, projection("aeqd", drawn)), radius_m)
    back = projection("aeqd", drawn, is_back=True)
    return bytes(shapely.to_wkb(shapely.transform(shapely.union_all(circles), back)))


def _points(given: ArrayLike) -> Floats:
    return np.asarray(given, dtype=np.float64).reshape(-1, 2)


def _areas(shapes: Shapes) -> Shapes:
    """Valid areas only: a stray line of a badly drawn extent is no border."""
    found: Shapes = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return found


def _borders(areas: Shapes, gap_m: float) -> tuple[Ints, Floats]:
    """Pairs no further apart than the gap, and how much of their borders runs together."""
    left, right = shapely.STRtree(areas).query(areas, predicate="dwithin", distance=gap_m)
    once = left < right
    order = np.lexsort((right[once], left[once]))
    left, right = left[once][order], right[once][order]
    lines, wide = shapely.boundary(areas), shapely.buffer(areas, gap_m, quad_segs=_CORNERS)
    borders = np.maximum(
        shapely.length(shapely.intersection(lines[left], wide[right])),
        shapely.length(shapely.intersection(lines[right], wide[left])),
    )
    return np.column_stack([left, right]).astype(np.int64), borders
