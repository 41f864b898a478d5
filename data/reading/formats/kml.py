"""KML placemarks as the rows of a sheet: name, ExtendedData and the geometry (always WGS-84)."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import shapely
import shapely.errors

from data.errors import TOO_MANY_FEATURES, UNREADABLE, ContractError
from data.reading.formats.shapes import BROKEN, MOST_FEATURES, header_of, placing, stored
from data.reading.formats.xml import local, parse_text
from data.reading.formats.zips import BROKEN as BROKEN_ZIP
from data.reading.formats.zips import chunks, refuse_bombs
from data.reading.raw import RawSheet
from data.reading.recognise import decode

_SHAPES = ("Point", "LineString", "Polygon", "MultiGeometry")


def read(path: Path) -> RawSheet:
    """The placemarks of a .kml file."""
    return _sheet(decode(path.read_bytes()))


def read_zip(path: Path) -> RawSheet:
    """The placemarks of a .kmz file: the first .kml inside."""
    refuse_bombs(path)
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(n for n in archive.namelist() if n.lower().endswith(".kml"))
            return _sheet(decode(b"".join(chunks(archive, name))))
    except BROKEN_ZIP as error:
        raise ContractError(UNREADABLE) from error


def _sheet(text: str) -> RawSheet:
    marks = [e for e in parse_text(text).iter() if local(e.tag) == "Placemark"]
    if len(marks) > MOST_FEATURES:
        raise ContractError(TOO_MANY_FEATURES.format(limit=f"{MOST_FEATURES:,}"))
    properties = [_properties(mark) for mark in marks]
    shapes = [_shape(mark) for mark in marks]
    names = list(dict.fromkeys(name for row in properties for name in row))
    header = header_of({s.geom_type for s in shapes if isinstance(s, shapely.Geometry)})
    place = placing("WGS84", None)
    rows: list[list[Any]] = [
        [
            *(row.get(name, "") for name in names),
            shape if isinstance(shape, str) else stored(shape, place, is_area=header[9:] == "area"),
        ]
        for row, shape in zip(properties, shapes, strict=True)
    ]
    numbers = [-1, *range(len(rows))]
    return RawSheet(
        None, [[*names, header], *rows], numbers, is_text=True, is_map=True, datum=place.datum
    )


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local(child.tag) == name), None)


def _properties(mark: Element) -> dict[str, str]:
    found = {"name": _text(_child(mark, "name"))}
    for element in mark.iter():
        name = element.get("name")
        if name and local(element.tag) == "Data":
            found[name.strip()] = _text(_child(element, "value"))
        elif name and local(element.tag) == "SimpleData":
            found[name.strip()] = _text(element)
    return {name: value for name, value in found.items() if value}


def _shape(mark: Element) -> shapely.Geometry | str | None:
    element = next((child for child in mark if local(child.tag) in _SHAPES), None)
    if element is None:
        return None
    try:
        return _build(element)
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError):
        return BROKEN


def _build(element: Element) -> shapely.Geometry:
    kind = local(element.tag)
    if kind == "Point":
        return shapely.Point(_line(element)[0])
    if kind == "LineString":
        return shapely.LineString(_line(element))
    if kind == "Polygon":
        shells = [_line(e) for e in element.iter() if local(e.tag) == "outerBoundaryIs"]
        holes = [_line(e) for e in element.iter() if local(e.tag) == "innerBoundaryIs"]
        return shapely.Polygon(shells[0], holes)
    parts = [_build(child) for child in element if local(child.tag) in _SHAPES]
    if parts and all(part.geom_type == "Polygon" for part in parts):
        return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    return parts[0] if len(parts) == 1 else shapely.GeometryCollection(parts)


def _line(element: Element) -> list[tuple[float, float]]:
    """Pairs of longitude and latitude; heights are left out."""
    text = " ".join(_text(e) for e in element.iter() if local(e.tag) == "coordinates")
    numbers = [item.split(",") for item in text.split()]
    return [(float(pair[0]), float(pair[1])) for pair in numbers]
