"""The ledger of imports: who imported what and when, and which imports make up each version.

An import is one accepted file: one immutable Parquet file per dataset plus one row here. What any
version listed is never changed; whether an import counts follows from the version in force alone.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.empty_ledgers import day_of
from data.home import OWNERS_FILE, Home, make_folder, sync_file, sync_folder

ImportState = Literal["in_force", "undone", "not_published"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS numbers (
    of_what TEXT PRIMARY KEY, last_used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS imports (
    import_id INTEGER PRIMARY KEY, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL, imported_by TEXT NOT NULL, report TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS import_datasets (
    import_id INTEGER NOT NULL REFERENCES imports, dataset TEXT NOT NULL, as_of_on TEXT,
    rows INTEGER NOT NULL, communities TEXT NOT NULL, PRIMARY KEY (import_id, dataset));
CREATE TABLE IF NOT EXISTS versions (
    version INTEGER PRIMARY KEY, published_at TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS version_imports (
    version INTEGER NOT NULL REFERENCES versions, import_id INTEGER NOT NULL REFERENCES imports,
    PRIMARY KEY (version, import_id));
"""
_HAS_SCHEMA = "SELECT 1 FROM sqlite_master WHERE name = 'version_imports'"
_IMPORT_FOLDER = re.compile(r"\d{6,}|\.\d{6,}\.tmp")


@dataclass(frozen=True)
class DatasetRecord:
    """What one import says about one dataset: its latest as-of day, its rows, its communities."""

    dataset: str
    as_of_on: date | None
    rows: int
    communities: tuple[str, ...]


@dataclass(frozen=True)
class ImportRecord:
    """One import as the ledger knows it; ``report`` is the import's report without its rows."""

    import_id: int
    file_name: str
    sha256: str
    imported_at: datetime
    imported_by: str
    datasets: tuple[DatasetRecord, ...]
    report: dict[str, Any]
    state: ImportState


@dataclass(frozen=True)
class NewImport:
    """One accepted file on its way into the ledger: its rows by dataset, and its report."""

    file_name: str
    sha256: str
    tables: Mapping[str, pa.Table]
    report: Mapping[str, Any]


class Ledger:
    """The ledger of one home."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def add_import(
        self,
        *,
        file_name: str,
        sha256: str,
        imported_at: datetime,
        imported_by: str,
        tables: Mapping[str, pa.Table],
        report: Mapping[str, Any],
    ) -> int:
        """Store one accepted file and return its number; it counts once a version lists it."""
        accepted = NewImport(file_name, sha256, tables, report)
        (number,) = self.add_imports([accepted], imported_at=imported_at, imported_by=imported_by)
        return number

    def add_imports(
        self, accepted: Iterable[NewImport], *, imported_at: datetime, imported_by: str
    ) -> list[int]:
        """Store all of these files or, if anything goes wrong on the way, none.

        Killed at any moment, this leaves at most folders without a row, which the next call
        sweeps away.
        """
        rows: list[tuple[Any, ...]] = []
        held: list[tuple[Any, ...]] = []
        with self.home.locked(), self._open() as ledger:
            self._sweep(ledger)
            try:
                for new in accepted:
                    import_id = _next_number(ledger, "import")
                    said = json.dumps(new.report, ensure_ascii=False, default=str)
                    at = imported_at.isoformat()
                    rows.append((import_id, new.file_name, new.sha256, at, imported_by, said))
                    held += [(import_id, *_described(name, t)) for name, t in new.tables.items()]
                    self._store(import_id, new.tables)
                with ledger:
                    ledger.executemany("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)", rows)
                    ledger.executemany("INSERT INTO import_datasets VALUES (?, ?, ?, ?, ?)", held)
            except BaseException:
                self._sweep(ledger)
                raise
        return [row[0] for row in rows]

    def discard(self, import_ids: Collection[int]) -> None:
        """Take away imports that were given up; one that any version ever listed stays."""
        if not import_ids:
            return
        with self.home.locked(), self._open() as ledger:
            for one in [(number,) for number in import_ids]:
                listed = "SELECT 1 FROM version_imports WHERE import_id = ?"
                if not ledger.execute(listed, one).fetchone():
                    with ledger:
                        ledger.execute("DELETE FROM import_datasets WHERE import_id = ?", one)
                        ledger.execute("DELETE FROM imports WHERE import_id = ?", one)
            self._sweep(ledger)

    def imports(self) -> list[ImportRecord]:
        """Every import ever accepted, the earliest first, with what became of it."""
        if not self.home.ledger_path.exists():
            return []
        current = self.home.current_version()
        with self._open() as ledger:
            members = ledger.execute("SELECT version, import_id FROM version_imports").fetchall()
            datasets: dict[int, list[DatasetRecord]] = {}
            for import_id, *record in ledger.execute(
                "SELECT * FROM import_datasets ORDER BY import_id, dataset"
            ):
                datasets.setdefault(import_id, []).append(_dataset_record(record))
            rows = ledger.execute("SELECT * FROM imports ORDER BY import_id").fetchall()
        in_force = {i for version, i in members if version == current}
        once = {i for version, i in members if current is not None and version < current}

        def state(import_id: int) -> ImportState:
            if import_id in in_force:
                return "in_force"
            return "undone" if import_id in once else "not_published"

        return [
            ImportRecord(
                import_id=import_id,
                file_name=file_name,
                sha256=sha256,
                imported_at=datetime.fromisoformat(imported_at),
                imported_by=imported_by,
                datasets=tuple(datasets.get(import_id, ())),
                report=json.loads(report),
                state=state(import_id),
            )
            for import_id, file_name, sha256, imported_at, imported_by, report in rows
        ]

    def in_force(self) -> tuple[int, ...]:
        """The imports that the version in force lists."""
        current = self.home.current_version()
        return () if current is None else self.imports_of(current)

    def imports_of(self, version: int) -> tuple[int, ...]:
        """The imports that a version was built from; it can be rebuilt from them."""
        if not self.home.ledger_path.exists():
            return ()
        with self._open() as ledger:
            rows = ledger.execute(
                "SELECT import_id FROM version_imports WHERE version = ? ORDER BY import_id",
                (version,),
            ).fetchall()
        return tuple(import_id for (import_id,) in rows)

    def published_on(self) -> dict[int, datetime]:
        """When each version was published, those included whose file is gone."""
        if not self.home.ledger_path.exists():
            return {}
        with self._open() as ledger:
            rows = ledger.execute("SELECT version, published_at FROM versions").fetchall()
        return {version: datetime.fromisoformat(at) for version, at in rows}

    def record_version(
        self, version: int, import_ids: Collection[int], published_at: datetime, reason: str
    ) -> None:
        """Write down what a version is made of, before it comes into force."""
        with self._open() as ledger, ledger:
            ledger.execute(
                "INSERT INTO versions VALUES (?, ?, ?)", (version, published_at.isoformat(), reason)
            )
            ledger.executemany(
                "INSERT INTO version_imports VALUES (?, ?)",
                [(version, import_id) for import_id in sorted(import_ids)],
            )

    def forget_versions_after(self, version: int) -> None:
        """Drop the record of versions that never came into force because their maker was killed."""
        with self._open() as ledger, ledger:
            ledger.execute("DELETE FROM version_imports WHERE version > ?", (version,))
            ledger.execute("DELETE FROM versions WHERE version > ?", (version,))

    def next_version(self) -> int:
        """A number for a new version; no number is ever given twice, even after a crash."""
        with self._open() as ledger:
            return _next_number(ledger, "version")

    def parquet_paths(self, import_ids: Iterable[int], dataset: str) -> list[Path]:
        """The files in which these imports keep a dataset, in the order of the imports."""
        paths = (self._folder(number) / f"{dataset}.parquet" for number in sorted(import_ids))
        return [path for path in paths if path.exists()]

    def _folder(self, import_id: int) -> Path:
        return self.home.imports_dir / f"{import_id:06d}"

    def _store(self, import_id: int, tables: Mapping[str, pa.Table]) -> None:
        make_folder(self.home.imports_dir)
        written = self.home.imports_dir / f".{import_id:06d}.tmp"
        written.mkdir()
        for name, table in tables.items():
            path = written / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd")
            sync_file(path)
        sync_folder(written)
        written.rename(self._folder(import_id))
        sync_folder(self.home.imports_dir)

    def _sweep(self, ledger: sqlite3.Connection) -> None:
        if not self.home.imports_dir.exists():
            return
        known = {f"{number:06d}" for (number,) in ledger.execute("SELECT import_id FROM imports")}
        for folder in self.home.imports_dir.iterdir():
            if _IMPORT_FOLDER.fullmatch(folder.name) and folder.name not in known:
                shutil.rmtree(folder, ignore_errors=True)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection for one piece of work; a commit is durable before it returns."""
        make_folder(self.home.path)
        if not self.home.ledger_path.exists():
            self.home.ledger_path.touch(mode=OWNERS_FILE)
        ledger = sqlite3.connect(self.home.ledger_path, timeout=60)
        try:
            ledger.execute("PRAGMA synchronous = FULL")
            ledger.execute("PRAGMA foreign_keys = ON")
            if not ledger.execute(_HAS_SCHEMA).fetchone():
                ledger.execute("PRAGMA journal_mode = WAL")
                ledger.executescript(_SCHEMA)
                sync_folder(self.home.path)
            yield ledger
        finally:
            ledger.close()


def _next_number(ledger: sqlite3.Connection, of_what: str) -> int:
    with ledger:
        (number,) = ledger.execute(
            "INSERT INTO numbers VALUES (?, 1) ON CONFLICT (of_what)"
            " DO UPDATE SET last_used = last_used + 1 RETURNING last_used",
            (of_what,),
        ).fetchone()
    return int(number)


def _described(name: str, table: pa.Table) -> tuple[str, str | None, int, str]:
    as_of, communities = day_of(table), []
    if "community_id" in table.column_names:
        named = pc.unique(table["community_id"]).to_pylist()
        communities = sorted(community for community in named if community)
    return name, as_of.isoformat() if as_of else None, table.num_rows, json.dumps(communities)


def _dataset_record(record: list[Any]) -> DatasetRecord:
    name, as_of_on, rows, communities = record
    return DatasetRecord(
        dataset=name,
        as_of_on=date.fromisoformat(as_of_on) if as_of_on else None,
        rows=rows,
        communities=tuple(json.loads(communities)),
    )
