"""What a map shows, as files: GeoJSON and GPKG for a geographic information system, in WGS-84."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from typing import Any, Literal

import numpy as np
import pyogrio
import shapely

from views.files import WITHHELD
from views.lights import light_of
from views.map_difference import Change
from views.map_picture import Extent
from views.map_view import MapView
from views.results import Reading

GEOJSON, GPKG = "application/geo+json", "application/geopackage+sqlite3"
DRIVERS = {"geojson": "GeoJSON", "gpkg": "GPKG"}
TEXTS = (
    "place_id", "name", "level", "metric", "period", "state", "light", "data_day", "figure",
    "withheld",
)  # fmt: skip
NUMBERS = ("numerator", "denominator", "value", "smoothed", "then", "difference")
"""``figure`` says which one the map is coloured by, ``raw`` (that is ``value``) or ``smoothed``; it
is empty for a metric that is not smoothed. ``withheld`` says of a place that its figures stay
inside the system; it is empty for all others."""


def _row(
    view: MapView, extent: Extent, reading: Reading | None, change: Change | None, language: str
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "place_id": extent.place_id, "name": extent.name, "level": view.level,
        "metric": view.metric.key, "period": view.period.period_id,
        "figure": view.rates.figure, "smoothed": view.rates.smoothed.get(extent.place_id),
    }  # fmt: skip
    if reading is not None:
        row |= {
            "state": reading.state, "light": light_of(reading.state).word.in_(language),
            "data_day": "" if reading.through_on is None else f"{reading.through_on:%Y-%m-%d}",
            "numerator": reading.numerator, "denominator": reading.denominator,
            "value": reading.value,
        }  # fmt: skip
    if change is not None and view.is_difference:
        row |= {"then": change.then, "difference": change.difference}
    return row


def written(
    view: MapView, extents: Sequence[Extent], kind: Literal["geojson", "gpkg"], language: str,
    *, withheld: Collection[str] = (),
) -> bytes:  # fmt: skip
    """The areas with what is known of them; what is not reported has no value, never zero.

    The view is one that may leave the system, without the figures of the ``withheld`` places.
    """
    readings = {reading.place.place_id: reading for reading in view.readings}
    changes = {change.place.place_id: change for change in view.changes}
    rows = [
        _row(view, each, readings.get(each.place_id), changes.get(each.place_id), language)
        for each in extents
    ]
    for row in rows:
        row["withheld"] = WITHHELD.in_(language) if row["place_id"] in withheld else ""
    shapes = shapely.from_wkb([extent.geometry_wkb for extent in extents])
    texts = [np.array([row.get(name, "") or "" for row in rows], dtype=object) for name in TEXTS]
    figures = [
        np.array([np.nan if row.get(name) is None else row[name] for row in rows], dtype=float)
        for name in NUMBERS
    ]
    held = io.BytesIO()
    pyogrio.raw.write(
        held, geometry=shapely.to_wkb(_multi(np.array(shapes, dtype=object))),
        field_data=[*texts, *figures], fields=[*TEXTS, *NUMBERS], geometry_type="MultiPolygon",
        crs="EPSG:4326", driver=DRIVERS[kind], layer=view.metric.key,
    )  # fmt: skip
    return held.getvalue()


def _multi(shapes: Any) -> Any:
    """Every area as several polygons, so that one kind of geometry holds them all."""
    return np.array(
        [
            shapely.multipolygons([p for p in shapely.get_parts(s) if p.geom_type == "Polygon"])
            for s in shapes
        ],
        dtype=object,
    )
