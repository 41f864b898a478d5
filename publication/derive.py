"""From the rows of all imports in force to the tables of a version.

Expects the temporary tables ``all_<dataset>`` to be filled; fills every other table but
``measures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from data.contract import Contract
from metrics.periods import published, weeks_ending_within
from publication.geometry import derive_geometry
from publication.places import derive_places
from publication.registers import silence_the_gone

_STATES = """
INSERT INTO {name} SELECT * FROM all_{name}
QUALIFY {unkeyed}ROW_NUMBER() OVER (
    PARTITION BY import_id, as_of_on, {key} ORDER BY source_row DESC) = 1
"""

# Few keys come twice: only their rows are put in order.
_EVENTS = """
INSERT INTO {name}
WITH again AS (SELECT {key} FROM all_{name} GROUP BY {key} HAVING COUNT(*) > 1)
SELECT a.* FROM all_{name} AS a ANTI JOIN again AS r ON {same}
UNION ALL
SELECT a.* FROM all_{name} AS a SEMI JOIN again AS r ON {same}
QUALIFY ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY import_id DESC, source_row DESC) = 1
"""

_KEYLESS = """
INSERT INTO {name} SELECT * FROM all_{name}
QUALIFY import_id = MAX(import_id) OVER (PARTITION BY {columns})
"""

_CUMULATIVE = """
INSERT INTO {name}
WITH told AS MATERIALIZED (
    SELECT import_id, community_id, MAX(as_of_on) AS as_of_on
    FROM all_{name} GROUP BY import_id, community_id),
ledgers AS (
    SELECT import_id, MAX(as_of_on) AS as_of_on,
           COUNT(DISTINCT community_id) <> 1
               OR (SELECT COUNT(DISTINCT community_id) FROM communities) <= 1 AS is_for_all
    FROM told GROUP BY import_id),
named AS (SELECT DISTINCT import_id, COALESCE(community_id, '') AS community_id FROM told),
speakers AS (
    SELECT c.community_id, l.import_id
    FROM (SELECT DISTINCT community_id FROM named) AS c CROSS JOIN ledgers AS l
    LEFT JOIN named AS n ON n.import_id = l.import_id AND n.community_id = c.community_id
    WHERE l.is_for_all OR n.import_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY c.community_id ORDER BY l.as_of_on DESC, l.import_id DESC) = 1)
SELECT a.* FROM all_{name} AS a
JOIN speakers AS s
  ON s.import_id = a.import_id AND s.community_id = COALESCE(a.community_id, '')
ORDER BY a.{day}, a.source_row
"""
# In the order of their days, rows of one period lie together: a question about it reads few pages.

_SNAPSHOTS = """
INSERT INTO snapshots
SELECT '{name}', s.community_id, p.period_id, s.import_id, s.as_of_on, s.as_of_on > p.end_on
FROM (SELECT DISTINCT {community} AS community_id, import_id, as_of_on FROM {name}
      WHERE as_of_on IS NOT NULL) AS s
CROSS JOIN periods AS p
QUALIFY ROW_NUMBER() OVER (
    PARTITION BY p.period_id, s.community_id
    ORDER BY s.as_of_on > p.end_on,
             CASE WHEN s.as_of_on <= p.end_on THEN s.as_of_on END DESC,
             s.as_of_on, s.import_id DESC) = 1
"""

_COVERAGE = """
INSERT INTO coverage
WITH reaches AS (
    SELECT CAST(DATE_TRUNC('week', MIN({day})) AS DATE) AS start_on,
           (SELECT MAX(as_of_on) FROM all_{name}) AS through_on
    FROM {name}
    UNION ALL
    SELECT LEAST(DATE_TRUNC('week', as_of_on), DATE_TRUNC('month', as_of_on)), as_of_on
    FROM empty_ledgers WHERE dataset = '{name}')
SELECT '{name}', MIN(start_on), MAX(through_on) FROM reaches
WHERE start_on IS NOT NULL HAVING COUNT(*) > 0
"""
# An empty ledger does not say since when: it speaks for its month and its week.

_DAY_OF = {
    "week": "CAST(STRPTIME({column} || '-1', '%G-W%V-%u') AS DATE)",
    "month": "CAST({column} || '-01' AS DATE)",
}
"""How the day of an event is read from its column; the others are days or instants."""


def derive(con: duckdb.DuckDBPyConnection, contracts: Mapping[str, Contract]) -> date | None:
    """Fill the tables of a version from ``all_<dataset>``; returns the day up to which data run."""
    for contract in contracts.values():
        _keep_what_is_in_force(con, contract)
    through_on = _through_on(con, contracts)
    _write_periods(con, through_on)
    for contract in contracts.values():
        if contract.kind == "snapshot":
            community = "COALESCE(community_id, '')" if contract.has_community else "''"
            con.execute(_SNAPSHOTS.format(name=contract.name, community=community))
        elif contract.event_on:
            _write_coverage(con, contract, contract.event_on)
    if through_on is not None:
        silence_the_gone(con)
        derive_places(con, through_on)
        derive_geometry(con)
    return through_on


def _keep_what_is_in_force(con: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    name = contract.name
    if contract.has_community and "grid_id" in contract.stored_types():
        con.execute(
            f"UPDATE all_{name} SET community_id = LEFT(grid_id, 12)"
            " WHERE community_id IS NULL AND LENGTH(grid_id) = 15"
        )
    key = ", ".join(contract.key)
    unkeyed = "".join(f"{column} IS NULL OR " for column in contract.key)
    if contract.kind == "cumulative_ledger" and contract.has_community:
        con.execute(_CUMULATIVE.format(name=name, day=contract.event_on))
    elif contract.kind == "snapshot" and not contract.key:
        con.execute(f"INSERT INTO {name} SELECT * FROM all_{name}")
    elif contract.kind == "snapshot":
        con.execute(_STATES.format(name=name, unkeyed=unkeyed, key=key))
    elif contract.key:
        equal = dict.fromkeys(contract.blank_in_key, "IS NOT DISTINCT FROM")
        same = " AND ".join(f"a.{one} {equal.get(one, '=')} r.{one}" for one in contract.key)
        con.execute(_EVENTS.format(name=name, key=key, same=same))
    else:
        columns = ", ".join(column.name for column in contract.columns)
        con.execute(_KEYLESS.format(name=name, columns=columns))


def _through_on(con: duckdb.DuckDBPyConnection, contracts: Mapping[str, Contract]) -> date | None:
    """The latest as-of day of everything in force, superseded rows included."""
    days = " UNION ALL ".join(
        f"SELECT MAX(as_of_on) AS day FROM {table}"
        for table in ("empty_ledgers", *(f"all_{name}" for name in contracts))
    )
    found = con.execute(f"SELECT MAX(day) FROM ({days})").fetchone() if contracts else None
    return found[0] if found else None


def _write_periods(con: duckdb.DuckDBPyConnection, through_on: date | None) -> None:
    if through_on is None:
        return
    periods = published(through_on)
    weeks = weeks_ending_within(periods)
    con.execute(
        "INSERT INTO periods SELECT UNNEST(?), UNNEST(?), UNNEST(?), UNNEST(?), UNNEST(?)",
        _columns((p.period_id, p.kind, p.start_on, p.end_on, p.end_on <= through_on)
                 for p in periods),
    )  # fmt: skip
    con.execute(
        "INSERT INTO weeks SELECT UNNEST(?), UNNEST(?), UNNEST(?)",
        _columns((week.period_id, week.start_on, week.end_on) for week in weeks),
    )


def _columns(rows: Iterable[tuple[object, ...]]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _write_coverage(con: duckdb.DuckDBPyConnection, contract: Contract, event_on: str) -> None:
    kind = contract.column(event_on).type
    day = _DAY_OF.get(kind, "CAST({column} AS DATE)").format(column=event_on)
    con.execute(_COVERAGE.format(name=contract.name, day=day))
