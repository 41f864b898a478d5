"""The rows of all files of a dataset that a version is made of, superseded ones included."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.contract import Contract
from data.ledger import Ledger
from publication.integrity.material import Material, quoted

_IMPORT = r"CAST(REGEXP_EXTRACT(filename, '(\d+)/[^/]+$', 1) AS BIGINT)"


@dataclass(frozen=True)
class StoredFiles:
    """``sql`` names a table expression ``e`` with the contract's columns and ``import_id``."""

    sql: str
    columns: frozenset[str]


def stored_files(material: Material, contract: Contract) -> StoredFiles | None:
    """The files of a dataset whose rows have keys; None where there are fewer than two."""
    numbers = [record.import_id for record in material.imports
               if any(held.dataset == contract.name for held in record.datasets)]  # fmt: skip
    if len(numbers) < 2 or not contract.key:
        return None
    paths = Ledger(material.home).parquet_paths(numbers, contract.name)
    read = f"read_parquet([{', '.join(map(_path, paths))}], union_by_name = true, filename = true)"
    there = {row[0] for row in material.rows(f"DESCRIBE SELECT * FROM {read}")}
    columns = [name for name in contract.stored_types() if name in there]
    if not set(contract.key) <= set(columns):
        return None
    chosen = ", ".join([*columns, f"{_IMPORT} AS import_id"])
    keyed = " AND ".join(f"{name} IS NOT NULL" for name in contract.key)
    return StoredFiles(f"(SELECT {chosen} FROM {read} WHERE {keyed})", frozenset(columns))


def _path(path: Path) -> str:
    return quoted(str(path))
