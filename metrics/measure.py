"""From rows to measures: sum first, divide once, at every level and for every period at once.

Grain of the result: one row per metric, period and place. Needs the tables of a published version
and fills its table ``measures``.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from metrics.errors import NO_DATASET, TWO_ROWS, MetricError
from metrics.metric import Level, Metric
from metrics.periods import MEASURED
from metrics.rating import state_sql

OPTIONAL = {"grain_state": "CAST(NULL AS VARCHAR)", "is_provisional": "FALSE"}
"""What ``rows`` may leave out, and what is meant then."""

_LINEAGE = """
CREATE OR REPLACE TEMP TABLE lineage AS
WITH RECURSIVE up(place_id, ancestor_id) AS (
    SELECT place_id, place_id FROM places
    UNION ALL
    SELECT up.place_id, p.parent_id FROM up JOIN places AS p ON p.place_id = up.ancestor_id
    WHERE p.parent_id IS NOT NULL)
SELECT up.place_id, up.ancestor_id, p.level AS ancestor_level
FROM up JOIN places AS p ON p.place_id = up.ancestor_id
"""

_MEASURED = """
CREATE OR REPLACE TEMP TABLE measured AS
SELECT limits.level, p.period_id, p.start_on, p.end_on, p.is_complete
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY start_on DESC) AS age
      FROM periods) AS p
JOIN (VALUES {limits}) AS limits(level, kind, latest)
  ON limits.kind = p.kind AND p.age <= limits.latest
"""

_READS = """
CREATE OR REPLACE TEMP TABLE read_snapshots AS
SELECT dataset, has_community FROM datasets
WHERE import_kind = 'snapshot' AND list_contains(?, dataset)
"""

_REPORTING = """
CREATE OR REPLACE TEMP TABLE reporting AS
SELECT c.place_id AS community_id, p.period_id,
       COALESCE(BOOL_OR(s.is_back_carried), FALSE) AS is_back_carried
FROM places AS c CROSS JOIN periods AS p
LEFT JOIN read_snapshots AS r ON TRUE
LEFT JOIN snapshots AS s ON s.dataset = r.dataset AND s.period_id = p.period_id
      AND s.community_id = CASE WHEN r.has_community THEN c.place_id ELSE '' END
WHERE c.level = 'community'
GROUP BY c.place_id, p.period_id
HAVING COUNT(s.dataset) = (SELECT COUNT(*) FROM read_snapshots)
"""

_HEARD = """
CREATE OR REPLACE TEMP TABLE heard AS
SELECT l.ancestor_id AS place_id, r.period_id,
       BOOL_OR(r.is_back_carried) AS is_back_carried,
       COUNT(*) < ANY_VALUE(total.communities) AS is_partial
FROM reporting AS r JOIN lineage AS l ON l.place_id = r.community_id
JOIN (SELECT l.ancestor_id, COUNT(*) AS communities
      FROM places AS p JOIN lineage AS l ON l.place_id = p.place_id
      WHERE p.level = 'community' AND p.is_active GROUP BY l.ancestor_id) AS total
  ON total.ancestor_id = l.ancestor_id
GROUP BY l.ancestor_id, r.period_id
UNION ALL
SELECT l.place_id, r.period_id, r.is_back_carried, FALSE
FROM reporting AS r
JOIN lineage AS l ON l.ancestor_id = r.community_id AND l.place_id <> l.ancestor_id
"""

_COVERED = """
CREATE OR REPLACE TEMP TABLE covered AS
SELECT p.period_id, {covered} AS is_covered, {partial} AS is_partial FROM periods AS p
"""

_SUMS = """
INSERT INTO sums
SELECT l.ancestor_level, l.ancestor_id, u.period_id,
       ROUND(SUM(u.numerator), 6),
       ROUND(SUM(CASE WHEN u.numerator IS NOT NULL THEN u.denominator END), 6),
       CASE WHEN l.ancestor_level = '{grain}' THEN ANY_VALUE(u.grain_state) END,
       BOOL_OR(COALESCE(u.is_provisional, FALSE) OR u.numerator IS NULL)
FROM unit_rows AS u
JOIN heard AS h ON h.place_id = u.place_id AND h.period_id = u.period_id
JOIN lineage AS l ON l.place_id = u.place_id
JOIN measured AS m ON m.level = l.ancestor_level AND m.period_id = u.period_id
WHERE l.ancestor_level IN ({levels})
GROUP BY l.ancestor_level, l.ancestor_id, u.period_id
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

_RESULT = """
INSERT INTO measures
WITH asked AS (
    SELECT p.place_id, p.level, m.period_id FROM places AS p JOIN measured AS m ON m.level = p.level
    WHERE p.is_active AND p.level IN ({levels}) AND {is_such_a_grid}
    UNION
    SELECT place_id, level, period_id FROM sums),
found AS (
    SELECT a.place_id, a.level, a.period_id, m.end_on,
           CASE WHEN c.is_covered THEN s.numerator END AS numerator,
           CASE WHEN c.is_covered THEN s.denominator END AS denominator,
           CASE WHEN c.is_covered THEN s.grain_state END AS grain_state,
           NOT m.is_complete OR c.is_partial OR COALESCE(s.is_provisional, FALSE)
               OR COALESCE(h.is_partial, FALSE) AS is_provisional,
           COALESCE(h.is_back_carried, FALSE) AS is_back_carried
    FROM asked AS a
    JOIN measured AS m ON m.level = a.level AND m.period_id = a.period_id
    JOIN covered AS c ON c.period_id = a.period_id
    LEFT JOIN heard AS h ON h.place_id = a.place_id AND h.period_id = a.period_id
    LEFT JOIN sums AS s ON s.place_id = a.place_id AND s.level = a.level
          AND s.period_id = a.period_id
    WHERE s.place_id IS NOT NULL OR h.place_id IS NULL OR a.level <> 'grid'),
divided AS (
    SELECT *, CASE WHEN {is_count} THEN numerator
                   WHEN denominator > 0 THEN {scale} * numerator / denominator END AS value
    FROM found)
SELECT '{key}', period_id, place_id, level, numerator, denominator, value,
       CASE WHEN numerator IS NULL THEN 'not_reported'
            WHEN grain_state IS NOT NULL THEN grain_state
            ELSE {state} END,
       CASE WHEN numerator IS NULL THEN '' ELSE CONCAT_WS(',',
            CASE WHEN is_provisional THEN 'provisional' END,
            CASE WHEN {is_state} AND is_back_carried THEN 'back_carried' END,
            CASE WHEN denominator < {small_base} THEN 'small_base' END) END
FROM divided ORDER BY period_id, level, place_id
"""


def measure(con: duckdb.DuckDBPyConnection, metrics: Iterable[Metric]) -> None:
    """Fill ``measures`` with every metric, for all places and periods that are measured.

    Raises MetricError where a metric yields two rows for one place and period.
    """
    limits = ", ".join(
        f"('{level}', '{kind}', {count})"
        for level, kinds in MEASURED.items()
        for kind, count in kinds.items()
    )
    con.execute(_LINEAGE)
    con.execute(_MEASURED.format(limits=limits))
    prepared: _Behind | None = None
    for metric in metrics:
        prepared = _prepare(con, metric, prepared)
        _sum(con, metric)
        _divide(con, metric)


def units_of(
    con: duckdb.DuckDBPyConnection, metric: Metric, level: Level, place_id: str, period_id: str
) -> None:
    """Fill the temporary tables ``unit_shares`` and ``speaking`` for one measure.

    ``unit_shares`` holds what each unit of the grain below the place gives: together the measure.
    ``speaking`` names the communities whose data were heard in the period.
    """
    con.execute(_LINEAGE)
    _prepare(con, metric, None)
    _read_rows(con, metric, metric.sql_at(level))
    con.execute(_UNITS, [place_id, period_id])
    con.execute(_SPEAKING, [period_id])


def lineage(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the temporary table ``lineage``: every place with all that it lies in, and itself."""
    con.execute(_LINEAGE)


def behind(
    con: duckdb.DuckDBPyConnection, metric: Metric, period_id: str, *, with_units: bool
) -> None:
    """Fill the temporary tables ``heard`` and ``speaking`` for one metric and period.

    ``with_units`` fills ``unit_rows`` as well: what each unit of the grain gives, heard or not.
    """
    _prepare(con, metric, None)
    con.execute(_SPEAKING, [period_id])
    if with_units:
        _read_rows(con, metric, metric.rows)


_Behind = tuple[tuple[str, ...], str]
"""What a metric's data speak for depends on: its snapshots, and the question about coverage."""


def _prepare(con: duckdb.DuckDBPyConnection, metric: Metric, before: _Behind | None) -> _Behind:
    """Which communities and which periods the data of a metric speak for.

    Metrics that stand beside each other often read the same: what was found before is kept.
    """
    kinds = dict(con.execute("SELECT dataset, import_kind FROM datasets").fetchall())
    for dataset in metric.reads:
        if dataset not in kinds:
            raise MetricError(NO_DATASET.format(name=metric.name, dataset=dataset))
    snapshots = tuple(name for name in metric.reads if kinds[name] == "snapshot")
    if before is None or before[0] != snapshots:
        con.execute(_READS, [list(snapshots)])
        con.execute(_REPORTING)
        con.execute(_HEARD)
    grouped = {name for group in metric.alternatives for name in group}
    alone = [(name,) for name in metric.reads if name not in grouped and name not in snapshots]
    groups = [*metric.alternatives, *alone]
    covered = _COVERED.format(covered=_covered(metric, groups), partial=_partial(metric, groups))
    if before is None or before[1] != covered:
        con.execute(covered)
    return snapshots, covered


def _covered(metric: Metric, groups: list[tuple[str, ...]]) -> str:
    """A flow needs data from the period's first day on, a state some within its look-back, or, if
    it has none, within the period."""
    spoken_for = "c.start_on <= p.start_on AND p.start_on <= c.through_on"
    if metric.timing == "state":
        back = metric.looks_back_days
        from_on = f"p.end_on - {back - 1}" if back else "p.start_on"
        spoken_for = f"c.start_on <= p.end_on AND {from_on} <= c.through_on"
    return _each(groups, spoken_for)


def _partial(metric: Metric, groups: list[tuple[str, ...]]) -> str:
    """Whether the data stop before the period ends, or do not look back far enough."""
    whole = "p.end_on <= c.through_on"
    if metric.looks_back_days:
        whole += f" AND c.start_on <= p.end_on - {metric.looks_back_days - 1}"
    return f"NOT ({_each(groups, whole)})"


def _each(groups: list[tuple[str, ...]], condition: str) -> str:
    """For every group, one of its datasets meets the condition."""
    found = [
        f"EXISTS (SELECT 1 FROM coverage AS c WHERE c.dataset IN ({_names(group)}) AND {condition})"
        for group in groups
    ]
    return " AND ".join(found) or "TRUE"


def _sum(con: duckdb.DuckDBPyConnection, metric: Metric) -> None:
    """Sum numerators and denominators up the tree, from the rows that feed each level."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE sums(level VARCHAR, place_id VARCHAR, period_id VARCHAR,"
        " numerator DOUBLE, denominator DOUBLE, grain_state VARCHAR, is_provisional BOOLEAN)"
    )
    by_sql: dict[str, list[Level]] = {}
    for level in metric.levels:
        by_sql.setdefault(metric.sql_at(level), []).append(level)
    for sql, levels in by_sql.items():
        _read_rows(con, metric, sql)
        con.execute(_SUMS.format(grain=metric.grain, levels=_names(levels)))


def _read_rows(con: duckdb.DuckDBPyConnection, metric: Metric, sql: str) -> None:
    described = con.execute(f"DESCRIBE SELECT * FROM ({sql}) AS described").fetchall()
    columns = {name for name, *_ in described}
    optional = ", ".join(
        f"{name if name in columns else missing} AS {name}" for name, missing in OPTIONAL.items()
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE unit_rows AS SELECT place_id, period_id, "
        f"CAST(numerator AS DOUBLE) AS numerator, CAST(denominator AS DOUBLE) AS denominator, "
        f"{optional} FROM ({sql}) AS described"
    )
    twice = con.execute(
        "SELECT place_id, period_id FROM unit_rows GROUP BY ALL HAVING COUNT(*) > 1"
        " ORDER BY ALL LIMIT 1"
    ).fetchone()
    if twice:
        place, period = twice
        raise MetricError(TWO_ROWS.format(name=metric.name, place=place, period=period))


def _divide(con: duckdb.DuckDBPyConnection, metric: Metric) -> None:
    """Divide once, judge, and write the measures of a metric."""
    kind = f"p.kind = '{metric.grid_kind}'" if metric.grid_kind else "TRUE"
    con.execute(
        _RESULT.format(
            key=metric.key,
            levels=_names(metric.levels),
            is_such_a_grid=f"(p.level <> 'grid' OR {kind})",
            is_count=str(metric.kind == "count").upper(),
            is_state=str(metric.timing == "state").upper(),
            scale=repr(float(metric.scale)),
            state=state_sql("value", "end_on", metric.targets, metric.rating, metric.better),
            small_base=metric.small_base_below,
        )
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
