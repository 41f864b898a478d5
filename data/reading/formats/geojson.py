"""GeoJSON features as the rows of a sheet: one column per property and one for the geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely
import shapely.errors
import shapely.geometry

from data.errors import NO_FEATURES, TOO_MANY_FEATURES, ContractError
from data.reading.formats.shapes import BROKEN, MOST_FEATURES, Placing, header_of, placing, stored
from data.reading.raw import RawSheet
from data.reading.recognise import decode


def read(path: Path, datum: str | None) -> RawSheet:
    """The features of a collection, numbered from 0."""
    try:
        collection = json.loads(decode(path.read_bytes()))
        features = collection["features"]
        if not isinstance(features, list):
            raise ContractError(NO_FEATURES)
        if len(features) > MOST_FEATURES:
            raise ContractError(TOO_MANY_FEATURES.format(limit=f"{MOST_FEATURES:,}"))
        properties = [dict(feature.get("properties") or {}) for feature in features]
        geometries = [feature.get("geometry") for feature in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ContractError(NO_FEATURES) from error
    place = placing(_stated(collection), datum)
    names = list(dict.fromkeys(str(name) for row in properties for name in row))
    header = header_of({str(g.get("type")) for g in geometries if isinstance(g, dict)})
    is_area = header == "geometry:area"
    rows = [
        [*map(_cell, (row.get(name) for name in names)), _geometry(shape, place, is_area)]
        for row, shape in zip(properties, geometries, strict=True)
    ]
    numbers = [-1, *range(len(rows))]
    return RawSheet(None, [[*names, header], *rows], numbers, is_map=True, datum=place.datum)


def _stated(collection: dict[str, Any]) -> str | None:
    crs = collection.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return str(properties.get("name") or "") if isinstance(properties, dict) else None


def _cell(value: Any) -> Any:
    """A property as a cell; lists and objects as their text."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value) if abs(value) < 2**53 else str(value)
    return value if isinstance(value, str | float | bool) else json.dumps(value, ensure_ascii=False)


def _geometry(value: Any, place: Placing, is_area: bool) -> bytes | str:
    if not value:
        return ""
    try:
        shape = shapely.geometry.shape(value)
    except (
        ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError,
        shapely.errors.ShapelyError,
    ):  # fmt: skip
        return BROKEN
    return stored(shape, place, is_area=is_area)
