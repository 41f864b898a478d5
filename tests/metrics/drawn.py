"""Published tables from drawings: what a test shows is all that there is.

A drawing is a table of text: a line of column names, a line of dashes, one line per row. An empty
cell is unknown. Shapes are drawn as WKT. Columns of origin may be left out.
"""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import shapely

from data.catalogue import contracts
from metrics import catalogue
from metrics.measure import measure
from metrics.metric import Metric
from publication.derive import derive
from publication.schema import columns_of, create_tables

AS_OF = date(2026, 11, 22)
"""The day of the data where a drawing names none: the Sunday of 2026-W47."""

WEEK = "2026-W47"


def rows_of(drawing: str) -> tuple[list[str], list[list[str | None]]]:
    """The column names and the cells of a drawing."""
    lines = [line for line in drawing.splitlines() if line.strip()]
    header, dashes, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert set("".join(dashes)) <= set("-+ "), "the second line of a drawing is dashes"
    assert all(len(row) == len(header) for row in body), "every row has all the cells"
    return header, [[cell or None for cell in row] for row in body]


def draw(as_of: date = AS_OF, **drawings: str) -> duckdb.DuckDBPyConnection:
    """The tables of a version, not yet measured, from one drawing per dataset."""
    con = duckdb.connect(config={"threads": "1"})
    create_tables(con, contracts())
    for name, drawing in drawings.items():
        header, rows = rows_of(drawing)
        types = columns_of(contracts()[name])
        assert not set(header) - set(types), f"{name} has no {set(header) - set(types)}"
        filled = []
        for number, row in enumerate(rows, start=2):
            origin = {"import_id": "1", "source_sheet": "Sheet1", "source_row": str(number)}
            filled.append(origin | {"as_of_on": str(as_of)} | dict(zip(header, row, strict=True)))
        if filled:
            columns = list(filled[0])
            one = ", ".join(f"CAST(? AS {types[column]})" for column in columns)
            con.execute(
                f"INSERT INTO all_{name}({', '.join(columns)})"
                f" VALUES {', '.join([f'({one})'] * len(filled))}",
                [_cell(row[column], types[column]) for row in filled for column in columns],
            )
    through_on = derive(con, contracts())
    con.execute(
        "INSERT INTO version_info VALUES (1, ?, ?)", [datetime(2026, 11, 23, 9, 0), through_on]
    )
    return con


def _cell(value: str | None, kind: str) -> object:
    if value is None:
        return None
    if kind == "BOOLEAN":
        return {"yes": True, "no": False}[value]
    if kind == "BLOB":
        return shapely.from_wkt(value).wkb
    return value


class Answers:
    """The measures of drawn tables, asked for in few words."""

    def __init__(self, con: duckdb.DuckDBPyConnection, *metrics: Metric) -> None:
        measure(con, metrics or catalogue.metrics().values())
        self.con = con

    def column(self, column: str, key: str, level: str, period: str = WEEK) -> dict:
        """Place -> one column of the measures, at one level in one period."""
        found = self.con.execute(
            f"SELECT place_id, {column} FROM measures"
            " WHERE metric = ? AND level = ? AND period_id = ? ORDER BY place_id",
            [key, level, period],
        ).fetchall()
        return dict(found)

    def value(self, key: str, level: str, period: str = WEEK) -> dict:
        """Place -> value."""
        return self.column("value", key, level, period)

    def state(self, key: str, level: str, period: str = WEEK) -> dict:
        """Place -> light."""
        return self.column("state", key, level, period)

    def flags(self, key: str, level: str, period: str = WEEK) -> dict:
        """Place -> flags."""
        return self.column("flags", key, level, period)

    def parts(self, key: str, level: str, period: str = WEEK) -> dict:
        """Place -> (numerator, denominator)."""
        numerators = self.column("numerator", key, level, period)
        denominators = self.column("denominator", key, level, period)
        return {place: (numerators[place], denominators[place]) for place in numerators}
