"""Publishing: build a version beside the others, make it durable, then move ``CURRENT``.

Killed at any moment, the version in force stays in force; what was left lying about is swept by
the next publication.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path

import duckdb

from data.catalogue import contracts
from data.home import Home, make_folder, sync_file, sync_folder
from data.ledger import Ledger
from metrics.measure import measure
from publication.declared import write_declared
from publication.derive import derive
from publication.errors import OVERTAKEN, UNKNOWN_IMPORT, Overtaken, PublicationError
from publication.load import load, write_imports
from publication.schema import create_tables
from wording import Text

Progress = Callable[[int, int, Text], None]
"""Called with steps done, steps in all, and what is being done."""

STEPS = 3

READING = Text("读取 {count} 个导入", "Reading {count} imports")
DERIVING = Text("整理表格、推算地理关系", "Deriving places, states and distances")
MEASURING = Text("计算 {count} 项指标", "Measuring {count} indicators")
PUBLISHED = Text("第 {version} 版已发布", "Version {version} is published")

BUILD_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}

_VERSION_FILE = re.compile(r"governance-(\d+)\.duckdb")


def publish(
    home: Home,
    *,
    add: Iterable[int] = (),
    remove: Iterable[int] = (),
    published_at: datetime,
    reason: str = "",
    seen: int | None = None,
    on_progress: Progress | None = None,
) -> int:
    """Publish what is in force, with some imports added and some taken out; returns the version.

    ``reason`` says in the ledger why, where it is not for an import. ``seen`` is the version that
    the change was previewed against, 0 for none.

    Raises PublicationError for an import that does not exist, Overtaken where another version than
    ``seen`` is in force, MetricError for data that cannot be measured; the version in force then
    stays in force.
    """
    added, removed = set(add), set(remove)
    ledger = Ledger(home)
    with home.locked():
        known = {record.import_id for record in ledger.imports()}
        for number in sorted((added | removed) - known):
            raise PublicationError(UNKNOWN_IMPORT.format(number=number))
        current = home.current_version() or 0
        if seen is not None and seen != current:
            raise Overtaken(OVERTAKEN.format(version=current))
        _sweep(home, ledger, current)
        import_ids = sorted((set(ledger.in_force()) | added) - removed)
        version = ledger.next_version()
        while version <= current:
            version = ledger.next_version()
        path = home.version_path(version)
        written = path.with_name(f".{path.name}.tmp")
        before = home.version_path(current) if current else None
        build(
            home, import_ids, written, version, published_at, previous=before,
            on_progress=on_progress,
        )  # fmt: skip
        written.rename(path)
        sync_folder(home.versions_dir)
        ledger.record_version(version, import_ids, published_at, reason or _reason(added, removed))
        home.set_current(version)
    _tell(on_progress, 3, PUBLISHED.format(version=version))
    return version


def build(
    home: Home,
    import_ids: Collection[int],
    path: Path,
    version: int,
    published_at: datetime,
    *,
    previous: Path | None = None,
    on_progress: Progress | None = None,
) -> None:
    """Write the version file that these imports make, at ``path``; nothing is published by it.

    Judged is by the targets that the office had set by ``published_at``. ``previous`` is the
    version in force before, whose definitions are compared.
    """
    make_folder(path.parent)
    path.unlink(missing_ok=True)
    ledger = Ledger(home)
    wanted = set(import_ids)
    declared = contracts()
    with duckdb.connect(str(path), config=BUILD_CONFIG) as con:
        con.execute("BEGIN TRANSACTION")
        create_tables(con, declared)
        _tell(on_progress, 0, READING.format(count=len(wanted)))
        load(con, ledger, wanted, declared)
        records = [record for record in ledger.imports() if record.import_id in wanted]
        write_imports(con, records)
        _tell(on_progress, 1, DERIVING)
        through_on = derive(con, declared)
        con.execute(
            "INSERT INTO version_info VALUES (?, ?, ?)",
            [version, published_at.replace(tzinfo=None), through_on],
        )
        indicators = write_declared(con, home.path, published_at, previous)
        _tell(on_progress, 2, MEASURING.format(count=len(indicators)))
        measure(con, indicators.values())
        con.execute("COMMIT")
        con.execute("CHECKPOINT")
    sync_file(path)


def _sweep(home: Home, ledger: Ledger, current: int) -> None:
    """Remove what killed publications left: files and records of versions never in force."""
    ledger.forget_versions_after(current)
    if not home.versions_dir.exists():
        return
    for path in home.versions_dir.iterdir():
        named = _VERSION_FILE.fullmatch(path.name)
        if path.name.startswith(".governance-") or (named and int(named[1]) > current):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _reason(added: set[int], removed: set[int]) -> str:
    parts = [("add", added), ("remove", removed)]
    return "; ".join(
        f"{word} {', '.join(map(str, sorted(numbers)))}" for word, numbers in parts if numbers
    )


def _tell(on_progress: Progress | None, done: int, text: Text) -> None:
    if on_progress is not None:
        on_progress(done, STEPS, text)
