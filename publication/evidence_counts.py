"""How many stored rows stand behind every number of a period: counted at once, not listed.

Grain: one count per metric and place. It is the number of rows that `publication.evidence` lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from data.catalogue import contracts
from metrics.catalogue import metrics
from metrics.counted import Counted
from metrics.measure import behind, lineage
from metrics.metric import Metric
from publication.evidence import in_period
from publication.parts import by_unit
from publication.reading import Published

_ONE_PERIOD = """
CREATE OR REPLACE TEMP TABLE periods AS SELECT * FROM main.periods WHERE period_id = ?
"""

_COUNTED = """
SELECT {community} AS community_id, {grid} AS grid_id, COUNT(*) AS rows
FROM {table} AS e JOIN periods AS p ON TRUE {same_period}
WHERE ({where}) AND {is_unit} GROUP BY ALL
"""

_IS_HEARD_UNIT = """
e.{unit} IN (SELECT u.place_id FROM unit_rows AS u JOIN heard AS h
             ON h.place_id = u.place_id AND h.period_id = u.period_id)
"""

_MEASURES = """
SELECT metric, place_id, level, numerator IS NOT NULL AS is_known FROM measures
WHERE period_id = ?
"""

Counts = Mapping[tuple[str, str], int]
"""(metric, place) -> number of rows behind the number."""


def evidence_counts(published: Published, period_id: str) -> Counts:
    """The rows behind every measure of a period; none behind one that was not reported."""
    with published.cursor() as con:
        asked: dict[str, list[tuple[str, str, bool]]] = {}
        for key, place_id, level, is_known in con.execute(_MEASURES, [period_id]).fetchall():
            asked.setdefault(key, []).append((place_id, level, is_known))
        con.execute(_ONE_PERIOD, [period_id])
        lineage(con)
        above: dict[str, set[str]] = {}
        for place_id, ancestor_id in con.execute(
            "SELECT place_id, ancestor_id FROM lineage WHERE place_id <> ancestor_id"
        ).fetchall():
            above.setdefault(place_id, set()).add(ancestor_id)
        found: dict[tuple[str, str], int] = {}
        for metric in metrics().values():
            if places := asked.get(metric.key):
                for place_id, rows in _of_metric(con, metric, period_id, places, above):
                    found[metric.key, place_id] = rows
        return found


def _of_metric(
    con: duckdb.DuckDBPyConnection,
    metric: Metric,
    period_id: str,
    places: list[tuple[str, str, bool]],
    above: Mapping[str, set[str]],
) -> Iterator[tuple[str, int]]:
    has_units = any(by_unit(part, metric) for part in metric.counted)
    behind(con, metric, period_id, with_units=has_units)
    heard = {place for (place,) in con.execute("SELECT community_id FROM speaking").fetchall()}
    parts = [_Part(con, metric, part) for part in metric.counted]
    for place_id, level, is_known in places:
        if not is_known:
            yield place_id, 0
        elif level == "subdistrict":
            inside = {each for each in heard if place_id in above.get(each, ())}
            yield place_id, sum(part.within(inside) for part in parts)
        elif level == "community":
            yield place_id, sum(part.within({place_id} & heard) for part in parts)
        else:
            yield place_id, sum(part.of_grid(place_id, above[place_id]) for part in parts)


class _Part:
    """The rows of one dataset that an indicator counts or shows, by community and by grid."""

    def __init__(self, con: duckdb.DuckDBPyConnection, metric: Metric, part: Counted) -> None:
        contract = contracts()[part.dataset]
        stored = contract.stored_types()
        is_snapshot = contract.kind == "snapshot"
        self.has_community = part.community is not None or "community_id" in stored
        self.has_grid = "grid_id" in stored
        self.of_communities: dict[str | None, int] = {}
        self.of_grids: dict[str | None, int] = {}
        sql = _COUNTED.format(
            community=f"({part.community or 'e.community_id'})" if self.has_community else "NULL",
            grid="e.grid_id" if self.has_grid else "NULL",
            table=f"{part.dataset}_at" if is_snapshot else part.dataset,
            same_period="AND e.period_id = p.period_id" if is_snapshot else "",
            where=part.where or in_period(metric, contract),
            is_unit=_IS_HEARD_UNIT.format(unit=part.unit) if by_unit(part, metric) else "TRUE",
        )
        for community, grid, rows in con.execute(sql).fetchall():
            self.of_communities[community] = self.of_communities.get(community, 0) + rows
            self.of_grids[grid] = self.of_grids.get(grid, 0) + rows

    def within(self, communities: set[str]) -> int:
        """The rows of some communities; all of them where the dataset names none."""
        if not self.has_community:
            return sum(self.of_communities.values())
        return sum(self.of_communities.get(each, 0) for each in communities)

    def of_grid(self, grid_id: str, above: set[str]) -> int:
        """The rows of a grid; of its community where the dataset names no grids."""
        if self.has_grid:
            return self.of_grids.get(grid_id, 0)
        return self.within(above)
