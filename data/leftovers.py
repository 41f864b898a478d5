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
from contextlib import contextmanager
from pathlib import Path

_LOCK = ".lock"
_PREFIX = "lingtu-reading-"
_SET_SIGNAL_OF_PARENTS_DEATH = 1


def made(prefix: str) -> tuple[Path, int]:
    """A folder for passing files that only its owner may read, and the lock that is held on it.

    Folders of the same prefix whose makers were killed go first.
    """
    sweep(prefix)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return folder, lock
        os.close(lock)  # another one's sweep came between the two


def remove(folder: Path, lock: int) -> None:
    """Remove a folder that ``made`` gave, and give up its lock."""
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


def sweep(prefix: str) -> None:
    """Remove the folders of that prefix whose makers were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(lock)


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder for what is handed between processes; nothing of it stays, come what may."""
    folder, lock = made(_PREFIX)
    try:
        yield folder
    finally:
        remove(folder, lock)


def end_with_parent() -> None:
    """Has this process killed when the one that started it ends, where the system can do that."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_SET_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)
