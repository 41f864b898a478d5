"""The rows behind a number, divided by a dimension: one question to the version file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from data.catalogue import contracts
from data.contract import Contract
from metrics.counted import Counted
from metrics.dimension import Dimension
from metrics.measure import units_of
from metrics.metric import Metric
from metrics.speaking import speaking_inside
from publication.evidence import in_period

_PLAIN = """
WITH chosen AS (
    SELECT {part} AS part, {numerator} AS numerator, {denominator} AS denominator
    FROM {table} AS e {units}
    WHERE ({where}) AND {within})
SELECT part, COALESCE(SUM(CAST(numerator AS DOUBLE)), 0),
       COALESCE(SUM(CAST(denominator AS DOUBLE)), 0), COUNT(*)
FROM chosen GROUP BY part
"""

_OVERLAPPING = """
WITH chosen AS (
    SELECT {part} AS part, {numerator} AS numerator, {denominator} AS denominator,
           {person} AS person
    FROM {table} AS e {units}
    WHERE ({where}) AND {within}),
split AS (
    SELECT c.numerator, c.denominator, c.person,
           UNNEST(CASE WHEN c.part IS NULL OR LEN({pieces}) = 0 THEN [NULL] ELSE {pieces} END)
               AS part
    FROM chosen AS c),
divided AS (
    SELECT part, FALSE AS is_whole, COALESCE(SUM(CAST(numerator AS DOUBLE)), 0) AS upper_part,
           COALESCE(SUM(CAST(denominator AS DOUBLE)), 0) AS lower_part, COUNT(*) AS rows_of_part,
           COUNT(DISTINCT person) AS persons
    FROM split GROUP BY part
    UNION ALL
    SELECT NULL, TRUE, COALESCE(SUM(CAST(numerator AS DOUBLE)), 0),
           COALESCE(SUM(CAST(denominator AS DOUBLE)), 0), COUNT(*), COUNT(DISTINCT person)
    FROM chosen)
SELECT part, upper_part, lower_part, rows_of_part, persons, is_whole FROM divided
"""


@dataclass(frozen=True)
class Whole:
    """The published number that is divided."""

    numerator: float
    denominator: float | None
    value: float | None
    level: Any
    place_id: str
    period_id: str
    start_on: date
    end_on: date


Row = tuple[str | None, float, float, int, int, bool]
"""Part, numerator, denominator, rows, persons; and whether it is all parts at once."""


def divides(part: Counted, metric: Metric) -> bool:
    """Whether the rows say what each of them adds to the number."""
    return part.numerator is not None or part.denominator is not None or by_unit(part, metric)


def by_unit(part: Counted, metric: Metric) -> bool:
    """Whether a row is a place of the register, which adds what the metric says of that place."""
    return part.unit is not None and metric.adds_up


def divided(
    con: duckdb.DuckDBPyConnection, metric: Metric, part: Counted, dimension: Dimension,
    whole: Whole,
) -> list[Row]:  # fmt: skip
    """The rows of one dataset behind a number in parts, and all of them at once."""
    contract = contracts()[part.dataset]
    is_snapshot = contract.kind == "snapshot"
    is_unit = by_unit(part, metric)
    if is_unit:
        units_of(con, metric, whole.level, whole.place_id, whole.period_id)
    else:
        above = whole.place_id[:12] if whole.level == "grid" else whole.place_id
        speaking_inside(con, metric, above, whole.period_id)
    conditions = [part.where or in_period(metric, contract)]
    if is_snapshot:
        conditions.append("e.period_id = p.period_id")
    overlaps = dimension.overlaps or part.person is not None
    sql = (_OVERLAPPING if overlaps else _PLAIN).format(
        part=dimension.sql,
        numerator=part.numerator or ("u.numerator" if is_unit else "NULL"),
        denominator=part.denominator or ("u.denominator" if is_unit else "NULL"),
        person=part.person or "NULL",
        table=f"{part.dataset}_at" if is_snapshot else part.dataset,
        units=f"JOIN unit_shares AS u ON u.place_id = e.{part.unit}" if is_unit else "",
        where=" AND ".join(f"({each})" for each in conditions),
        within="TRUE" if is_unit else _within(part, contract, whole.level),
        pieces=dimension.pieces("c.part") if dimension.overlaps else "[c.part]",
    )
    sql, values = _of_period(sql, whole)
    if "$place" in sql:
        values["place"] = whole.place_id
    rows = con.execute(sql, values).fetchall()
    if overlaps:
        return [(code, upper, lower, rows_, persons, bool(is_whole))
                for code, upper, lower, rows_, persons, is_whole in rows]  # fmt: skip
    total = [sum(row[column] for row in rows) for column in (1, 2, 3)]
    whole_row: Row = (None, total[0], total[1], total[2], 0, True)
    return [*((*row, 0, False) for row in rows), whole_row]


def _of_period(sql: str, whole: Whole) -> tuple[str, dict[str, Any]]:
    """The period's days as values: a database filters by what it knows before it begins."""
    values = {"period_id": whole.period_id, "start_on": whole.start_on, "end_on": whole.end_on}
    types = {"period_id": "VARCHAR", "start_on": "DATE", "end_on": "DATE"}
    named = set(re.findall(r"\bp\.(period_id|start_on|end_on)\b", sql))
    for name in named:
        sql = re.sub(rf"\bp\.{name}\b", f"CAST(${name} AS {types[name]})", sql)
    return sql, {name: values[name] for name in named}


def _within(part: Counted, contract: Contract, level: str) -> str:
    """Rows of the place, of communities whose data were heard in the period."""
    stored = contract.stored_types()
    if level == "grid" and "grid_id" in stored:
        return "e.grid_id = $place"
    if part.community is None and "community_id" not in stored:
        return "TRUE"
    community = f"({part.community or 'e.community_id'})"
    return f"{community} IN (SELECT h.community_id FROM speaking AS h)"
