"""The office's own database: one SQLite file in the home, beside the ledger of imports.

The schema has a number, kept in the file. An older file is brought up to date, one migration after
the other, each in a transaction of its own; a file of a newer version is refused.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, text

from wording import ShownError, Text

METADATA = MetaData()
"""Every table of the office, as the code of this version knows them."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE remembered_answers (
            answer_id INTEGER NOT NULL PRIMARY KEY,
            question VARCHAR NOT NULL, value VARCHAR NOT NULL,
            spelling VARCHAR, file VARCHAR, sheet VARCHAR, cell VARCHAR, sha256 VARCHAR,
            answered_at DATETIME NOT NULL, answered_by VARCHAR NOT NULL,
            withdrawn_at DATETIME, withdrawn_by VARCHAR)""",
        """CREATE TABLE rhythms (
            dataset VARCHAR NOT NULL PRIMARY KEY, rhythm VARCHAR NOT NULL,
            set_at DATETIME NOT NULL, set_by VARCHAR NOT NULL)""",
    ),
)
"""The statements that lead from each version of the schema to the next."""

FILE_NAME = "office.db"
NEWER = Text(
    "办公数据由较新的版本写成（结构 {found}，本版本到 {known}），请先升级程序。",
    "The office's data were written by a newer version (schema {found}, this one knows {known}); "
    "update the programme first.",
)

_ENGINES: dict[Path, Engine] = {}
_TURN = threading.Lock()


class StoreError(ShownError):
    """The office's database cannot be used."""


def store_path(home: Path) -> Path:
    """Where the office of a home keeps its own data."""
    return home / FILE_NAME


def engine_of(home: Path) -> Engine:
    """The database of a home, made and brought up to date on first use; one engine per process."""
    path = store_path(home).resolve()
    with _TURN:
        engine = _ENGINES.get(path)
        if engine is None or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
            event.listen(engine, "connect", _prepare)
            with engine.connect() as connection:
                _bring_up_to_date(connection)
            _ENGINES[path] = engine
        return engine


@contextlib.contextmanager
def writing(home: Path) -> Iterator[Connection]:
    """One transaction that may write; durable when it ends, undone if it fails."""
    with engine_of(home).begin() as connection:
        yield connection


@contextlib.contextmanager
def reading(home: Path) -> Iterator[Connection | None]:
    """A connection for questions; None where the office has not kept anything yet."""
    if not store_path(home).exists():
        yield None
        return
    with engine_of(home).connect() as connection:
        yield connection


def _prepare(connection: Any, _record: object) -> None:
    """Write-ahead log, durable commits, and a patient wait for other writers."""
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up_to_date(connection: Connection) -> None:
    while True:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        if found >= len(MIGRATIONS):
            connection.rollback()
            break
        for statement in MIGRATIONS[found]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {found + 1}")
        connection.commit()
    if found > len(MIGRATIONS):
        raise StoreError(NEWER.format(found=found, known=len(MIGRATIONS)))
