"""A small office for the tests of publication: drawn tables become accepted imports."""

from __future__ import annotations

from datetime import date, datetime

import pyarrow as pa
import shapely

from data.catalogue import contracts
from data.home import Home
from data.ledger import Ledger
from tests.metrics.drawn import rows_of

MONDAY = datetime(2026, 11, 23, 9, 0)
SUNDAY = date(2026, 11, 22)

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 300
    C2           | 汀蘅社区       | 150
"""

GRIDS = """
    community_id | grid_id | grid_name | resident_households
    -------------+---------+-----------+--------------------
    C1           | G1      | 第一网格  | 300
    C2           | G2      | 第一网格  | 150
"""


def table_of(dataset: str, drawing: str, as_of: date = SUNDAY) -> pa.Table:
    """A drawing as the importer would store it."""
    types = {name: _arrow(kind) for name, kind in contracts()[dataset].stored_types().items()}
    header, rows = rows_of(drawing)
    columns = {name: [None] * len(rows) for name in types}
    columns["source_sheet"] = ["Sheet1"] * len(rows)
    columns["source_row"] = list(range(2, 2 + len(rows)))
    columns["as_of_on"] = [as_of] * len(rows)
    for name, cells in zip(header, zip(*rows, strict=True), strict=True):
        columns[name] = [_value(cell, types[name]) for cell in cells]
    return pa.table({name: pa.array(columns[name], types[name]) for name in types})


def accept(home: Home, *, as_of: date = SUNDAY, file_name: str = "表.xlsx", **drawings: str) -> int:
    """Put one file with these datasets into the ledger."""
    return Ledger(home).add_import(
        file_name=file_name,
        sha256="0" * 64,
        imported_at=MONDAY,
        imported_by="clerk",
        tables={name: table_of(name, drawing, as_of) for name, drawing in drawings.items()},
        report={},
    )


def _arrow(kind: str) -> pa.DataType:
    return pa.type_for_alias(kind)


def _value(cell: str | None, kind: pa.DataType) -> object:
    if cell is None:
        return None
    if pa.types.is_boolean(kind):
        return {"yes": True, "no": False}[cell]
    if pa.types.is_binary(kind):
        return shapely.from_wkt(cell).wkb
    if pa.types.is_timestamp(kind):
        return datetime.fromisoformat(cell)
    if pa.types.is_date(kind):
        return date.fromisoformat(cell)
    if pa.types.is_integer(kind):
        return int(cell)
    return float(cell) if pa.types.is_floating(kind) else cell
