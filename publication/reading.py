"""The one door through which a published version is read.

A version never changes, so everything that was read from it may be kept under its number.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import shapely

from data.home import Home
from metrics.metric import Metric
from office.targets import Rebasing
from publication.declared import read_declared, read_rebasings
from publication.opening import READ_CONFIG

MEASURE_COLUMNS = (
    "metric", "period_id", "place_id", "level", "numerator", "denominator", "value", "state",
    "flags",
)  # fmt: skip

_WITHIN = """
place_id IN (
    WITH RECURSIVE inside(place_id) AS (
        SELECT CAST(? AS VARCHAR)
        UNION ALL
        SELECT p.place_id FROM places AS p JOIN inside AS i ON p.parent_id = i.place_id)
    SELECT place_id FROM inside)
"""

_SHAPES = """
SELECT b.{level}_id, COALESCE(p.name, b.{level}_id), b.geometry
FROM {level}_boundaries_at AS b LEFT JOIN places AS p ON p.place_id = b.{level}_id
WHERE b.period_id = ? AND b.geometry IS NOT NULL AND COALESCE(p.is_active, TRUE)
QUALIFY ROW_NUMBER() OVER (PARTITION BY b.{level}_id ORDER BY b.source_row DESC) = 1
ORDER BY b.{level}_id
"""

_PARENTS = """
SELECT c.place_id, s.place_id, s.name FROM places AS c
JOIN places AS s ON s.place_id = c.parent_id WHERE c.level = 'community'
"""

_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'main' ORDER BY table_name, ordinal_position
"""


@dataclass(frozen=True)
class Shape:
    """The extent of a place, as WKB in WGS-84."""

    place_id: str
    name: str
    geometry_wkb: bytes


class Published:
    """One published version, open for reading by any number of threads.

    ``metrics`` are the indicators with the targets and changes of definition that it was published
    with, ``rebasings`` the fresh starts of control charts.
    """

    def __init__(self, path: Path) -> None:
        self._root = duckdb.connect(str(path), config=READ_CONFIG)
        self.version: int
        self.published_at: datetime
        self.through_on: date | None
        ((self.version, self.published_at, self.through_on),) = self._rows(
            "SELECT version, published_at, through_on FROM version_info"
        )
        self._columns: dict[str, list[str]] = {}
        for table, column in self._rows(_COLUMNS):
            self._columns.setdefault(table, []).append(column)
        with self.cursor() as cursor:
            self.metrics: dict[str, Metric] = read_declared(cursor)
            self.rebasings: tuple[Rebasing, ...] = read_rebasings(cursor)

    def places(self) -> pd.DataFrame:
        """The tree of places, from the top."""
        order = "CASE level WHEN 'subdistrict' THEN 1 WHEN 'community' THEN 2 ELSE 3 END"
        return self._frame(f"SELECT * FROM places ORDER BY {order}, place_id")

    def periods(self) -> pd.DataFrame:
        """The periods, kind by kind, the latest first."""
        return self._frame("SELECT * FROM periods ORDER BY kind DESC, start_on DESC")

    def imports(self) -> pd.DataFrame:
        """The imports that this version is made of."""
        return self._frame("SELECT * FROM imports ORDER BY import_id")

    def measures(
        self,
        *,
        metrics: Collection[str] | None = None,
        level: str | None = None,
        periods: Collection[str] | None = None,
        places: Collection[str] | None = None,
        within: str | None = None,
    ) -> pd.DataFrame:
        """The measures asked for; ``within`` keeps a place and all that lies in it."""
        conditions, values = ["TRUE"], list[Any]()
        for column, wanted in (("metric", metrics), ("period_id", periods), ("place_id", places)):
            if wanted is not None:
                conditions.append(f"list_contains(?, {column})")
                values.append(list(wanted))
        if level is not None:
            conditions.append("level = ?")
            values.append(level)
        if within is not None:
            conditions.append(_WITHIN)
            values.append(within)
        return self._frame(
            f"SELECT {', '.join(MEASURE_COLUMNS)} FROM measures"
            f" WHERE {' AND '.join(conditions)} ORDER BY metric, period_id, level, place_id",
            values,
        )

    def row_of(self, metric: str, place_id: str, period_id: str) -> int | None:
        """Where a measure stands in this version, counted from 0; None where there is none."""
        found = self._rows(
            "SELECT rowid FROM measures WHERE metric = ? AND place_id = ? AND period_id = ?",
            [metric, place_id, period_id],
        )
        return int(found[0][0]) if found else None

    def measure_at(self, row: int) -> tuple[str, str, str] | None:
        """Metric, place and period of the measure in a row; None beyond the last one."""
        found = self._rows(
            "SELECT metric, place_id, period_id FROM measures WHERE rowid = ?", [row]
        )
        return found[0] if found else None

    def rows_of(self, period_id: str) -> dict[tuple[str, str], int]:
        """Where every measure of a period stands: (metric, place) -> row, counted from 0."""
        found = self._rows(
            "SELECT metric, place_id, rowid FROM measures WHERE period_id = ?", [period_id]
        )
        return {(metric, place_id): int(row) for metric, place_id, row in found}

    def shapes(self, level: str, period_id: str) -> list[Shape]:
        """The extents of the places of a level at a period's end; a subdistrict is the union of
        its communities. Empty where no boundaries are in force."""
        if level != "subdistrict":
            rows = self._rows(_SHAPES.format(level=_known(level)), [period_id])
            return [Shape(place, name, bytes(geometry)) for place, name, geometry in rows]
        above = {community: (place, name) for community, place, name in self._rows(_PARENTS)}
        parts: dict[tuple[str, str], list[bytes]] = {}
        for shape in self.shapes("community", period_id):
            if shape.place_id in above:
                parts.setdefault(above[shape.place_id], []).append(shape.geometry_wkb)
        return [
            Shape(place, name, shapely.union_all(shapely.from_wkb(geometries)).wkb)
            for (place, name), geometries in sorted(parts.items())
        ]

    def rows(self, dataset: str, *, period_id: str | None = None, **equals: Any) -> pd.DataFrame:
        """The rows of a dataset; with a period, of a snapshot those that hold at its end.

        ``equals`` compares columns with values; a list means any of its values.
        """
        table = f"{dataset}_at" if period_id is not None else dataset
        if dataset not in self._columns or table not in self._columns:
            raise KeyError(table)
        if period_id is not None:
            equals["period_id"] = period_id
        conditions, values = ["TRUE"], list[Any]()
        for column, value in equals.items():
            if column not in self._columns[table]:
                raise KeyError(column)
            if isinstance(value, (list, tuple, set, frozenset)):
                conditions.append(f"list_contains(?, {column})")
                values.append(list(value))
            else:
                conditions.append(f"{column} = ?")
                values.append(value)
        return self._frame(
            f"SELECT * FROM {table} WHERE {' AND '.join(conditions)}"
            " ORDER BY import_id, source_sheet, source_row",
            values,
        )

    def reach(self, period_id: str) -> pd.DataFrame:
        """Grids with the metres to the nearest facility that counts, at a period's end."""
        return self._frame(
            "SELECT grid_id, nearest_counted_facility_m FROM grid_reach_at WHERE period_id = ?"
            " ORDER BY grid_id",
            [period_id],
        )

    def datasets(self) -> pd.DataFrame:
        """Every dataset: how its files follow one another, its rows, its data days."""
        counts = " UNION ALL ".join(
            f"SELECT '{name}' AS dataset, COUNT(*) AS rows, MAX(as_of_on) AS as_of_on FROM {name}"
            for (name,) in self._rows("SELECT dataset FROM datasets")
        )
        return self._frame(
            "SELECT d.dataset, d.import_kind, n.rows, n.as_of_on, c.start_on, c.through_on"
            f" FROM datasets AS d JOIN ({counts}) AS n ON n.dataset = d.dataset"
            " LEFT JOIN coverage AS c ON c.dataset = d.dataset ORDER BY d.dataset"
        )

    def data_days(self, period_id: str) -> list[tuple[str, str, date]]:
        """Dataset, community ('' where it has none) and the day for which its data speak at the
        end of a period: that of its snapshot, or the last one that is covered."""
        return self._rows(
            "SELECT dataset, community_id, as_of_on FROM snapshots WHERE period_id = $period"
            " UNION ALL SELECT c.dataset, '', LEAST(c.through_on, p.end_on) FROM coverage AS c"
            " JOIN periods AS p ON p.period_id = $period WHERE c.through_on IS NOT NULL",
            {"period": period_id},
        )

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for a longer question; whoever asked closes it."""
        return self._root.cursor()

    def _rows(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        with self.cursor() as cursor:
            given = values if isinstance(values, dict) else list(values)
            return cursor.execute(sql, given).fetchall()

    def _frame(self, sql: str, values: Iterable[Any] = ()) -> pd.DataFrame:
        with self.cursor() as cursor:
            return cursor.execute(sql, list(values)).df()


def _known(level: str) -> str:
    if level not in {"community", "grid"}:
        raise KeyError(level)
    return level


_OPEN: dict[Path, Published] = {}
_OPENING = threading.Lock()


def open_published(home: Home) -> Published | None:
    """The version in force, or None before the first publication.

    Each version is opened once per process; one that is no longer in force closes when the last
    reader lets go of it.
    """
    while (version := home.current_version()) is not None:
        with _OPENING:
            kept = _OPEN.get(home.path)
            if kept is not None and kept.version == version:
                return kept
            try:
                _OPEN[home.path] = Published(home.version_path(version))
            except duckdb.IOException:
                if home.current_version() == version:
                    raise
                continue
            return _OPEN[home.path]
    return None


def open_version(home: Home, version: int) -> Published | None:
    """A version by its number, in force or not; None where it is no longer kept."""
    current = open_published(home)
    if current is not None and current.version == version:
        return current
    path = home.version_path(version)
    return Published(path) if path.exists() else None
