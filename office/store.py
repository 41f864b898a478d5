"""The office's own database: one SQLite file in the home, beside the ledger of imports.

Alembic keeps its schema: ``office/migrations/versions`` holds one revision after the other. An
older file is brought up to date on first use, whatever number of processes ask for it at once; a
file of a newer version is refused. A file that is up to date costs one question and no Alembic.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text

from wording import ShownError, Text

METADATA = MetaData()
"""Every table of the office, as the code of this version knows them."""

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
FILE_NAME = "office.db"
BEFORE_ALEMBIC = 1
"""The number that files carry which were made before Alembic kept the schema."""
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


@cache
def known_revisions() -> tuple[str, ...]:
    """The numbers of the revisions, in order; the last one is the schema of this version."""
    files = (MIGRATIONS / "versions").glob("[0-9]*.py")
    return tuple(sorted(path.name.partition("_")[0] for path in files))


def engine_of(home: Path) -> Engine:
    """The database of a home, made and brought up to date on first use; one engine per process."""
    path = store_path(home).resolve()
    with _TURN:
        engine = _ENGINES.get(path)
        if engine is None or not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.chmod(0o600)
            engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
            event.listen(engine, "connect", _prepare)
            with _alone(path.parent), engine.connect() as connection:
                _bring_up_to_date(connection)
            _ENGINES[path] = engine
        return engine


@contextlib.contextmanager
def writing(home: Path) -> Iterator[Connection]:
    """One transaction that may write; durable when it ends, undone if it fails.

    It is the only one from its first question on, so that what it read still holds when it writes.
    """
    with engine_of(home).begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


@contextlib.contextmanager
def reading(home: Path) -> Iterator[Connection | None]:
    """A connection for questions; None where the office has not kept anything yet."""
    if not store_path(home).exists():
        yield None
        return
    with engine_of(home).connect() as connection:
        yield connection


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: two cannot switch a new file to the write-ahead log at once."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _prepare(connection: Any, _record: object) -> None:
    """Write-ahead log, durable commits, and a patient wait for other writers."""
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up_to_date(connection: Connection) -> None:
    if _revision(connection) == known_revisions()[-1]:
        return
    connection.rollback()
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # all of the steps or none
    _upgrade(connection)
    connection.commit()


def _revision(connection: Connection) -> str | None:
    """The revision of a file, None before Alembic; a file of a newer version is refused."""
    number = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    found: str | None = None
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if number > BEFORE_ALEMBIC:
        raise StoreError(NEWER.format(found=number, known=known_revisions()[-1]))
    if found is not None and found not in known_revisions():
        raise StoreError(NEWER.format(found=found, known=known_revisions()[-1]))
    return found


def _upgrade(connection: Connection) -> None:
    """Let Alembic do what is missing, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
