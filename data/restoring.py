"""From a sealed file back to a home: all of it, or nothing.

The content is unpacked beside the home and checked there; it moves into place in one step. A
restore that was killed leaves a folder that the next one takes away.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from data.backup import FORM, MANIFEST, SIGNING_KEY, SQLITE, Backup, BackupError, Progress
from data.home import Home, make_folder, sync_file, sync_folder
from data.leftovers import passing_folder
from data.sealing import PIECE, SealedReader
from wording import Text

LARGEST_MANIFEST = 64 * 2**20
_PREFIX = ".lingtu-restore-"
_NAME = re.compile(r"[^/\\\x00-\x1f.][^/\\\x00-\x1f]*(/[^/\\\x00-\x1f.][^/\\\x00-\x1f]*)*")
"""A path below the home: no root, no dot at the beginning of a part, nothing odd."""

UNPACKING = Text("恢复 {name}", "Restoring {name}")
NOT_EMPTY = Text(
    "{path} 里已有数据，只能恢复到空目录。请用 --home 指定另一个目录。",
    "There are data in {path}; a backup is restored into an empty folder only. Name another one "
    "with --home.",
)
NOT_MOVED = Text(
    "不能放到 {path}（{reason}）。没有恢复任何内容。请用 --home 指定另一个目录。",
    "It cannot be put at {path} ({reason}). Nothing was restored. Name another folder with --home.",
)
NO_ROOM = Text(
    "磁盘空间不够：需要 {need} MB，可用 {free} MB。",
    "There is not enough room: {need} MB are needed, {free} MB are free.",
)
HOSTILE = Text(
    "备份里有不该有的内容（{name}），已拒绝。没有恢复任何内容。",
    "The backup holds something that it must not hold ({name}) and is refused. Nothing was "
    "restored.",
)
INCOMPLETE = Text(
    "备份的内容不完整（{name}）。没有恢复任何内容。",
    "The content of the backup is not complete ({name}). Nothing was restored.",
)
NEWER = Text(
    "备份由较新的版本写成，请先升级程序。",
    "The backup was written by a newer version; update the programme first.",
)


def restore(
    source: Path, home: Home, passphrase: str, *, on_progress: Progress | None = None
) -> Backup:
    """Bring a backup back into a home that is empty or not there yet; says what it holds."""
    place = home.path
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BackupError(NOT_EMPTY.format(path=place))
    make_folder(place.parent)
    with source.open("rb") as file, passing_folder(_PREFIX, place.parent) as folder:
        sealed = io.BufferedReader(SealedReader(file, passphrase, source.name), PIECE)
        found = _unpack(sealed, folder, on_progress)
        _check(folder, found)
        (folder / SIGNING_KEY).unlink(missing_ok=True)  # older backups hold it
        place.mkdir(mode=0o700, exist_ok=True)
        try:
            folder.rename(place)  # works only while the place is empty
        except OSError as error:
            raise BackupError(NOT_MOVED.format(path=place, reason=error.strerror)) from None
    sync_folder(place.parent)
    return found


def _unpack(sealed: IO[bytes], folder: Path, tell: Progress | None) -> Backup:
    try:
        with tarfile.open(fileobj=sealed, mode="r|") as tar:
            found = _manifest(tar)
            _check_room(folder, found.size)
            for done, entry in enumerate(iter(tar.next, None)):
                if tell is not None:
                    tell(done, len(found.files), UNPACKING.format(name=_shown(entry.name)))
                _take_out(tar, entry, folder, found)
    except tarfile.TarError:
        raise BackupError(INCOMPLETE.format(name="tar")) from None
    while sealed.read(PIECE):  # the file is only whole when its last piece is
        pass
    return found


def _manifest(tar: tarfile.TarFile) -> Backup:
    entry = tar.next()
    if entry is None or entry.name != MANIFEST or not 0 < entry.size <= LARGEST_MANIFEST:
        raise BackupError(INCOMPLETE.format(name=MANIFEST))
    file = tar.extractfile(entry)
    try:
        written: dict[str, Any] = json.loads(file.read()) if file is not None else {}
        if written.get("form", 0) > FORM:
            raise BackupError(NEWER)
        files = {str(name): int(size) for name, size in written["files"].items()}
        at = datetime.fromisoformat(written["made_at"])
        return Backup(at, written["version"], files, str(written["note"]))
    except (KeyError, ValueError, AttributeError, TypeError):
        raise BackupError(INCOMPLETE.format(name=MANIFEST)) from None


def _check_room(folder: Path, need: int) -> None:
    free = shutil.disk_usage(folder).free
    if need > free:
        raise BackupError(NO_ROOM.format(need=need // 2**20 + 1, free=free // 2**20))


def _take_out(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path, found: Backup) -> None:
    """Write one file: only a plain one, only under a plain name, only once, only as announced."""
    is_plain = entry.isreg() and _NAME.fullmatch(entry.name) is not None
    content = tar.extractfile(entry) if is_plain else None
    if content is None or found.files.get(entry.name) != entry.size:
        raise BackupError(HOSTILE.format(name=_shown(entry.name)))
    path = folder / entry.name
    for parent in reversed(path.relative_to(folder).parents[:-1]):
        (folder / parent).mkdir(mode=0o700, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError:
        raise BackupError(HOSTILE.format(name=_shown(entry.name))) from None
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(content, file, PIECE)
    sync_file(path)


def _shown(name: str) -> str:
    """A name that somebody else chose, fit for a sentence."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:80]


def _check(folder: Path, found: Backup) -> None:
    """Everything that was announced is there, and every database is sound."""
    for name, size in found.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise BackupError(INCOMPLETE.format(name=_shown(name)))
        if path.suffix in SQLITE and not _is_sound(path):
            raise BackupError(INCOMPLETE.format(name=_shown(name)))
        sync_folder(path.parent)
    unpacked = Home(folder)
    current = unpacked.current_version()
    if current != found.version or (
        current is not None and not unpacked.version_path(current).is_file()
    ):
        raise BackupError(INCOMPLETE.format(name="CURRENT"))
    sync_folder(folder)


def _is_sound(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path)) as file:
            return bool(file.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
