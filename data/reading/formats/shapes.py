"""Geometries on their way into a sheet: where on earth they lie, and whether they can be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from data.errors import NO_DATUM
from data.reading import datum as datums
from data.reading.errors import BD09, GCJ02, WGS84, DatumUnknown
from data.reading.raw import TANGLED, SelfCrossing

BROKEN = "#geometry"
"""Stands in the geometry column for a geometry that cannot be used; the cell is then refused."""

MOST_FEATURES = 200_000

_WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490", "WGS84", "WGS-84")
_POLYGONS = frozenset({"Polygon", "MultiPolygon"})
_MOST_VERTICES = 2_000_000
_MOST_CROSSINGS = 200
MOST_CROSSINGS_OF_A_FILE = 2_000
_EDGES_LOOKED_AT = 500

_Bring = Callable[[shapely.Geometry], shapely.Geometry]


@dataclass
class Placing:
    """How geometries of a file are read, and what brings them to WGS-84 (longitude, latitude).

    ``crossings_left``: how often its shapes may still cross themselves; mending takes its time.
    """

    datum: str
    bring: _Bring
    crossings_left: float = field(default_factory=lambda: MOST_CROSSINGS_OF_A_FILE)


def placing(stated: str | None, answered: str | None) -> Placing:
    """How to bring shapes to WGS-84, by what the file says, else by what the clerk answered."""
    name = (stated or "").upper()
    if name.endswith(_WGS84_NAMES):
        return Placing(WGS84, _as_they_are)
    for datum in (GCJ02, BD09):
        if datum.replace("-", "") in name.replace("-", ""):
            return _read_as(datum)
    if stated and (transform := _transformation(stated)) is not None:
        return Placing(WGS84, transform)
    if answered is None:
        raise DatumUnknown(NO_DATUM)
    return _read_as(answered)


def _read_as(datum: str) -> Placing:
    return Placing(datum, lambda shape: datums.to_wgs84(shape, datum))


def _as_they_are(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.force_2d(shape)


def _transformation(stated: str) -> _Bring | None:
    """From any system that the projection library knows; None where it knows none."""
    import pyproj  # noqa: PLC0415 - most files never need it

    try:
        system = pyproj.CRS.from_user_input(stated)
        if not (system.is_geographic or system.is_projected):
            return None
        step = pyproj.Transformer.from_crs(system, "EPSG:4326", always_xy=True)
    except pyproj.exceptions.ProjError:
        return None

    def bring(points: Any) -> Any:
        return np.column_stack(step.transform(points[:, 0], points[:, 1]))

    return lambda shape: shapely.transform(shapely.force_2d(shape), bring)


def stored(shape: shapely.Geometry | None, place: Placing, *, is_area: bool) -> bytes | str:
    """WKB in WGS-84; '' where there is none; BROKEN or TANGLED where it cannot be used."""
    if shape is None:
        return ""
    if shape.is_empty or shapely.get_num_coordinates(shape) > _MOST_VERTICES:
        return BROKEN
    if is_area != (shape.geom_type in _POLYGONS):
        return BROKEN
    try:
        shape = place.bring(shape)
    except (ValueError, OverflowError, shapely.errors.ShapelyError):
        return BROKEN
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return BROKEN
    is_flat = is_area and shape.convex_hull.area <= 0
    if is_flat or not np.isfinite(shapely.get_coordinates(shape)).all():
        return BROKEN
    wkb = bytes(shapely.to_wkb(shape))
    if shape.is_valid:
        return wkb
    crossings = max(1.0, _crossings(shape))
    if crossings > min(_MOST_CROSSINGS, place.crossings_left):
        return TANGLED
    place.crossings_left -= crossings
    return SelfCrossing(wkb)


def _crossings(shape: shapely.Geometry) -> float:
    """About how often it crosses itself, counted on some of its edges, evenly spread.

    Mending takes minutes for a few hundred crossings.
    """
    rings = map(shapely.get_coordinates, shapely.get_rings(shapely.get_parts(shape)))
    edges = np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings])
    lines = shapely.linestrings(edges)
    looked_at = lines[:: max(1, len(lines) // _EDGES_LOOKED_AT)]
    touches = shapely.STRtree(lines).query(looked_at, predicate="intersects").shape[1]
    return float((touches - 3 * len(looked_at)) * len(lines) / len(looked_at) / 2)


def header_of(kinds: set[str]) -> str:
    """The head of the geometry column: ``geometry:point`` or ``geometry:area``."""
    return "geometry:point" if kinds <= {"Point"} else "geometry:area"
