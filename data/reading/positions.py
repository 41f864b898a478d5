"""Longitudes and latitudes that stand in columns of a sheet."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from pyarrow import feather

from data.issues import Issue
from data.reading.errors import DATUMS


def bring_to_wgs84(sheet: dict[str, Any], datum: str | None) -> None:
    """Longitudes and latitudes of a sheet; unknown until their coordinate system is answered."""
    if not sheet.get("cells", {}).get("longitude"):
        return
    from data.reading import datum as datums  # noqa: PLC0415 - geometry is slow to load

    table = feather.read_table(sheet["draft"])
    longitude, latitude = table["longitude"].to_pylist(), table["latitude"].to_pylist()
    for row, (x, y) in enumerate(zip(longitude, latitude, strict=True)):
        if datum is None or x is None or y is None or abs(x) > 180 or abs(y) > 90:
            longitude[row], latitude[row] = None, None
        else:
            longitude[row], latitude[row] = datums.point_to_wgs84(x, y, datum)
    for name, values in (("longitude", longitude), ("latitude", latitude)):
        position = table.schema.get_field_index(name)
        table = table.set_column(position, name, pa.array(values, pa.float64()))
    feather.write_feather(table, sheet["draft"], compression="uncompressed")
    if datum is None:
        issue = Issue("asked", "position_waits", sheet["sheet"], "", 0, "longitude",
                      question="datum", candidates=DATUMS, rows=0)  # fmt: skip
        sheet["issues"].append(issue.as_mapping())
