"""What a program of its own takes: seconds on the wall and of the processor, and the most memory.

Memory is that of the whole tree of processes, shared pages counted once (PSS), looked at several
times a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOKS_EVERY_S = 0.05

_MEASURED = """
import json, resource
_wall = time.perf_counter() - started
_spent = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
_processor = sum(one.ru_utime + one.ru_stime for one in _spent) - processor
print(json.dumps([_wall, _processor]))
"""
START = """
started = time.perf_counter()
import resource
processor = sum(
    one.ru_utime + one.ru_stime
    for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
)
"""
"""Stands in a program where the clock starts; the program has imported ``time``."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, seconds of all processors, and the most GiB of the whole tree."""

    wall_s: float
    processor_s: float
    peak_gib: float


def cost_of(program: str, arguments: Sequence[object]) -> Cost:
    """Runs a Python program in a process of its own; it says ``START`` where the clock starts."""
    call = [sys.executable, "-c", program + _MEASURED, *map(str, arguments)]
    with subprocess.Popen(
        call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        watch = _Watch(process.pid)
        out, err = process.communicate()
        peak = watch.end()
    if process.returncode:
        raise RuntimeError(err)
    wall, processor = json.loads(out.strip().splitlines()[-1])
    return Cost(wall, processor, peak)


class _Watch:
    """Looks at the memory of a tree of processes until it is ended."""

    def __init__(self, root: int) -> None:
        self._root, self._most, self._over = root, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(LOOKS_EVERY_S):
            self._most = max(self._most, sum(map(_kib, _tree(self._root))))

    def end(self) -> float:
        """The most GiB seen."""
        self._over.set()
        self._thread.join()
        return self._most / 2**20


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        try:
            tasks = list(Path(f"/proc/{process}/task").glob("*/children"))
        except OSError:  # it has ended meanwhile
            continue
        for task in tasks:
            try:
                waiting += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _kib(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
