"""Shapes as the browser fetches them once: whole-number steps instead of decimal coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapely import from_wkb
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

SCALE = 1_000_000
"""Steps per degree: one step is about 0.1 m."""


@dataclass(frozen=True)
class Outline:
    """The area of a place, WKB in WGS-84."""

    place_id: str
    name: str
    geometry_wkb: bytes


@dataclass(frozen=True)
class Spot:
    """A point on the map with its name and what it is, WKB in WGS-84."""

    name: str
    kind: str
    is_counted: bool
    geometry_wkb: bytes


def _steps(line: LineString) -> list[int]:
    """A ring as x0, y0 and then the differences, without its closing point."""
    steps: list[int] = []
    last_x = last_y = 0
    for x, y, *_ in list(line.coords)[:-1]:
        now_x, now_y = round(x * SCALE), round(y * SCALE)
        steps += [now_x - last_x, now_y - last_y]
        last_x, last_y = now_x, now_y
    return steps


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [shape]
    if isinstance(shape, MultiPolygon):
        return list(shape.geoms)
    return [part for each in getattr(shape, "geoms", ()) for part in _polygons(each)]


def _label_point(shape: BaseGeometry) -> list[int]:
    """Where a name stands best: the middle if it lies inside, else a point that does."""
    point = shape.centroid if shape.centroid.within(shape) else shape.representative_point()
    return [round(point.x * SCALE), round(point.y * SCALE)]


def encode(outlines: Iterable[Outline]) -> bytes:
    """Areas as JSON: k steps per degree, ids, names, label points, polygons as lists of rings."""
    ids: list[str] = []
    names: list[str] = []
    areas: list[list[list[list[int]]]] = []
    at: list[list[int]] = []
    for outline in outlines:
        shape = from_wkb(outline.geometry_wkb)
        polygons = [polygon for polygon in _polygons(shape) if not polygon.is_empty]
        if not polygons:
            continue
        ids.append(outline.place_id)
        names.append(outline.name)
        at.append(_label_point(shape))
        areas.append([
            [_steps(polygon.exterior), *(_steps(hole) for hole in polygon.interiors)]
            for polygon in polygons
        ])  # fmt: skip
    found = {"k": SCALE, "ids": ids, "names": names, "at": at, "areas": areas}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def encode_spots(spots: Sequence[Spot]) -> bytes:
    """Points as JSON, in the same whole-number steps."""
    listed = []
    for spot in spots:
        point = from_wkb(spot.geometry_wkb)
        if isinstance(point, Point) and not point.is_empty:
            listed.append([
                round(point.x * SCALE), round(point.y * SCALE), spot.name, spot.kind,
                int(spot.is_counted),
            ])  # fmt: skip
    return json.dumps(
        {"k": SCALE, "spots": listed}, ensure_ascii=False, separators=(",", ":")
    ).encode()
