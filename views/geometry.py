"""Shapes as the browser fetches them once: whole-number steps instead of decimal coordinates.

``packed`` is what a canvas draws, numbers that become arrays as they are, already on the plane of
web maps; ``stepped`` is what Leaflet draws by itself, degrees in lists.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

SCALE = 1_000_000
"""Steps per degree: one step is about 0.1 m."""

WORLD, WORLD_OF_MANY = 2**28, 2**25
"""Steps around the world on the plane of web maps: about 0.1 m, and about 1 m for maps of a whole
city, on which a metre is less than a tenth of a pixel."""

MANY = 3000
"""From so many areas on, the steps are coarse."""

CROWDED = 1000
"""From so many areas on, the first answer leaves out what a map of all of them does without."""

SEEN_PX = 1200
"""Pixels of the longer side of a map of all: what is smaller than one of them need not be drawn."""

NORTHERNMOST = 85.0511
"""Degrees at which the plane of web maps ends."""


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


def encode(outlines: Iterable[Outline], *, is_full: bool = False) -> bytes:
    """Areas as JSON; see ``packed``."""
    # In ASCII: one Chinese name makes a browser hold the whole answer in twice the room.
    return json.dumps(packed(outlines, is_full=is_full), separators=(",", ":")).encode()


def packed(outlines: Iterable[Outline], *, is_full: bool = False) -> dict[str, Any]:
    """Areas for a canvas: ids, names, which lie over others, k steps around the world, and arrays
    of whole numbers, each in base 64.

    ``at`` are the label points; ``areas`` says how many rings each area has, ``rings`` how many
    corners each ring, ``starts`` where it begins, ``steps`` how it goes on (``wide`` bytes each).
    Rings do not close; empty extents are left out. Of many areas those corners are left out that
    are less than ``coarse`` steps out of line, unless it ``is_full``.
    """
    drawn, shapes, polygons, area = _drawn(outlines)
    world = WORLD_OF_MANY if len(drawn) > MANY else WORLD
    coarse = 0.0
    if len(drawn) > CROWDED and not is_full:
        west, south, east, north = shapely.total_bounds(polygons)
        coarse = float(max(east - west, north - south)) / SEEN_PX
        # Areas that share a border keep the same corners of it: no gap opens between them.
        polygons = shapely.coverage_simplify(polygons, coarse)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    is_last = np.diff(ring, append=-1) != 0
    places, ring = _projected(corners[~is_last], world), ring[~is_last]
    is_first = np.diff(ring, prepend=-1) != 0
    steps = np.diff(places, axis=0, prepend=np.zeros((1, 2), np.int64))[~is_first]
    is_narrow = bool(np.abs(steps).max(initial=0) < 2**15)
    return {
        "k": world,
        "ids": [outline.place_id for outline in drawn],
        "names": [outline.name for outline in drawn],
        "over": [number for number, outline in enumerate(drawn) if outline.is_over],
        "at": _written(_projected(_label_points(shapes), world), "<i4"),
        "areas": _written(np.bincount(area[polygon], minlength=len(drawn)), "<i4"),
        "rings": _written(np.bincount(ring, minlength=len(rings)), "<i4"),
        "starts": _written(places[is_first], "<i4"),
        "wide": 2 if is_narrow else 4,
        "steps": _written(steps, "<i2" if is_narrow else "<i4"),
        "coarse": round(coarse / 360 * world, 3),
    }


def _written(numbers: NDArray[Any], kind: str) -> str:
    return base64.b64encode(np.ascontiguousarray(numbers, dtype=kind).tobytes()).decode()


def _projected(degrees: NDArray[np.float64], world: int) -> NDArray[np.int64]:
    """Places on the plane of web maps (Mercator's), in steps from its north-western corner."""
    sine = np.sin(np.radians(np.clip(degrees[:, 1], -NORTHERNMOST, NORTHERNMOST)))
    x = (degrees[:, 0] + 180) / 360
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    places: NDArray[np.int64] = np.rint(np.stack([x, y], axis=1) * world).astype(np.int64)
    return places


def stepped(outlines: Iterable[Outline]) -> dict[str, Any]:
    """Areas in degrees: k steps per degree, ids, names, and polygons as lists of rings. Empty
    extents are left out."""
    drawn, _, polygons, area = _drawn(outlines)
    areas: list[list[list[list[int]]]] = [[] for _ in drawn]
    for number, rings in zip(area.tolist(), _rings(polygons, SCALE), strict=True):
        areas[number].append(rings)
    return {
        "k": SCALE,
        "ids": [outline.place_id for outline in drawn],
        "names": [outline.name for outline in drawn],
        "areas": areas,
    }


def _drawn(
    outlines: Iterable[Outline],
) -> tuple[Sequence[Outline], NDArray[Any], NDArray[Any], NDArray[np.int64]]:
    """Those that have an extent, their shapes, all polygons of them, and whose each is."""
    listed = list(outlines)
    shapes = np.array(shapely.from_wkb([outline.geometry_wkb for outline in listed]), dtype=object)
    polygons, of = _polygons(shapely.orient_polygons(shapes))
    kept, area = np.unique(of, return_inverse=True)
    return [listed[position] for position in kept.tolist()], shapes[kept], polygons, area


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
