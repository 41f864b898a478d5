"""Shapefiles and GeoPackages: each layer a sheet, each feature a row."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from data.errors import SHAPEFILE_INCOMPLETE, TOO_MANY_FEATURES, UNREADABLE, ContractError
from data.reading.formats import dbf
from data.reading.formats.foreign import reading_by_others
from data.reading.formats.shapes import MOST_FEATURES, header_of, placing, stored
from data.reading.formats.zips import BROKEN, refuse_bombs, take_out
from data.reading.raw import RawSheet

_PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
_MOST_LAYERS = 20


def read_gpkg(path: Path, datum: str | None, folder: Path) -> list[RawSheet]:
    """The layers of a GeoPackage."""
    copy = folder / "layers.gpkg"
    shutil.copyfile(path, copy)
    with reading_by_others():
        names = [str(name) for name, _ in pyogrio.list_layers(copy)]
    return [_layer(copy, name, datum) for name in names[:_MOST_LAYERS]]


def read_shapefile(path: Path, datum: str | None, folder: Path) -> list[RawSheet]:
    """A loose .shp with the files of the same name beside it."""
    beside = {
        file.suffix.lower(): file
        for file in sorted(path.parent.iterdir())
        if file.stem == path.stem and file.suffix.lower() in _PARTS and file.is_file()
    }
    beside[".shp"] = path
    for suffix, file in beside.items():
        shutil.copyfile(file, folder / f"layer{suffix}")
    return [_shapefile(folder / "layer.shp", None, datum)]


def read_shapefile_zip(path: Path, datum: str | None, folder: Path) -> list[RawSheet]:
    """Every Shapefile in a zip; the paths inside the zip play no part."""
    refuse_bombs(path)
    sheets = []
    try:
        with zipfile.ZipFile(path) as archive:
            files = {n.lower(): n for n in archive.namelist() if "__macosx" not in n.lower()}
            stems = [name[:-4] for name in files if name.endswith(".shp")][:_MOST_LAYERS]
            for number, stem in enumerate(stems):
                for suffix in _PARTS:
                    if stem + suffix in files:
                        take_out(archive, files[stem + suffix], folder / f"layer{number}{suffix}")
                name = Path(_readable(files[stem + ".shp"])).stem if len(stems) > 1 else None
                sheets.append(_shapefile(folder / f"layer{number}.shp", name, datum))
    except BROKEN as error:
        raise ContractError(UNREADABLE) from error
    return sheets


def _readable(name: str) -> str:
    """A name in a zip of a Chinese system, which says neither GBK nor UTF-8."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _shapefile(path: Path, name: str | None, datum: str | None) -> RawSheet:
    table, code_page = path.with_suffix(".dbf"), path.with_suffix(".cpg")
    if not table.exists():
        raise ContractError(SHAPEFILE_INCOMPLETE)
    told = code_page.read_bytes().decode("ascii", "ignore") if code_page.exists() else None
    names, records = dbf.read(table, told)
    # GDAL reads the shapes only, and makes an index where there is none.
    table.unlink()
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
    meta, places, shapes, _ = _read(path, None, [])
    blank = [""] * len(names)
    rows = [records[place] if place < len(records) else blank for place in places.tolist()]
    return _sheet(name, names, rows, shapes, meta["crs"], datum)


def _layer(path: Path, layer: str, datum: str | None) -> RawSheet:
    meta, places, shapes, fields = _read(path, layer, None)
    columns = [_cells(values) for values in fields]
    rows = [list(row) for row in zip(*columns, strict=True)] or [[] for _ in places]
    return _sheet(layer, list(map(str, meta["fields"])), rows, shapes, meta["crs"], datum)


def _read(path: Path, layer: str | None, columns: list[str] | None) -> Any:
    with reading_by_others():
        read = pyogrio.raw.read(
            path, layer=layer, columns=columns, max_features=MOST_FEATURES + 1, force_2d=True,
            return_fids=True,
        )  # fmt: skip
    if len(read[1]) > MOST_FEATURES:
        raise ContractError(TOO_MANY_FEATURES.format(limit=f"{MOST_FEATURES:,}"))
    return read


def _sheet(  # noqa: PLR0917
    name: str | None, names: list[str], rows: list[list[Any]], shapes: Any, crs: Any,
    datum: str | None,
) -> RawSheet:  # fmt: skip
    numbers = [-1, *range(len(rows))]
    if shapes is None:
        return RawSheet(name, [names, *rows], numbers, is_map=True)
    drawn = shapely.from_wkb(shapes, on_invalid="ignore")
    header = header_of({shape.geom_type for shape in drawn if shape is not None})
    place = placing(str(crs) if crs else None, datum)
    full = [
        [*row, stored(shape, place, is_area=header == "geometry:area")]
        for row, shape in zip(rows, drawn, strict=True)
    ]
    return RawSheet(name, [[*names, header], *full], numbers, is_map=True, datum=place.datum)


def _cells(values: Any) -> list[Any]:
    """A field as cells: numbers as spreadsheets keep them, '' for what is missing."""
    if np.issubdtype(values.dtype, np.datetime64):
        moments = values.astype("datetime64[s]").tolist()
        return ["" if moment is None else moment for moment in moments]
    if np.issubdtype(values.dtype, np.bool_):
        return list(values.tolist())
    if np.issubdtype(values.dtype, np.number):
        return ["" if number != number else float(number) for number in values.tolist()]  # noqa: PLR0124
    return ["" if value is None else value for value in values.tolist()]
