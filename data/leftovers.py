"""What a killed process would leave behind: folders, which the next sweeps, and its readers.

Whoever works in a folder holds its lock; the lock of a killed process is nobody's any more.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "lingtu-reading-"
_SET_SIGNAL_OF_PARENTS_DEATH = 1


def made(prefix: str, above: Path | None = None) -> tuple[Path, int]:
    """A folder that only its owner may read, and the lock that is held on it.

    It lies in ``above``, else among the passing files of the machine. Folders of the same prefix
    there whose makers were killed go first.
    """
    sweep(prefix, above)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=above))
        with suppress(FileNotFoundError):  # another one's sweep came between the two
            lock = _opened(folder)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)


def remove(folder: Path, lock: int) -> None:
    """Remove a folder that ``made`` gave, unless it was moved away, and give up its lock."""
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


def sweep(prefix: str = _PREFIX, above: Path | None = None) -> None:
    """Remove the folders of that prefix whose makers were killed."""
    for folder in (above or Path(tempfile.gettempdir())).glob(f"{prefix}*"):
        try:
            lock = _opened(folder)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(lock)


def _opened(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)


@contextmanager
def passing_folder(prefix: str = _PREFIX, above: Path | None = None) -> Iterator[Path]:
    """A folder for the length of one piece of work; nothing of it stays, come what may."""
    folder, lock = made(prefix, above)
    try:
        yield folder
    finally:
        remove(folder, lock)


def end_with_parent(parent: int) -> None:
    """Has this process killed when the one that started it ends, where the system can do that; if
    that one, of this number, has ended meanwhile, nobody waits any more and it ends at once."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_SET_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit
