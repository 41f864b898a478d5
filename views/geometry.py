"""Shapes as the browser fetches them once: whole-number steps instead of decimal coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

SCALE = 1_000_000
"""Steps per degree: one step is about 0.1 m."""

COARSE = 100_000
"""Steps of about 1 m, for maps of a whole city on which a metre is less than a tenth of a pixel."""

MANY = 3000
"""From so many areas on, the steps are coarse."""


@dataclass(frozen=True)
class Outline:
    """The area of a place, WKB in WGS-84; ``is_over`` is drawn above the others, as a dedicated
    grid is that lies inside a residential one."""

    place_id: str
    name: str
    geometry_wkb: bytes
    is_over: bool = False


POLYGON = 3
"""The number of polygons among the kinds of shapes."""


def _polygons(shapes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """All polygons of some shapes, those inside collections as well, and whose they are."""
    parts, of = shapely.get_parts(shapes, return_index=True)
    while len(parts) and (shapely.get_type_id(parts) > POLYGON).any():
        parts, inner = shapely.get_parts(parts, return_index=True)
        of = of[inner]
    is_area = (shapely.get_type_id(parts) == POLYGON) & ~shapely.is_empty(parts)
    return parts[is_area], of[is_area]


def _rings(polygons: NDArray[Any], scale: int) -> list[list[list[int]]]:
    """The rings of each polygon, the outer first: x0, y0 and then the differences, without the
    closing point. All at once: one by one takes three times as long."""
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    places = np.rint(corners * scale).astype(np.int64)
    starts = np.flatnonzero(np.diff(ring, prepend=-1))
    steps = np.diff(places, axis=0, prepend=np.zeros((1, 2), np.int64))
    steps[starts] = places[starts]
    flat, at = steps.ravel().tolist(), [*starts.tolist(), len(ring)]
    found: list[list[list[int]]] = [[] for _ in polygons]
    for number, of in enumerate(polygon.tolist()):
        found[of].append(flat[2 * at[number] : 2 * at[number + 1] - 2])
    return found


def encode(outlines: Iterable[Outline]) -> bytes:
    """Areas as JSON; see ``stepped``."""
    return json.dumps(stepped(outlines), ensure_ascii=False, separators=(",", ":")).encode()


def stepped(outlines: Iterable[Outline]) -> dict[str, Any]:
    """Areas in whole numbers: k steps per degree, ids, names, label points, polygons as lists of
    rings, and which areas lie over others. Empty extents are left out."""
    listed = list(outlines)
    scale = COARSE if len(listed) > MANY else SCALE
    shapes = np.array(shapely.from_wkb([outline.geometry_wkb for outline in listed]), dtype=object)
    polygons, of = _polygons(shapely.orient_polygons(shapes))
    kept, area = np.unique(of, return_inverse=True)
    areas: list[list[list[list[int]]]] = [[] for _ in kept]
    for number, rings in zip(area.tolist(), _rings(polygons, scale), strict=True):
        areas[number].append(rings)
    drawn = [listed[position] for position in kept.tolist()]
    return {
        "k": scale,
        "ids": [outline.place_id for outline in drawn],
        "names": [outline.name for outline in drawn],
        "at": np.rint(_label_points(shapes[kept]) * scale).astype(np.int64).tolist(),
        "areas": areas,
        "over": [number for number, outline in enumerate(drawn) if outline.is_over],
    }


def _label_points(shapes: NDArray[Any]) -> NDArray[np.float64]:
    """Where names stand best: the middle if it lies inside, else a point that does."""
    if not len(shapes):
        return np.zeros((0, 2))
    valid, is_bad = shapes.copy(), ~shapely.is_valid(shapes)
    valid[is_bad] = shapely.make_valid(shapes[is_bad])
    middles = shapely.centroid(valid)
    inside = shapely.within(middles, valid)
    points = np.where(inside, middles, shapely.point_on_surface(valid))
    found: NDArray[np.float64] = shapely.get_coordinates(points)
    return found
