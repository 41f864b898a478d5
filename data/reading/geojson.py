"""GeoJSON features as the rows of a sheet: one column per property and one for the geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely
import shapely.errors
import shapely.geometry

from data.errors import NO_DATUM, UNREADABLE, ContractError
from data.reading import datum as datums

_WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490", "WGS84", "WGS-84")
_MOST_FEATURES = 200_000


class DatumUnknown(ContractError):
    """The file does not say its coordinate system and nobody answered yet."""


def _stated_datum(collection: dict[str, Any]) -> str | None:
    crs = collection.get("crs")
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else ""
    return "WGS-84" if name.upper().endswith(_WGS84_NAMES) else None


def _geometry(value: Any, datum: str) -> bytes | str:
    """WKB in WGS-84; '' where there is none; '#geometry' where it is broken."""
    if not value:
        return ""
    try:
        shape = shapely.geometry.shape(value)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError):
        return "#geometry"
    if shape.is_empty or not all(map(_is_on_earth, (shape.bounds[:2], shape.bounds[2:]))):
        return "#geometry"
    return bytes(shapely.to_wkb(datums.to_wgs84(shape, datum)))


def _is_on_earth(point: tuple[float, ...]) -> bool:
    return abs(point[0]) <= 180 and abs(point[1]) <= 90


def read(path: Path, datum: str | None) -> tuple[list[str], list[list[Any]]]:
    """Header and rows; the geometry column is headed ``geometry:point`` or ``geometry:area``."""
    try:
        collection = json.loads(path.read_text(encoding="utf-8-sig"))
        features = collection["features"]
        if not isinstance(features, list) or len(features) > _MOST_FEATURES:
            raise ContractError(UNREADABLE)
        properties = [dict(feature.get("properties") or {}) for feature in features]
        geometries = [feature.get("geometry") for feature in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ContractError(UNREADABLE) from error
    stated = _stated_datum(collection) or datum
    if stated is None:
        raise DatumUnknown(NO_DATUM)
    names = list(dict.fromkeys(str(name) for row in properties for name in row))
    kinds = {g.get("type") for g in geometries if isinstance(g, dict)}
    header = "geometry:point" if kinds <= {"Point"} else "geometry:area"
    rows = [
        [*("" if row.get(name) is None else row[name] for name in names), _geometry(shape, stated)]
        for row, shape in zip(properties, geometries, strict=True)
    ]
    return [*names, header], rows
