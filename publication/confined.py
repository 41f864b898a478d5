"""A published version as one community may see it: its own rows and nobody else's.

Every table has a view of the same name in a catalogue of its own, and questions are asked there:
whatever a question names, it meets the community's rows only. A table that has no such view, or
that cannot be told apart by community, is empty: what nobody thought of stays closed.
"""

from __future__ import annotations

import re
import threading

import duckdb

from publication.reading import Published

FOR_ALL = frozenset({
    "version_info", "periods", "weeks", "datasets", "coverage", "targets", "definitions",
    "definition_changes",
})  # fmt: skip
"""Tables that say nothing of any place."""

_CODE = re.compile(r"[0-9]{1,20}")
_MAKING = threading.Lock()


class Confined(Published):
    """One version, seen from one community."""

    def __init__(self, source: Published, community_id: str) -> None:
        """``community_id`` is the community's code; any other word is a community without rows."""
        self.version = source.version
        self.published_at = source.published_at
        self.through_on = source.through_on
        self.metrics = source.metrics
        self._root = source._root
        self._columns = source._columns
        self._catalogue = f"only_{community_id if _CODE.fullmatch(community_id) else 'nobody'}"
        with _MAKING, source.cursor() as cursor:
            known = "SELECT 1 FROM duckdb_databases() WHERE database_name = ?"
            if cursor.execute(known, [self._catalogue]).fetchone() is None:
                _make(cursor, self._catalogue, community_id, self._columns)
        self.rebasings = tuple(  # one without a place holds for every place, this one too
            each
            for each in source.rebasings
            if each.place_id is None or each.place_id.startswith(community_id)
        )

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection for which the community's views are all there is."""
        cursor = self._root.cursor()
        cursor.execute(f"USE {self._catalogue}.main")
        return cursor


def _make(
    cursor: duckdb.DuckDBPyConnection, catalogue: str, community: str, tables: dict[str, list[str]]
) -> None:
    """The catalogue with its views; all of them or none."""
    ((whole,),) = cursor.execute("SELECT current_database()").fetchall()
    cursor.execute(f"ATTACH ':memory:' AS {catalogue} (READ_WRITE)")
    try:
        with_imports = []
        for table, columns in tables.items():
            own = _own(table, columns, community)
            if own is not None and "community_id" in columns and "import_id" in columns:
                with_imports.append(table)
            shown = "rowid, *" if table == "measures" else "*"
            if table != "imports":
                cursor.execute(
                    f'CREATE VIEW {catalogue}.main."{table}" AS SELECT {shown}'
                    f' FROM "{whole}".main."{table}" WHERE {own or "FALSE"}'
                )
        named = " UNION ".join(
            f'SELECT import_id FROM {catalogue}.main."{table}"' for table in with_imports
        )
        cursor.execute(
            f'CREATE VIEW {catalogue}.main.imports AS SELECT * FROM "{whole}".main.imports'
            f" WHERE {f'import_id IN ({named})' if named else 'FALSE'}"
        )
    except BaseException:
        cursor.execute(f"DETACH {catalogue}")
        raise


def _own(table: str, columns: list[str], community: str) -> str | None:
    """The condition under which a row is the community's; None where no row is."""
    if not _CODE.fullmatch(community):
        return "TRUE" if table in FOR_ALL else None
    if "community_id" in columns:
        return f"community_id = '{community}'"
    for column in ("grid_id", "place_id"):
        if column in columns:  # the code of a grid begins with its community's
            return f"starts_with({column}, '{community}')"
    return "TRUE" if table in FOR_ALL else None
