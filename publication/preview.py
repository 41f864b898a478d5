"""A preview is a candidate version that is never published: what would change, before it does.

The candidate lies in a folder of its own in the home and is gone when the preview is made. What a
killed preview left is known by its lock, which nobody holds any more, and swept by the next one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from data.catalogue import contracts
from data.contract import Contract
from data.home import Home, make_folder
from data.ledger import Ledger
from data.leftovers import passing_folder
from publication.publish import BUILD_CONFIG, Progress, build
from publication.restating import RestatedMeeting, restated_meetings

FOLDER = "previews"
_LIGHTS = frozenset({"green", "amber", "red"})

_COMPARED_PERIODS = """
SELECT period_id FROM candidate.periods WHERE is_complete AND kind IN ('week', 'month')
QUALIFY ROW_NUMBER() OVER (PARTITION BY kind ORDER BY start_on DESC) = 1 ORDER BY kind DESC
"""

_MOVES = """
WITH wanted AS (SELECT UNNEST(?) AS period_id),
before AS (SELECT m.* FROM {old}.measures AS m JOIN wanted AS w ON w.period_id = m.period_id),
after AS (SELECT m.* FROM candidate.measures AS m JOIN wanted AS w ON w.period_id = m.period_id),
both_sides AS (
    SELECT COALESCE(a.metric, b.metric) AS metric, COALESCE(a.place_id, b.place_id) AS place_id,
           COALESCE(a.level, b.level) AS level, COALESCE(a.period_id, b.period_id) AS period_id,
           b.value AS value_before, a.value AS value_after,
           b.state AS state_before, a.state AS state_after
    FROM after AS a FULL JOIN before AS b
      ON b.metric = a.metric AND b.place_id = a.place_id AND b.period_id = a.period_id)
SELECT m.metric, m.place_id, COALESCE(p.path, q.path, m.place_id), m.level, m.period_id,
       m.value_before, m.value_after, m.state_before, m.state_after
FROM both_sides AS m
LEFT JOIN candidate.places AS p ON p.place_id = m.place_id
LEFT JOIN {old}.places AS q ON q.place_id = m.place_id
WHERE COALESCE(m.state_before, 'not_reported') <> COALESCE(m.state_after, 'not_reported')
   OR (m.value_before IS NULL) <> (m.value_after IS NULL)
   OR ABS(m.value_before - m.value_after) > 1e-9
ORDER BY CASE m.level WHEN 'subdistrict' THEN 1 WHEN 'community' THEN 2 ELSE 3 END,
         m.period_id, m.metric, m.place_id
"""

_ROWS_NOW = "SELECT {columns} FROM {database}.{table}{condition}"
_LATEST_STATE = (
    " WHERE period_id = (SELECT period_id FROM {database}.periods WHERE kind = 'week'"
    " ORDER BY start_on DESC LIMIT 1)"
)

_KEYED = """
WITH after AS (SELECT {key}, HASH({content}) AS content FROM ({after}) WHERE {is_keyed}),
before AS (SELECT {key}, HASH({content}) AS content FROM ({before}) WHERE {is_keyed})
SELECT COUNT(*) FILTER (b.content IS NULL), COUNT(*) FILTER (a.content <> b.content),
       COUNT(*) FILTER (a.content IS NULL)
FROM after AS a FULL JOIN before AS b ON {same_key}
"""

_UNKEYED = """
WITH after AS (SELECT HASH({content}) AS content FROM ({after}) WHERE NOT ({is_keyed})),
before AS (SELECT HASH({content}) AS content FROM ({before}) WHERE NOT ({is_keyed}))
SELECT (SELECT COUNT(*) FROM (SELECT * FROM after EXCEPT ALL SELECT * FROM before)), 0,
       (SELECT COUNT(*) FROM (SELECT * FROM before EXCEPT ALL SELECT * FROM after))
"""


@dataclass(frozen=True)
class RowsChanged:
    """How the rows that count would change in one dataset."""

    dataset: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True)
class Move:
    """One measure that would move; None for no value, and for a state that there was not."""

    metric: str
    place_id: str
    path: str
    level: str
    period_id: str
    before: float | None
    after: float | None
    state_before: str | None
    state_after: str | None

    @property
    def flips(self) -> bool:
        """Whether a light goes on, off or changes; what has no target has none."""
        before, after = (s or "not_reported" for s in (self.state_before, self.state_after))
        return before != after and not _LIGHTS.isdisjoint((before, after))


@dataclass(frozen=True)
class Preview:
    """What publishing would change: rows per dataset, and measures of the compared periods.

    ``periods`` are the latest complete week and month of the candidate; ``through_on`` is the day
    up to which its data run, ``through_before`` that of the version in force. ``meetings`` are the
    frozen meetings that would be restated.
    """

    datasets: tuple[RowsChanged, ...]
    moves: tuple[Move, ...]
    periods: tuple[str, ...]
    through_on: date | None
    through_before: date | None
    meetings: tuple[RestatedMeeting, ...] = ()

    @property
    def flips(self) -> tuple[Move, ...]:
        """The moves that change a light."""
        return tuple(move for move in self.moves if move.flips)

    def as_json(self) -> dict[str, Any]:
        """As plain values, for machines."""
        return {
            "periods": list(self.periods),
            "through_on": self.through_on.isoformat() if self.through_on else None,
            "datasets": [vars(changed) for changed in self.datasets],
            "moves": [{**vars(move), "flips": move.flips} for move in self.moves],
            "meetings": [vars(meeting) for meeting in self.meetings],
        }


def preview(
    home: Home,
    *,
    add: Iterable[int] = (),
    remove: Iterable[int] = (),
    previewed_at: datetime,
    on_progress: Progress | None = None,
) -> Preview:
    """Build what would be published, compare it with what is in force, and throw it away."""
    in_force = set(Ledger(home).in_force())
    current = home.current_version()
    with candidate_folder(home) as folder:
        candidate = folder / "candidate.duckdb"
        wanted = sorted((in_force | set(add)) - set(remove))
        build(home, wanted, candidate, 0, previewed_at, on_progress=on_progress)
        if current is None:
            # Nothing is in force yet: everything is new.
            build(home, (), folder / "empty.duckdb", 0, previewed_at)
        old = home.version_path(current) if current is not None else folder / "empty.duckdb"
        return replace(_compare(old, candidate), meetings=restated_meetings(home, candidate))


def _compare(old: Path, candidate: Path) -> Preview:
    with duckdb.connect(":memory:", config=BUILD_CONFIG) as con:
        con.execute(f"ATTACH '{_quoted(old)}' AS old (READ_ONLY)")
        con.execute(f"ATTACH '{_quoted(candidate)}' AS candidate (READ_ONLY)")
        periods = [period for (period,) in con.execute(_COMPARED_PERIODS).fetchall()]
        moves = con.execute(_MOVES.format(old="old"), [periods]).fetchall() if periods else []
        changed = [_rows_changed(con, contract) for contract in contracts().values()]
        return Preview(
            datasets=tuple(rows for rows in changed if rows.new or rows.changed or rows.gone),
            moves=tuple(Move(*move) for move in moves),
            periods=tuple(periods),
            through_on=_through_on(con, "candidate"),
            through_before=_through_on(con, "old"),
        )


def _through_on(con: duckdb.DuckDBPyConnection, database: str) -> date | None:
    found = con.execute(f"SELECT through_on FROM {database}.version_info").fetchone()
    return found[0] if found else None


def _rows_changed(con: duckdb.DuckDBPyConnection, contract: Contract) -> RowsChanged:
    """A snapshot is compared as it stands last, anything else by the rows in force.

    A column that the version in force did not have yet is left aside.
    """
    known = [_columns(con, database, contract.name) for database in ("old", "candidate")]
    shared = known[0] & known[1] if known[0] else known[1]
    content = [name for name in contract.content if name in shared]
    key = contract.key if set(contract.key) <= set(content) else ()
    columns = ", ".join(content)
    is_snapshot = contract.kind == "snapshot"
    sides = [
        _ROWS_NOW.format(
            columns=columns,
            database=database,
            table=f"{contract.name}_at" if is_snapshot else contract.name,
            condition=_LATEST_STATE.format(database=database) if is_snapshot else "",
        )
        for database in ("old", "candidate")
    ]
    if not known[0]:
        sides[0] = f"{sides[1]}{' AND' if is_snapshot else ' WHERE'} FALSE"
    parts = {
        "content": columns, "key": ", ".join(key), "before": sides[0], "after": sides[1],
        "is_keyed": " AND ".join(f"{name} IS NOT NULL" for name in key) or "FALSE",
        "same_key": " AND ".join(f"a.{name} = b.{name}" for name in key),
    }  # fmt: skip
    new = changed = gone = 0
    for sql in (_KEYED, _UNKEYED) if key else (_UNKEYED,):
        counts = con.execute(sql.format(**parts)).fetchone() or (0, 0, 0)
        new, changed, gone = new + counts[0], changed + counts[1], gone + counts[2]
    return RowsChanged(contract.name, new, changed, gone)


def _columns(con: duckdb.DuckDBPyConnection, database: str, table: str) -> set[str]:
    rows = con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = ? AND table_name = ?",
        [database, table],
    ).fetchall()
    return {name for (name,) in rows}


@contextlib.contextmanager
def candidate_folder(home: Home) -> Iterator[Path]:
    """A folder for one candidate, locked while it is in use and removed afterwards."""
    above = home.path / FOLDER
    make_folder(above)
    with passing_folder("", above) as folder:
        yield folder


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
