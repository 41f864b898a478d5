"""What the checks are given: the rows of one published version, and the year they look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import duckdb

from data.catalogue import contracts
from data.contract import Contract
from data.home import Home
from data.ledger import ImportRecord, Ledger
from metrics.integrity import MOST_ROWS, Seen
from publication.reading import Published

WEEKS = 52
"""The checks look back so many weeks from the end of the period that is asked for."""

_DAYS = {
    "week": "CAST(STRPTIME(e.{column} || '-7', '%G-W%V-%u') AS DATE)",
    "month": "LAST_DAY(CAST(e.{column} || '-01' AS DATE))",
}

_SEEN = """
SELECT COALESCE(i.file_name, ''), COALESCE(e.source_sheet, ''), e.source_row, {place}, {day}
FROM {dataset} AS e LEFT JOIN imports AS i ON i.import_id = e.import_id
WHERE {where} ORDER BY e.import_id, e.source_sheet, e.source_row LIMIT {most}
"""


class Material:
    """One version, looked at up to a day; one connection, closed by ``close``.

    ``start_on`` and ``end_on`` bound the days of the events that the checks look at. ``contracts``
    are those of the sheets that the version knows: an older one may lack some.
    """

    def __init__(self, home: Home, published: Published, end_on: date) -> None:
        through = published.through_on or end_on
        self.home, self.published = home, published
        self.end_on = min(end_on, through)
        self.start_on = self.end_on - timedelta(days=7 * WEEKS - 1)
        self.con: duckdb.DuckDBPyConnection = published.cursor()
        self.contracts: Mapping[str, Contract] = {
            name: contract for name, contract in contracts().items() if name in self.stored
        }

    def close(self) -> None:
        """Give the connection back."""
        self.con.close()

    @cached_property
    def stored(self) -> dict[str, frozenset[str]]:
        """Dataset -> the columns that this version has; an older one may lack some."""
        found: dict[str, set[str]] = {}
        for table, column in self.con.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
        ).fetchall():
            found.setdefault(table, set()).add(column)
        return {table: frozenset(columns) for table, columns in found.items()}

    def has(self, dataset: str, *columns: str) -> bool:
        """Whether the version stores these columns of a dataset."""
        return set(columns) <= self.stored.get(dataset, frozenset())

    def place(self, contract: Contract) -> str:
        """The SQL of the community of a row ``e``; empty where it has none."""
        return "COALESCE(e.community_id, '')" if contract.has_community else "''"

    def day(self, contract: Contract) -> str:
        """The SQL of the day of a row ``e``: the last day of a week or month; NULL for states."""
        if contract.event_on is None:
            return "CAST(NULL AS DATE)"
        kind = contract.column(contract.event_on).type
        return _DAYS.get(kind, "CAST(e.{column} AS DATE)").format(column=contract.event_on)

    def in_window(self, contract: Contract) -> str:
        """The SQL condition that a row ``e`` lies in the time that is looked at."""
        start, end = self.start_on.isoformat(), self.end_on.isoformat()
        return f"{self.day(contract)} BETWEEN DATE '{start}' AND DATE '{end}'"

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a question gives."""
        return self.con.execute(sql, list(values)).fetchall()

    def seen(
        self, dataset: str, where: str, most: int = MOST_ROWS, table: str = ""
    ) -> tuple[Seen, ...]:
        """Rows ``e`` of a dataset as evidence, in the order of the files.

        ``table`` is the one to look in where it is not the dataset's own: its state by period.
        """
        contract = self.contracts[dataset]
        place = "e.community_id" if contract.has_community else "NULL"
        sql = _SEEN.format(
            dataset=table or dataset, where=where, most=most, place=place, day=self.day(contract)
        )
        return tuple(Seen(*row) for row in self.rows(sql))

    @cached_property
    def imports(self) -> tuple[ImportRecord, ...]:
        """The imports that this version is made of, as the ledger knows them, oldest first."""
        numbers = {int(number) for (number,) in self.rows("SELECT import_id FROM imports")}
        return tuple(r for r in Ledger(self.home).imports() if r.import_id in numbers)


def quoted(text: str | None) -> str:
    """A text as a literal of SQL; NULL for none."""
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"
