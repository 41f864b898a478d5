"""Where on earth the rows of a sheet lie: shapes of maps, and coordinates that stand in columns."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from pyarrow import feather

from data.issues import Issue
from data.reading.errors import DATUMS


def bring_to_wgs84(sheet: dict[str, Any], told: list[dict[str, str | None]]) -> None:
    """Positions of a sheet in WGS-84; ``sheet["datum"]`` then says as what they were read.

    ``told`` holds the clerk's answers: the coordinate system of what does not state one, and, with
    a ``spelling``, the one that numbers stated or taken to be of another really have. Coordinates
    in columns are unknown until their coordinate system is answered.
    """
    if "draft" not in sheet:  # it waits as a whole, such as for its day
        return
    if sheet["cells"].get("longitude"):
        _columns_to_wgs84(sheet, answered_datum(told))
    instead = {a.get("spelling"): a["value"] for a in reversed(told)}.get(sheet["datum"])
    if sheet["datum"] and instead in DATUMS and instead != sheet["datum"]:
        _read_again(sheet, str(instead))


def answered_datum(told: list[dict[str, str | None]]) -> str | None:
    """The coordinate system of what does not state one, as the clerk answered."""
    return next((a["value"] for a in told if not a.get("spelling")), None)


def _columns_to_wgs84(sheet: dict[str, Any], datum: str | None) -> None:
    from data.reading import datum as datums  # noqa: PLC0415 - geometry is slow to load

    table = feather.read_table(sheet["draft"])
    longitude, latitude = table["longitude"].to_pylist(), table["latitude"].to_pylist()
    for row, (x, y) in enumerate(zip(longitude, latitude, strict=True)):
        if datum is None or x is None or y is None or abs(x) > 180 or abs(y) > 90:
            longitude[row], latitude[row] = None, None
        else:
            longitude[row], latitude[row] = datums.point_to_wgs84(x, y, datum)
    _keep(sheet, table, {"longitude": longitude, "latitude": latitude})
    sheet["datum"] = datum
    if datum is None:
        issue = Issue("asked", "position_waits", sheet["sheet"], "", 0, "longitude",
                      question="datum", candidates=DATUMS, rows=0)  # fmt: skip
        sheet["issues"].append(issue.as_mapping())


def _read_again(sheet: dict[str, Any], instead: str) -> None:
    import shapely  # noqa: PLC0415 - geometry is slow to load

    from data.reading.datum import read_again  # noqa: PLC0415

    table = feather.read_table(sheet["draft"], memory_map=False)
    if "geometry" in table.column_names:
        shapes = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
        moved = shapely.to_wkb(read_again(shapes, sheet["datum"], instead))
        _keep(sheet, table, {"geometry": [None if one is None else bytes(one) for one in moved]})
    else:
        points = shapely.points(table["longitude"].to_numpy(), table["latitude"].to_numpy())
        moved = read_again(points, sheet["datum"], instead)
        longitude, latitude = shapely.get_x(moved), shapely.get_y(moved)
        _keep(sheet, table, {"longitude": longitude, "latitude": latitude})
    sheet["datum"] = instead


def _keep(sheet: dict[str, Any], table: pa.Table, columns: dict[str, Any]) -> None:
    for name, values in columns.items():
        position = table.schema.get_field_index(name)
        kind = table.schema.field(name).type
        table = table.set_column(position, name, pa.array(values, kind, from_pandas=True))
    feather.write_feather(table, sheet["draft"], compression="uncompressed")
