"""Whose data speak for which period: what stands behind a measure before anything is counted.

Fills temporary tables beside those of a version:

- ``lineage``: every place with all that it lies in, and itself;
- ``there``: how many communities a place had in each period;
- ``measured``: the periods that are measured at each level;
- ``heard``: per set of snapshots (``behind``), the places whose data were heard in a period;
- ``reporting``: the same for communities, of the indicator in hand;
- ``covered``: per question about coverage (``span``), whether the data reach a period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from metrics.errors import NO_DATASET, MetricError
from metrics.metric import Metric
from metrics.periods import MEASURED

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

_THERE = """
CREATE OR REPLACE TEMP TABLE there AS
WITH registered AS (
    SELECT community_id, period_id FROM snapshots WHERE dataset = 'communities')
SELECT l.ancestor_id, p.period_id, COUNT(*) AS communities
FROM places AS c CROSS JOIN periods AS p
JOIN lineage AS l ON l.place_id = c.place_id
LEFT JOIN registered AS r ON r.community_id = c.place_id AND r.period_id = p.period_id
WHERE c.level = 'community' AND (r.community_id IS NOT NULL
      OR c.place_id NOT IN (SELECT community_id FROM registered))
GROUP BY l.ancestor_id, p.period_id
"""
"""How many communities a place had in a period: those of its register, and who is in none."""

_EMPTY = """
CREATE OR REPLACE TEMP TABLE reported(behind INTEGER, community_id VARCHAR, period_id VARCHAR,
    is_back_carried BOOLEAN);
CREATE OR REPLACE TEMP TABLE heard(behind INTEGER, place_id VARCHAR, period_id VARCHAR,
    is_back_carried BOOLEAN, is_partial BOOLEAN);
CREATE OR REPLACE TEMP TABLE covered(span INTEGER, period_id VARCHAR, is_covered BOOLEAN,
    is_partial BOOLEAN);
"""

_WHO_REPORTED = """
WITH read_snapshots AS (
    SELECT dataset, has_community FROM datasets
    WHERE import_kind = 'snapshot' AND dataset IN ({snapshots}))
SELECT {columns}
FROM places AS c CROSS JOIN periods AS p
LEFT JOIN read_snapshots AS r ON TRUE
LEFT JOIN snapshots AS s ON s.dataset = r.dataset AND s.period_id = p.period_id
      AND s.community_id = CASE WHEN r.has_community THEN c.place_id ELSE '' END
WHERE c.level = 'community' AND {only}
GROUP BY c.place_id, p.period_id
HAVING COUNT(s.dataset) = (SELECT COUNT(*) FROM read_snapshots)
    OR (SELECT COUNT(*) FROM read_snapshots) = 1
       AND (SELECT MIN(dataset) FROM read_snapshots) = 'communities'
       AND c.place_id IN (SELECT community_id FROM snapshots WHERE dataset = 'communities')
"""
"""A community is heard for a period when it has every snapshot that an indicator reads. One that
has been merged has none from then on; but what ledgers go on telling of it is heard."""

_REPORTED_COLUMNS = """{behind} AS behind, c.place_id AS community_id, p.period_id,
       COALESCE(BOOL_OR(s.is_back_carried), FALSE) AS is_back_carried"""

_ONE_MEASURE = """p.period_id = $period AND c.place_id IN (
    WITH RECURSIVE inside(place_id) AS (
        SELECT place_id FROM places WHERE place_id = $place
        UNION ALL
        SELECT n.place_id FROM places AS n JOIN inside AS i ON n.parent_id = i.place_id)
    SELECT place_id FROM inside)"""

_REPORTING = """
CREATE OR REPLACE TEMP VIEW reporting AS
SELECT community_id, period_id, is_back_carried FROM reported WHERE behind = {behind}
"""

_HEARD = """
INSERT INTO heard
SELECT {behind}, l.ancestor_id, r.period_id, BOOL_OR(r.is_back_carried),
       COUNT(*) < COALESCE(ANY_VALUE(t.communities), 0)
FROM reporting AS r JOIN lineage AS l ON l.place_id = r.community_id
LEFT JOIN there AS t ON t.ancestor_id = l.ancestor_id AND t.period_id = r.period_id
GROUP BY l.ancestor_id, r.period_id
UNION ALL
SELECT {behind}, l.place_id, r.period_id, r.is_back_carried, FALSE
FROM reporting AS r
JOIN lineage AS l ON l.ancestor_id = r.community_id AND l.place_id <> l.ancestor_id
"""

_COVERED = """
INSERT INTO covered SELECT {span}, p.period_id, {covered}, {partial} FROM periods AS p
"""


def lineage(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the temporary table ``lineage``."""
    con.execute(_LINEAGE)


@dataclass
class Speaking:
    """Prepares one indicator after the other; what was found for an earlier one is kept.

    Indicators often read the same datasets, so the answers are kept under numbers: ``behind`` for
    a set of snapshots, ``span`` for a question about coverage.
    """

    con: duckdb.DuckDBPyConnection
    _kinds: dict[str, str] = field(default_factory=dict)
    _behind: dict[tuple[str, ...], int] = field(default_factory=dict)
    _spans: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        limits = ", ".join(
            f"('{level}', '{kind}', {count})"
            for level, kinds in MEASURED.items()
            for kind, count in kinds.items()
        )
        self.con.execute(_LINEAGE)
        self.con.execute(_THERE)
        self.con.execute(_MEASURED.format(limits=limits))
        self.con.execute(_EMPTY)
        kinds = self.con.execute("SELECT dataset, import_kind FROM datasets").fetchall()
        self._kinds = dict(kinds)

    def prepare(self, metric: Metric) -> tuple[int, int]:
        """Let ``reporting`` speak for this indicator; returns its ``behind`` and its ``span``.

        Raises MetricError where it reads a dataset that does not exist.
        """
        for dataset in metric.reads:
            if dataset not in self._kinds:
                raise MetricError(NO_DATASET.format(name=metric.name, dataset=dataset))
        snapshots = tuple(name for name in metric.reads if self._kinds[name] == "snapshot")
        return self._hear(snapshots), self._span(metric, snapshots)

    def _hear(self, snapshots: tuple[str, ...]) -> int:
        is_new = snapshots not in self._behind
        behind = self._behind.setdefault(snapshots, len(self._behind))
        if is_new:
            named = names(snapshots) or "''"
            columns = _REPORTED_COLUMNS.format(behind=behind)
            who = _WHO_REPORTED.format(snapshots=named, columns=columns, only="TRUE")
            self.con.execute(f"INSERT INTO reported {who}")
        self.con.execute(_REPORTING.format(behind=behind))
        if is_new:
            self.con.execute(_HEARD.format(behind=behind))
        return behind

    def _span(self, metric: Metric, snapshots: tuple[str, ...]) -> int:
        grouped = {name for group in metric.alternatives for name in group}
        alone = [(name,) for name in metric.reads if name not in grouped and name not in snapshots]
        groups = [*metric.alternatives, *alone]
        asked = _covered(metric, groups), _partial(metric, groups)
        if asked not in self._spans:
            self._spans[asked] = len(self._spans)
            covered, partial = asked
            span = self._spans[asked]
            self.con.execute(_COVERED.format(span=span, covered=covered, partial=partial))
        return self._spans[asked]


def speaking_inside(
    con: duckdb.DuckDBPyConnection, metric: Metric, place_id: str, period_id: str
) -> None:
    """Fill the temporary table ``speaking``: the communities inside a place that were heard.

    For one measure, where preparing all places and periods would cost more than the question.
    """
    who = _WHO_REPORTED.format(
        snapshots=names(metric.reads) or "''", columns="c.place_id AS community_id",
        only=_ONE_MEASURE,
    )  # fmt: skip
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE speaking AS {who}", {"place": place_id, "period": period_id}
    )


def _covered(metric: Metric, groups: list[tuple[str, ...]]) -> str:
    """A flow needs data from the period's first day on, a state some within its look-back, or, if
    it has none, within the period, as does what is counted from New Year on: whose first event was
    in May, a year has all that there is."""
    spoken_for = "c.start_on <= p.start_on AND p.start_on <= c.through_on"
    if metric.timing == "state" or metric.is_year_to_date:
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
        f"EXISTS (SELECT 1 FROM coverage AS c WHERE c.dataset IN ({names(group)}) AND {condition})"
        for group in groups
    ]
    return " AND ".join(found) or "TRUE"


def names(listed: Iterable[str]) -> str:
    """Names as SQL lists them."""
    return ", ".join(f"'{name}'" for name in listed)
