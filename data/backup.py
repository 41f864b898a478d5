"""The whole home as one sealed file.

SQLite files are copied by SQLite's own backup, so that the copy is whole while others write;
everything else in a home is written once and never changed. The home's lock is held meanwhile: an
import waits until the backup is done. ``data.restoring`` brings it back.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from data.home import Home, sync_file, sync_folder
from data.leftovers import passing_folder
from data.sealing import HARDNESS, SealedWriter
from wording import ShownError, Text

Progress = Callable[[int, int, Text], None]
"""Called with files done, files in all, and what is being done."""

MANIFEST = "manifest.json"
FORM = 1
SQLITE = frozenset({".db"})
SIGNING_KEY = "session.key"
"""Not kept: with another key every cookie of the time of the backup is worth nothing."""
_LEFT_OUT = (SIGNING_KEY, ".db-wal", ".db-shm", ".db-journal", ".tmp")

PACKING = Text("备份 {name}", "Backing up {name}")
EMPTY = Text("{path} 里没有数据，无可备份。", "There are no data in {path}; nothing to back up.")
THERE = Text(
    "{path} 已存在，不会覆盖。请换一个文件名。", "{path} is there already and is not overwritten."
)
INSIDE = Text(
    "备份文件不能放在数据目录里面。", "A backup cannot lie inside the data folder that it is of."
)


class BackupError(ShownError):
    """There is nothing to back up, or a backup cannot be restored."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds: when it was made, the version in force, its files with their bytes,
    and what the maker of the backup noted (the last line of the log)."""

    made_at: datetime
    version: int | None
    files: dict[str, int]
    note: str

    @property
    def size(self) -> int:
        """Bytes of content."""
        return sum(self.files.values())

    def as_json(self) -> dict[str, Any]:
        """The form of the manifest."""
        return {
            "form": FORM, "made_at": self.made_at.isoformat(), "version": self.version,
            "note": self.note, "files": self.files,
        }  # fmt: skip


def back_up(
    home: Home,
    target: Path,
    passphrase: str,
    *,
    at: datetime,
    note: str = "",
    on_progress: Progress | None = None,
    hardness: int = HARDNESS,
) -> Backup:
    """Write the whole home into a new file that only the passphrase opens."""
    target = target.absolute()
    if target.exists():
        raise BackupError(THERE.format(path=target))
    if target.resolve().is_relative_to(home.path.resolve()):
        raise BackupError(INSIDE)
    if not home.path.is_dir() or not any(_files(home.path)):
        raise BackupError(EMPTY.format(path=home.path))
    part = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(handle, "wb") as file,
            home.locked(),
            passing_folder() as copies,
        ):
            writer = SealedWriter(file, passphrase, hardness=hardness)
            made = _pack(home, copies, writer, at, note, tell=on_progress)
            writer.finish()
        sync_file(part)
        os.link(part, target)  # unlike a rename this never replaces what came there meanwhile
    except FileExistsError:
        raise BackupError(THERE.format(path=target)) from None
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return made


def _files(home: Path) -> Iterator[Path]:
    """What belongs to a home, without its lock, what is being written, and anything special."""
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            is_left = name.startswith(".") or name == "lock" or name.endswith(_LEFT_OUT)
            if not is_left and path.is_file() and not path.is_symlink():
                yield path


def _pack(
    home: Home,
    copies: Path,
    writer: SealedWriter,
    at: datetime,
    note: str,
    *,
    tell: Progress | None,
) -> Backup:
    sources = {}
    for path in _files(home.path):
        name = path.relative_to(home.path).as_posix()
        sources[name] = _copied(path, copies) if path.suffix in SQLITE else path
    sizes = {name: path.stat().st_size for name, path in sources.items()}
    made = Backup(at, home.current_version(), sizes, note)
    with tarfile.open(fileobj=writer, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        written = json.dumps(made.as_json(), ensure_ascii=False).encode()
        _add(tar, MANIFEST, len(written), io.BytesIO(written))
        for done, (name, path) in enumerate(sources.items()):
            if tell is not None:
                tell(done, len(sources), PACKING.format(name=name))
            with path.open("rb") as file:
                _add(tar, name, sizes[name], file)
    return made


def _add(tar: tarfile.TarFile, name: str, size: int, content: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, content)


def _copied(path: Path, copies: Path) -> Path:
    copy = copies / f"{len(list(copies.iterdir()))}.db"
    with (
        contextlib.closing(sqlite3.connect(path, timeout=60)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    return copy
