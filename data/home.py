"""The home: one folder that holds everything an office has imported and published.

``CURRENT`` names the version in force and alone decides; every other file is written once, under a
new name, and is durable before ``CURRENT`` moves.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PERSON_KEY_BYTES = 32
OWNERS_FOLDER, OWNERS_FILE = 0o700, 0o600
_OURS = ("ledger.db", "office.db")
_SECRET = ("*.db*", "*.key", "*.log", "settings.toml")


def sync_file(path: Path) -> None:
    """Make the content of a closed file durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder for its owner only, and its parents, each of them durable; a folder that is
    there is left alone."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
    for folder in missing:
        sync_folder(folder.parent)


def _narrow(path: Path, most: int) -> None:
    """Take away what a mode allows beyond ``most``; a file may go while we look."""
    with contextlib.suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~most:
            path.chmod(mode & most)


@dataclass
class _HeldLock:
    """One home's lock within this process: a thread may take it again while it holds it."""

    turn: threading.RLock = field(default_factory=threading.RLock)
    depth: int = 0
    handle: int = -1


_LOCKS: dict[Path, _HeldLock] = {}
_LOCKS_TURN = threading.Lock()


def _forget_locks_after_fork() -> None:
    """A forked child holds nothing: it must ask for the lock itself."""
    global _LOCKS_TURN  # noqa: PLW0603 - a lock that another thread held at the fork stays shut
    _LOCKS_TURN = threading.Lock()
    for lock in _LOCKS.values():
        if lock.handle >= 0:
            os.close(lock.handle)
    _LOCKS.clear()


os.register_at_fork(after_in_child=_forget_locks_after_fork)


class Home:
    """The paths of one home, its lock and the pointer to the version in force."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).absolute()

    def __repr__(self) -> str:
        return f"Home({str(self.path)!r})"

    @property
    def imports_dir(self) -> Path:
        """Where every accepted import keeps its Parquet files."""
        return self.path / "imports"

    @property
    def versions_dir(self) -> Path:
        """Where the published versions lie."""
        return self.path / "versions"

    @property
    def ledger_path(self) -> Path:
        """The SQLite file of imports and versions."""
        return self.path / "ledger.db"

    def version_path(self, version: int) -> Path:
        """The file of one published version; it is never changed once it is there."""
        return self.versions_dir / f"governance-{version}.duckdb"

    def versions(self) -> tuple[int, ...]:
        """The numbers of the published versions that are kept, the oldest first."""
        stems = (path.stem for path in self.versions_dir.glob("governance-*.duckdb"))
        numbers = (stem.removeprefix("governance-") for stem in stems)
        return tuple(sorted(int(number) for number in numbers if number.isdigit()))

    def current_version(self) -> int | None:
        """The version in force, or None before the first publication."""
        try:
            text = (self.path / "CURRENT").read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        return int(text)

    def set_current(self, version: int) -> None:
        """Put a version in force: readers see the old number or the new one, never part of one."""
        make_folder(self.path)
        written = self.path / f".CURRENT.{os.getpid()}.tmp"
        with written.open("w", encoding="ascii") as file:
            file.write(f"{version}\n")
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.path / "CURRENT")
        sync_folder(self.path)

    def shut(self) -> None:
        """Leave the home to its owner alone, however it was made: 700, its secrets 600.

        A folder that is no home, or that belongs to another account, is left as it is.
        """
        if not any((self.path / name).exists() for name in _OURS):
            return
        with contextlib.suppress(PermissionError):
            _narrow(self.path, OWNERS_FOLDER)
            for pattern in _SECRET:
                for path in self.path.glob(pattern):
                    _narrow(path, OWNERS_FILE)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the home's lock; the thread that holds it may ask again.

        The kernel frees it when the process ends, however it ends.
        """
        make_folder(self.path)
        with _LOCKS_TURN:
            lock = _LOCKS.setdefault(self.path.resolve(), _HeldLock())
        with lock.turn:
            if lock.depth == 0:
                handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX)
                except BaseException:
                    os.close(handle)
                    raise
                lock.handle = handle
                self.shut()
            lock.depth += 1
            try:
                yield
            finally:
                lock.depth -= 1
                if lock.depth == 0:
                    os.close(lock.handle)
                    lock.handle = -1

    def person_key(self) -> bytes:
        """The secret of this home with which persons are told apart; made on first use."""
        path = self.path / "person.key"
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        make_folder(self.path)
        written = self.path / f".person.key.{os.getpid()}.{threading.get_ident()}.tmp"
        handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(PERSON_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its key stands
            os.link(written, path)
        written.unlink()
        sync_folder(self.path)
        return path.read_bytes()
