"""From the Parquet files of imports to the temporary tables ``all_<dataset>``."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.contract import Contract
from data.ledger import ImportRecord, Ledger
from publication.schema import columns_of

_IMPORT_OF_FILE = r"CAST(REGEXP_EXTRACT(filename, '(\d+)/[^/]+$', 1) AS BIGINT)"


def load(
    con: duckdb.DuckDBPyConnection,
    ledger: Ledger,
    import_ids: Collection[int],
    contracts: dict[str, Contract],
) -> None:
    """Read the rows of these imports; a column that an older import did not have is unknown."""
    for name, contract in contracts.items():
        paths = [str(path) for path in ledger.parquet_paths(import_ids, name)]
        if not paths:
            continue
        found = con.execute(
            "DESCRIBE SELECT * FROM read_parquet(?, union_by_name = true)", [paths]
        ).fetchall()
        there = {column for column, *_ in found}
        columns = {column: kind for column, kind in columns_of(contract).items() if column in there}
        names = ", ".join(columns)
        values = ", ".join(f"CAST({column} AS {kind})" for column, kind in columns.items())
        con.execute(
            f"INSERT INTO all_{name}(import_id, {names}) SELECT {_IMPORT_OF_FILE}, {values}"
            " FROM read_parquet(?, union_by_name = true, filename = true)",
            [paths],
        )


def write_imports(con: duckdb.DuckDBPyConnection, records: Collection[ImportRecord]) -> None:
    """Write which imports a version is made of, and which of their ledgers are empty."""
    if records:
        con.executemany(
            "INSERT INTO imports VALUES (?, ?, ?, ?, ?)",
            [
                (r.import_id, r.file_name, r.imported_at.replace(tzinfo=None), r.imported_by,
                 r.sha256)
                for r in records
            ],
        )  # fmt: skip
    empty = [
        (held.dataset, held.as_of_on)
        for record in records
        for held in record.datasets
        if not held.rows
    ]
    if empty:
        con.executemany("INSERT INTO empty_ledgers VALUES (?, ?)", empty)
