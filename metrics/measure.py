"""From rows to measures: sum first, divide once, at every level and for every period at once.

Grain of the result: one row per metric, period and place. Needs the tables of a published version
and fills its table ``measures``.

The rows of many indicators are gathered and then summed, divided and judged together: a statement
costs more than what it does to a few thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from metrics.errors import TWO_ROWS, MetricError
from metrics.metric import Level, Metric
from metrics.rating import limits
from metrics.speaking import Speaking, lineage

__all__ = ["behind", "insert_rows", "lineage", "measure", "units_of"]

AT_ONCE = 3_000_000
"""Rows gathered before they are summed: enough for a subdistrict at once, bounded for a city."""

_EMPTY = """
CREATE OR REPLACE TEMP TABLE unit_rows(metric VARCHAR, reading INTEGER, place_id VARCHAR,
    period_id VARCHAR, numerator DOUBLE, denominator DOUBLE, grain_state VARCHAR,
    is_provisional BOOLEAN);
CREATE OR REPLACE TEMP TABLE feeds(metric VARCHAR, reading INTEGER, level VARCHAR, is_grain BOOLEAN,
    behind INTEGER, span INTEGER, grid_kind VARCHAR, is_count BOOLEAN, is_state BOOLEAN,
    scale DOUBLE, small_base_below INTEGER);
CREATE OR REPLACE TEMP TABLE limits(metric VARCHAR, period_id VARCHAR, sign INTEGER,
    green_from DOUBLE, amber_from DOUBLE);
"""
"""``feeds`` says which rows feed which level and how its values are made; ``limits`` what they are
judged by. What rows may leave out is unknown in ``unit_rows``: no state of their own, final."""

_TWICE = """
SELECT metric, place_id, period_id FROM unit_rows
GROUP BY metric, reading, place_id, period_id HAVING COUNT(*) > 1 ORDER BY ALL LIMIT 1
"""

_SUMS = """
CREATE OR REPLACE TEMP TABLE sums AS
SELECT u.metric, f.level, l.ancestor_id AS place_id, u.period_id,
       ROUND(SUM(u.numerator), 6) AS numerator,
       ROUND(SUM(CASE WHEN u.numerator IS NOT NULL THEN u.denominator END), 6) AS denominator,
       ANY_VALUE(CASE WHEN f.is_grain THEN u.grain_state END) AS grain_state,
       BOOL_OR(COALESCE(u.is_provisional, FALSE) OR u.numerator IS NULL) AS is_provisional
FROM unit_rows AS u
JOIN feeds AS f ON f.metric = u.metric AND f.reading = u.reading
JOIN measured AS m ON m.level = f.level AND m.period_id = u.period_id
JOIN lineage AS l ON l.place_id = u.place_id AND l.ancestor_level = f.level
JOIN heard AS h ON h.behind = f.behind AND h.place_id = u.place_id AND h.period_id = u.period_id
GROUP BY u.metric, f.level, l.ancestor_id, u.period_id
"""

LIGHT = """CASE WHEN d.value IS NULL OR t.sign IS NULL THEN 'no_target'
                 WHEN t.sign * d.value >= t.green_from THEN 'green'
                 WHEN t.sign * d.value >= t.amber_from THEN 'amber'
                 ELSE 'red' END"""
"""The light of a value ``d`` by the limits ``t`` of its indicator and period."""

_RESULT = f"""
INSERT INTO measures
WITH asked AS (
    SELECT f.metric, p.place_id, p.level, m.period_id
    FROM feeds AS f
    JOIN places AS p ON p.level = f.level
    JOIN measured AS m ON m.level = p.level
    WHERE p.is_active AND (p.level <> 'grid' OR f.grid_kind IS NULL OR p.kind = f.grid_kind)
    UNION
    SELECT metric, place_id, level, period_id FROM sums),
found AS (
    SELECT f.metric, a.place_id, a.level, a.period_id, f.is_count, f.is_state, f.scale,
           f.small_base_below,
           CASE WHEN c.is_covered THEN s.numerator END AS numerator,
           CASE WHEN c.is_covered THEN s.denominator END AS denominator,
           CASE WHEN c.is_covered THEN s.grain_state END AS grain_state,
           NOT m.is_complete OR c.is_partial OR COALESCE(s.is_provisional, FALSE)
               OR COALESCE(h.is_partial, FALSE) AS is_provisional,
           COALESCE(h.is_back_carried, FALSE) AS is_back_carried
    FROM asked AS a
    JOIN feeds AS f ON f.metric = a.metric AND f.level = a.level
    JOIN measured AS m ON m.level = a.level AND m.period_id = a.period_id
    JOIN covered AS c ON c.span = f.span AND c.period_id = a.period_id
    LEFT JOIN heard AS h ON h.behind = f.behind AND h.place_id = a.place_id
          AND h.period_id = a.period_id
    LEFT JOIN sums AS s ON s.metric = a.metric AND s.place_id = a.place_id AND s.level = a.level
          AND s.period_id = a.period_id
    WHERE s.place_id IS NOT NULL OR h.place_id IS NULL OR a.level <> 'grid'),
divided AS (
    SELECT *, CASE WHEN is_count THEN numerator
                   WHEN denominator > 0 THEN scale * numerator / denominator END AS value
    FROM found)
SELECT d.metric, d.period_id, d.place_id, d.level, d.numerator, d.denominator, d.value,
       CASE WHEN d.numerator IS NULL THEN 'not_reported'
            WHEN d.grain_state IS NOT NULL THEN d.grain_state
            ELSE {LIGHT} END,
       CASE WHEN d.numerator IS NULL THEN '' ELSE CONCAT_WS(',',
            CASE WHEN d.is_provisional THEN 'provisional' END,
            CASE WHEN d.is_state AND d.is_back_carried THEN 'back_carried' END,
            CASE WHEN d.denominator < d.small_base_below THEN 'small_base' END) END
FROM divided AS d
LEFT JOIN limits AS t ON t.metric = d.metric AND t.period_id = d.period_id
ORDER BY d.metric, d.period_id, d.level, d.place_id
"""

_UNITS = """
CREATE OR REPLACE TEMP TABLE unit_shares AS
SELECT u.place_id, u.numerator,
       CASE WHEN u.numerator IS NOT NULL THEN u.denominator END AS denominator
FROM unit_rows AS u
JOIN heard AS h ON h.place_id = u.place_id AND h.period_id = u.period_id
JOIN lineage AS l ON l.place_id = u.place_id
WHERE l.ancestor_id = ? AND u.period_id = ?
"""

_SPEAKING = """
CREATE OR REPLACE TEMP TABLE speaking AS
SELECT community_id FROM reporting WHERE period_id = ?
"""


def measure(con: duckdb.DuckDBPyConnection, metrics: Iterable[Metric]) -> None:
    """Fill ``measures`` with every metric, for all places and periods that are measured.

    Raises MetricError where a metric yields two rows for one place and period.
    """
    speaking = Speaking(con)
    ends = con.execute("SELECT DISTINCT period_id, end_on FROM measured").fetchall()
    gathered: dict[str, Metric] = {}
    rows = 0
    for metric in metrics:
        if not gathered:
            con.execute(_EMPTY)
        behind, span = speaking.prepare(metric)
        rows += _gather(con, metric, behind, span)
        judged = ((period, limits(metric.target_on(end), metric.rating, metric.better))
                  for period, end in ends)  # fmt: skip
        insert_rows(con, "limits", [
            (metric.key, period, one.sign, one.green_from, one.amber_from)
            for period, one in judged if one is not None
        ])  # fmt: skip
        gathered[metric.key] = metric
        if rows >= AT_ONCE:
            _write(con, gathered)
            gathered, rows = {}, 0
    if gathered:
        _write(con, gathered)


def units_of(
    con: duckdb.DuckDBPyConnection, metric: Metric, level: Level, place_id: str, period_id: str
) -> None:
    """Fill the temporary tables ``unit_shares`` and ``speaking`` for one measure.

    ``unit_shares`` holds what each unit of the grain below the place gives: together the measure.
    ``speaking`` names the communities whose data were heard in the period.
    """
    Speaking(con).prepare(metric)
    con.execute(_EMPTY)
    _read_rows(con, metric, 0, metric.sql_at(level))
    _refuse_twice(con, {metric.key: metric})
    con.execute(_UNITS, [place_id, period_id])
    con.execute(_SPEAKING, [period_id])


def behind(
    con: duckdb.DuckDBPyConnection, metric: Metric, period_id: str, *, with_units: bool
) -> None:
    """Fill the temporary tables ``heard`` and ``speaking`` for one metric and period.

    ``with_units`` fills ``unit_rows`` as well: what each unit of the grain gives, heard or not.
    """
    Speaking(con).prepare(metric)
    con.execute(_SPEAKING, [period_id])
    if with_units:
        con.execute(_EMPTY)
        _read_rows(con, metric, 0, metric.rows)


def _gather(con: duckdb.DuckDBPyConnection, metric: Metric, behind: int, span: int) -> int:
    """Read the rows that feed each level; returns how many there are."""
    readings: dict[str, int] = {}
    rows = 0
    for level in metric.levels:
        sql = metric.sql_at(level)
        if sql not in readings:
            readings[sql] = len(readings)
            rows += _read_rows(con, metric, readings[sql], sql)
    insert_rows(con, "feeds", [
        (metric.key, readings[metric.sql_at(level)], level, level == metric.grain, behind, span,
         metric.grid_kind, metric.kind == "count", metric.timing == "state", float(metric.scale),
         metric.small_base_below)
        for level in metric.levels
    ])  # fmt: skip
    return rows


def _read_rows(con: duckdb.DuckDBPyConnection, metric: Metric, reading: int, sql: str) -> int:
    inserted = con.execute(
        f"INSERT INTO unit_rows BY NAME SELECT '{metric.key}' AS metric, {reading} AS reading, *"
        f" FROM ({sql}) AS given"
    ).fetchone()
    return int(inserted[0]) if inserted else 0


def _write(con: duckdb.DuckDBPyConnection, gathered: dict[str, Metric]) -> None:
    """Sum up the tree, divide once, judge, and write what was gathered."""
    _refuse_twice(con, gathered)
    con.execute(_SUMS)
    con.execute(_RESULT)


def _refuse_twice(con: duckdb.DuckDBPyConnection, gathered: dict[str, Metric]) -> None:
    twice = con.execute(_TWICE).fetchone()
    if twice:
        key, place, period = twice
        raise MetricError(TWO_ROWS.format(name=gathered[key].name, place=place, period=period))


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    """Add rows, given in the order of the table's columns, in one statement."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        unnested = ", ".join(["UNNEST(?)"] * len(columns))
        con.execute(f"INSERT INTO {table} SELECT {unnested}", columns)
