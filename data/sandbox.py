"""Starts the reading process for one file and takes its report, whatever the file does to it.

The spreadsheet readers are native code that aborts the whole process on some hostile files; only
a process of its own, with limits, keeps the dashboard alive.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.errors import READER_STOPPED, TOO_SLOW, UNREADABLE

ROOT = Path(__file__).resolve().parent.parent

SMALL_FILE = 20 * 2**20
"""Bytes; files below it get the least memory and time, larger ones in proportion."""

_MEMORY = 850 * 2**20
_MEMORY_PER_BYTE = 16
_MOST_MEMORY = 3 * 2**30
_SECONDS = 18
_SECONDS_PER_MB = 2
_MOST_SECONDS = 600
_WAITING = 6
"""Seconds of the clock allowed for each second of the processor: the machine may be busy."""

_FAULTS = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSYS})
"""What a reader dies of that stumbles over the file; most other ends mean memory."""

_SCANNED_BYTES = 8 * 2**20
_AT_ONCE = threading.BoundedSemaphore(max(3, min(os.cpu_count() or 1, 8)))
"""Readers of all imports together: one import uses two, so another one's file finds a place."""

_STALLED = 15.0
"""Seconds without any computing after which a reading process is taken for stuck."""

_LOOKS_UP = 0.2
"""Seconds between two looks whether somebody wants the reading process to stop."""


@dataclass(frozen=True)
class Request:
    """What the reading process is told; secrets go by standard input, never by an argument."""

    path: Path
    file_name: str
    as_of: str | None
    answers: dict[str, Any]
    secret: bytes
    folder: Path
    password: str | None = None
    is_careful: bool = False
    seconds_left: int | None = None

    @property
    def memory_bytes(self) -> int:
        """How much the process may hold."""
        over = max(0, self._size - SMALL_FILE)
        return min(_MEMORY + over * _MEMORY_PER_BYTE, _MOST_MEMORY)

    @property
    def seconds(self) -> int:
        """How long it may compute."""
        if self.seconds_left is not None:
            return self.seconds_left
        over = max(0, self._size - SMALL_FILE) // 2**20
        return min(_SECONDS + over * _SECONDS_PER_MB, _MOST_SECONDS)

    @property
    def _size(self) -> int:
        return self.path.stat().st_size

    def as_json(self) -> str:
        """The request as the child reads it."""
        return json.dumps(
            {
                "path": str(self.path),
                "file_name": self.file_name,
                "as_of": self.as_of,
                "answers": self.answers,
                "secret": self.secret.hex(),
                "password": self.password,
                "folder": str(self.folder),
                "is_careful": self.is_careful,
                "memory_bytes": self.memory_bytes,
                "seconds": self.seconds,
            }
        )


def read_in_child(request: Request, stop: threading.Event | None = None) -> dict[str, Any]:
    """The child's report; an ``error`` in both languages where the child was stopped or failed.

    It is killed as soon as ``stop`` is set. While many files are read its turn comes later, and its
    time is counted from then on.

    A reader that dies on a large sheet is tried once more after the sheet was scanned for cells
    far outside the table, which takes too long to be done always.
    """
    while not _AT_ONCE.acquire(timeout=_LOOKS_UP):
        if stop is not None and stop.is_set():
            return {"error": READER_STOPPED.as_json()}
    try:
        return _read(request, stop)
    finally:
        _AT_ONCE.release()


def _read(request: Request, stop: threading.Event | None) -> dict[str, Any]:
    began = time.monotonic()
    report, code = _run(request, stop)
    left = request.seconds - int(time.monotonic() - began)
    if code in {-signal.SIGABRT, -signal.SIGSEGV} and left > 0 and _has_large_sheet(request.path):
        # Both tries together get the time of one: nobody waits twice as long for a hostile file.
        report, _ = _run(replace(request, is_careful=True, seconds_left=left), stop)
    return report


def _run(request: Request, stop: threading.Event | None) -> tuple[dict[str, Any], int]:
    stopped: dict[str, Any] = {"error": READER_STOPPED.as_json()}
    slow: dict[str, Any] = {"error": TOO_SLOW.as_json()}
    finished = run_child(
        "data.reading.child", request.as_json(), request.seconds * _WAITING, stop=stop
    )
    if finished is None:
        return slow, 0
    if finished.returncode != 0:
        # The child's own words may quote cells, so only its exit code is passed on.
        if -finished.returncode in _FAULTS:
            stopped = {"error": UNREADABLE.as_json()}
        elif finished.returncode == -signal.SIGXCPU:
            stopped = slow
        return stopped | {"exit_code": finished.returncode}, finished.returncode
    try:
        report: dict[str, Any] = json.loads(finished.stdout)
    except ValueError:
        return stopped, 0
    return report, 0


def run_child(
    module: str, request: str, seconds: float, *, stop: threading.Event | None = None
) -> subprocess.CompletedProcess[bytes] | None:
    """Run a module of ours, told who starts it, with a request on standard input; None where it
    took too long or was told to stop. What it complains about is not read: it may quote cells."""
    until = time.monotonic() + seconds
    watched = _Watched()
    question: bytes | None = request.encode()
    with subprocess.Popen(
        [sys.executable, "-m", module, str(os.getpid())], cwd=ROOT, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip
        try:
            while not (stop is not None and stop.is_set()) and time.monotonic() < until:
                try:
                    answer, _ = child.communicate(question, timeout=_LOOKS_UP)
                except subprocess.TimeoutExpired:
                    question = None
                    if watched.is_stuck(child.pid):
                        break
                    continue
                return subprocess.CompletedProcess(module, child.returncode, answer)
        finally:
            child.kill()
    return None


class _Watched:
    """Whether a process still computes, or at least waits for its turn at the processor."""

    def __init__(self) -> None:
        self._used, self._since = "", time.monotonic()

    def is_stuck(self, number: int) -> bool:
        """Whether the process has slept for long; never where the system does not tell."""
        try:
            said = Path(f"/proc/{number}/stat").read_text(encoding="ascii")
            state, *rest = said.rpartition(")")[2].split()
        except (OSError, ValueError):
            return False
        used = " ".join(rest[10:12])  # in the processor, for itself and in the system
        if state in {"R", "D"} or used != self._used:
            self._used, self._since = used, time.monotonic()
        return time.monotonic() - self._since > _STALLED


def _has_large_sheet(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(entry.file_size > _SCANNED_BYTES for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
