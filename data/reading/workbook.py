"""Any file of an office as raw sheets; what it is, is told by its content, never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data.reading.raw import RawSheet
from data.reading.recognise import recognise


def open_file(
    path: Path,
    datum: str | None,
    folder: Path,
    *,
    password: str | None = None,
    is_careful: bool = False,
) -> Iterator[RawSheet]:
    """Every sheet of the file, hidden ones too.

    ``datum`` is the answered coordinate system of a map file; ``folder`` takes copies that go with
    the reading process. ``is_careful`` scans even the largest sheets for stray cells. The readers
    of the formats are loaded as they are needed.
    """
    kind = recognise(path)
    match kind:
        case "excel" | "ods" | "fods" | "biff" | "locked":
            from data.reading.formats import excel  # noqa: PLC0415

            if kind == "locked":
                from data.reading.formats.locked import unlocked  # noqa: PLC0415

                path = unlocked(path, password, folder)
            if kind == "biff":
                opened = excel.open_compound(path, password, folder)
            elif kind == "fods":
                opened = excel.open_flat(path, folder)
            else:
                opened = excel.open_zip(path, folder, is_careful=is_careful)
            yield from excel.read(opened, folder)
        case "text":
            from data.reading.formats import text  # noqa: PLC0415

            yield text.read(path)
        case "html":
            from data.reading.formats import html  # noqa: PLC0415

            yield from html.read(path)
        case "xml_2003":
            from data.reading.formats import xml_2003  # noqa: PLC0415

            yield from xml_2003.read(path)
        case "geojson":
            from data.reading.formats import geojson  # noqa: PLC0415

            yield geojson.read(path, datum)
        case "kml" | "kmz":
            from data.reading.formats import kml  # noqa: PLC0415

            yield kml.read(path) if kind == "kml" else kml.read_zip(path)
        case "gpkg" | "shapefile" | "shapefile_zip":
            from data.reading.formats import layers  # noqa: PLC0415

            readers = {
                "gpkg": layers.read_gpkg,
                "shapefile": layers.read_shapefile,
                "shapefile_zip": layers.read_shapefile_zip,
            }
            yield from readers[kind](path, datum, folder)
