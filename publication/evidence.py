"""From a published number to the stored rows behind it, each with its file, sheet and row."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb

from data.catalogue import contracts
from data.contract import Contract
from metrics.catalogue import metric as metric_of
from metrics.counted import Counted
from metrics.measure import units_of
from metrics.metric import Metric
from publication.errors import NO_MEASURE, PublicationError
from publication.reading import Published

ORIGIN = ("dataset", "file", "sheet", "row", "import_id", "place_id", "numerator", "denominator")
"""The keys that every row of evidence has; the others are columns of its dataset."""

MOST_ROWS = 100_000

_MEASURE = """
SELECT numerator, denominator, value, state, level FROM measures
WHERE metric = ? AND place_id = ? AND period_id = ?
"""

_CHOSEN = """
WITH chosen AS (
    SELECT {columns}, {place} AS place_of_row, {unit} AS unit_of_row,
           e.import_id AS import_of_row, e.source_sheet AS sheet_of_row,
           e.source_row AS number_of_row,
           CAST({numerator} AS DOUBLE) AS adds_to_numerator,
           CAST({denominator} AS DOUBLE) AS adds_to_denominator
    FROM {table} AS e JOIN periods AS p ON p.period_id = $period {same_period}
    WHERE ({where}) AND {within} AND ({only})),
behind AS (
    SELECT c.*, u.numerator AS unit_numerator, u.denominator AS unit_denominator
    FROM chosen AS c LEFT JOIN unit_shares AS u ON u.place_id = c.unit_of_row
    WHERE {is_unit} OR u.place_id IS NOT NULL)
"""

_COUNT = "SELECT COUNT(*) FROM behind"

_ROWS = """
SELECT b.*, i.file_name FROM behind AS b
LEFT JOIN imports AS i ON i.import_id = b.import_of_row
ORDER BY b.import_of_row, b.sheet_of_row, b.number_of_row, {key} LIMIT $most OFFSET $first
"""

_IN_PERIOD = {
    "week": "CAST(STRPTIME(e.{day} || '-7', '%G-W%V-%u') AS DATE) BETWEEN p.start_on AND p.end_on",
    "month": "CAST(e.{day} || '-01' AS DATE) <= p.end_on"
    " AND LAST_DAY(CAST(e.{day} || '-01' AS DATE)) >= p.start_on",
}
_ON_A_DAY = "CAST(e.{day} AS DATE) BETWEEN {start} AND p.end_on"


@dataclass(frozen=True)
class Only:
    """Some rows alone: of one dataset, and those of which a condition over ``e`` holds.

    ``part`` is bound as ``$part`` where the condition names it.
    """

    counted: Counted
    condition: str
    part: str | None = None


EVERY_ROW = "TRUE"


@dataclass(frozen=True)
class Evidence:
    """A measure and rows behind it.

    ``counts`` tells how many rows there are in all, dataset by dataset in the order in which they
    are listed; ``rows`` are those of them that were asked for.
    """

    metric: Metric
    place_id: str
    period_id: str
    numerator: float | None
    denominator: float | None
    value: float | None
    state: str
    rows: tuple[dict[str, Any], ...] = field(default=())
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """The stable form documented in docs/command-line.md."""
        return {
            "metric": self.metric.key,
            "place_id": self.place_id,
            "period": self.period_id,
            "numerator": _whole(self.numerator),
            "denominator": _whole(self.denominator),
            "value": _whole(self.value),
            "state": self.state,
            "rows": [{name: _plain(value) for name, value in row.items()} for row in self.rows],
        }


def evidence(
    published: Published,
    key: str,
    place_id: str,
    period_id: str,
    *,
    only: Only | None = None,
    first: int = 0,
    most: int = MOST_ROWS,
) -> Evidence:
    """The measure of a place and period, and the rows that are counted in it or explain it.

    ``only`` leaves out all other rows; at most ``most`` rows are listed from the one numbered
    ``first`` on, counted from 0. Raises PublicationError where there is no such measure.
    """
    metric = metric_of(key)
    with published.cursor() as con:
        found = con.execute(_MEASURE, [key, place_id, period_id]).fetchone()
        if found is None:
            raise PublicationError(
                NO_MEASURE.format(metric=metric.name, place=place_id, period=period_id)
            )
        numerator, denominator, value, state, level = found
        if numerator is None:
            return Evidence(metric, place_id, period_id, None, denominator, value, state)
        units_of(con, metric, level, place_id, period_id)
        rows: list[dict[str, Any]] = []
        counts: dict[str, int] = {}
        for part in (only.counted,) if only else metric.counted:
            asked = _Asked(con, metric, part, (level, place_id, period_id), only)
            before, number = sum(counts.values()), asked.count()
            counts[part.dataset] = counts.get(part.dataset, 0) + number
            skipped, left = max(0, first - before), most - len(rows)
            if left > 0 and skipped < number:
                rows += asked.rows(skipped, left)
    return Evidence(
        metric, place_id, period_id, numerator, denominator, value, state, tuple(rows), counts
    )


class _Asked:
    """The rows of one dataset behind one measure: counted, and listed in the order of the files."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        metric: Metric,
        part: Counted,
        asked: tuple[str, str, str],
        only: Only | None,
    ) -> None:
        level, place_id, period_id = asked
        contract = contracts()[part.dataset]
        stored = set(contract.stored_types())
        is_snapshot = contract.kind == "snapshot"
        place = f"e.{metric.grain}_id" if f"{metric.grain}_id" in stored else "NULL"
        place = "e.community_id" if place == "NULL" and "community_id" in stored else place
        unit = f"e.{part.unit}" if part.unit and metric.adds_up else "NULL"
        self.con, self.dataset = con, part.dataset
        self.shown = _columns(metric, contract)
        key = [name for name in contract.key if name in self.shown]
        self.key = ", ".join(f"b.{name}" for name in (*key, "adds_to_numerator"))
        self.chosen = _CHOSEN.format(
            columns=", ".join(f"e.{name} AS {name}" for name in self.shown),
            place=f"({part.community})" if part.community else place,
            unit=unit,
            numerator=part.numerator or "NULL",
            denominator=part.denominator or "NULL",
            table=f"{part.dataset}_at" if is_snapshot else part.dataset,
            same_period="AND e.period_id = p.period_id" if is_snapshot else "",
            where=part.where or in_period(metric, contract),
            within=_within(part, contract, level),
            only=only.condition if only else EVERY_ROW,
            is_unit="FALSE" if unit != "NULL" else "TRUE",
        )
        self.values: dict[str, Any] = {
            "period": period_id, "place": place_id, "above": place_id[:12],
            "part": only.part if only else None,
        }  # fmt: skip

    def _run(self, tail: str, **values: int) -> duckdb.DuckDBPyConnection:
        sql = self.chosen + tail
        known = {**self.values, **values}
        return self.con.execute(sql, {name: v for name, v in known.items() if f"${name}" in sql})

    def count(self) -> int:
        """How many rows there are."""
        (number,) = self._run(_COUNT).fetchone() or (0,)
        return int(number)

    def rows(self, first: int, most: int) -> Iterator[dict[str, Any]]:
        """At most so many rows from one of them on."""
        cursor = self._run(_ROWS.format(key=self.key), first=first, most=most)
        names = [name for name, *_ in cursor.description or ()]
        for found in cursor.fetchall():
            row = dict(zip(names, found, strict=True))
            yield {
                "dataset": self.dataset,
                "file": row["file_name"],
                "sheet": row["sheet_of_row"],
                "row": row["number_of_row"],
                "import_id": row["import_of_row"],
                "place_id": row["place_of_row"],
                "numerator": _added(row["adds_to_numerator"], row["unit_numerator"]),
                "denominator": _added(row["adds_to_denominator"], row["unit_denominator"]),
                **{name: row[name] for name in self.shown if name not in ORIGIN},
            }


def _added(own: float | None, of_unit: float | None) -> float | None:
    return of_unit if own is None else own


def in_period(metric: Metric, contract: Contract) -> str:
    """The condition that a row lies in a period: it holds at its end, or its day is in it."""
    if contract.kind == "snapshot" or contract.event_on is None:
        return "TRUE"
    kind = contract.column(contract.event_on).type
    if kind in _IN_PERIOD:
        return _IN_PERIOD[kind].format(day=contract.event_on)
    back = f"p.end_on - {metric.looks_back_days - 1}" if metric.looks_back_days else "p.start_on"
    return _ON_A_DAY.format(day=contract.event_on, start=back)


def _within(part: Counted, contract: Contract, level: str) -> str:
    """Rows of the place and of what lies in it, of communities whose data were heard."""
    stored = contract.stored_types()
    if level == "grid" and "grid_id" in stored:
        return "e.grid_id = $place"
    if part.community is None and "community_id" not in stored:
        return "TRUE"
    community = f"({part.community or 'e.community_id'})"
    heard = f"{community} IN (SELECT s.community_id FROM speaking AS s)"
    if level == "grid":
        return f"{community} = $above"
    if level == "community":
        return f"{community} = $place AND {heard}"
    return (
        f"{community} IN (SELECT l.place_id FROM lineage AS l WHERE l.ancestor_id = $place)"
        f" AND {heard}"
    )


def _columns(metric: Metric, contract: Contract) -> list[str]:
    """What matters of a row: its key, its place, office roles, and what the indicator looks at."""
    texts = [metric.rows, *metric.rows_by_level.values()]
    texts += [str(value) for part in metric.counted for value in vars(part).values()]
    looked_at = set(re.findall(r"\w+", " ".join(texts)))
    types = {column.name: column.type for column in contract.columns}
    always = {*contract.key, "community_id", "grid_id", "person_name"}
    return [
        name
        for name in contract.stored_types()
        if (
            (name in looked_at or name in always)
            and types.get(name) != "geometry"
            and name not in {"person_key", "source_sheet", "source_row"}
        )
        or name == "row_flags"
    ]


def _whole(number: float | None) -> float | int | None:
    if number is None or math.isnan(number):
        return None
    return int(number) if float(number).is_integer() else float(number)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return _whole(value) if isinstance(value, float) else value
