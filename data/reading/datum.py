"""Coordinates of GCJ-02 and BD-09 brought back to WGS-84.

The offset of GCJ-02 follows the published formula on the Krasovsky 1940 ellipsoid; its inverse is
found by fixed-point iteration, exact to well below a millimetre. BD-09 is a rotation on top of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from data.errors import NO_DATUM, ContractError
from data.reading.errors import DATUMS

_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BD_ANGLE = np.pi * 3000.0 / 180.0
_ITERATIONS = 8


def _offset(longitude: Any, latitude: Any) -> tuple[Any, Any]:
    x, y = longitude - 105.0, latitude - 35.0
    waves = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + waves
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + waves
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    radians = np.radians(latitude)
    magic = 1 - _ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / (magic * np.sqrt(magic))
    parallel = _SEMI_MAJOR_M / np.sqrt(magic) * np.cos(radians)
    return east * 180 / (parallel * np.pi), north * 180 / (meridian * np.pi)


def _from_gcj02(points: Any) -> Any:
    wanted = points
    for _ in range(_ITERATIONS):
        east, north = _offset(points[:, 0], points[:, 1])
        points = wanted - np.column_stack([east, north])
    return points


def _from_bd09(points: Any) -> Any:
    x, y = points[:, 0] - 0.0065, points[:, 1] - 0.006
    wanted = np.column_stack([x, y])
    gcj = wanted
    for _ in range(_ITERATIONS):
        z = np.hypot(gcj[:, 0], gcj[:, 1]) + 0.00002 * np.sin(gcj[:, 1] * _BD_ANGLE)
        theta = np.arctan2(gcj[:, 1], gcj[:, 0]) + 0.000003 * np.cos(gcj[:, 0] * _BD_ANGLE)
        gcj = gcj + wanted - np.column_stack([z * np.cos(theta), z * np.sin(theta)])
    return _from_gcj02(gcj)


def to_wgs84(shape: Any, datum: str) -> Any:
    """The shape, or an array of them, in WGS-84 (longitude, latitude in degrees), as plane."""
    shape = shapely.force_2d(shape)
    if datum == "WGS-84":
        return shape
    if datum not in DATUMS:
        raise ContractError(NO_DATUM)
    return shapely.transform(shape, _from_gcj02 if datum == "GCJ-02" else _from_bd09)


def _from_wgs84(points: Any, datum: str) -> Any:
    if datum == "WGS-84":
        return points
    east, north = _offset(points[:, 0], points[:, 1])
    gcj = points + np.column_stack([east, north])
    if datum == "GCJ-02":
        return gcj
    z = np.hypot(gcj[:, 0], gcj[:, 1]) + 0.00002 * np.sin(gcj[:, 1] * _BD_ANGLE)
    theta = np.arctan2(gcj[:, 1], gcj[:, 0]) + 0.000003 * np.cos(gcj[:, 0] * _BD_ANGLE)
    return np.column_stack([z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006])


def read_again(shapes: Any, was: str, instead: str) -> Any:
    """Shapes in WGS-84 that were read as ``was``, as they lie if their numbers are ``instead``."""
    raw = shapely.transform(shapes, lambda points: _from_wgs84(points, was))
    return to_wgs84(raw, instead)


def point_to_wgs84(longitude: float, latitude: float, datum: str) -> tuple[float, float]:
    """One position (degrees) in WGS-84."""
    shape = to_wgs84(shapely.Point(longitude, latitude), datum)
    return float(shape.x), float(shape.y)
