"""Shapes as the browser fetches them once: whole-number steps instead of decimal coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry

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


def _steps(ring: LinearRing, scale: int) -> list[int]:
    """A ring as x0, y0 and then the differences, without its closing point."""
    corners = np.rint(shapely.get_coordinates(ring)[:-1] * scale).astype(np.int64)
    steps: list[int] = np.diff(corners, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel().tolist()
    return steps


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, outer rings one way round and holes the other."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    return [part for each in getattr(shape, "geoms", ()) for part in _polygons(each)]


def encode(outlines: Iterable[Outline]) -> bytes:
    """Areas as JSON; see ``stepped``."""
    return json.dumps(stepped(outlines), ensure_ascii=False, separators=(",", ":")).encode()


def stepped(outlines: Iterable[Outline]) -> dict[str, Any]:
    """Areas in whole numbers: k steps per degree, ids, names, label points, polygons as lists of
    rings, and which areas lie over others. Empty extents are left out."""
    listed = list(outlines)
    scale = COARSE if len(listed) > MANY else SCALE
    shapes = np.array(shapely.from_wkb([outline.geometry_wkb for outline in listed]), dtype=object)
    drawn = [_polygons(shape) for shape in shapely.orient_polygons(shapes)]
    kept = [position for position, polygons in enumerate(drawn) if polygons]
    return {
        "k": scale,
        "ids": [listed[position].place_id for position in kept],
        "names": [listed[position].name for position in kept],
        "at": np.rint(_label_points(shapes[kept]) * scale).astype(np.int64).tolist(),
        "areas": [
            [
                [_steps(ring, scale) for ring in (polygon.exterior, *polygon.interiors)]
                for polygon in drawn[position]
            ]
            for position in kept
        ],
        "over": [number for number, position in enumerate(kept) if listed[position].is_over],
    }


def _label_points(shapes: NDArray[Any]) -> NDArray[np.float64]:
    """Where names stand best: the middle if it lies inside, else a point that does."""
    if not len(shapes):
        return np.zeros((0, 2))
    valid = shapely.make_valid(shapes)
    middles = shapely.centroid(valid)
    inside = shapely.within(middles, valid)
    points = np.where(inside, middles, shapely.point_on_surface(valid))
    found: NDArray[np.float64] = shapely.get_coordinates(points)
    return found
