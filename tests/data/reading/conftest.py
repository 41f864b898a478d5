"""What tests of hostile files share: reading one as the import does, held to its limits."""

import json
import multiprocessing
import os
import resource
import threading
from pathlib import Path

import pytest

from data.answers import Answers
from data.sandbox import Request, read_in_child

LONGEST_S = 20  # of processor time: the clock on the wall also shows what others do
MOST_BYTES = 1_000_000_000


READER = b"data.reading.child"


class Watch(threading.Thread):
    """The most memory that the reading processes of this process have held.

    What the system tells of ended children counts what they had before they became readers: that
    of the process which runs the tests.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.over = 0, threading.Event()
        self.children = Path(f"/proc/self/task/{os.getpid()}/children")

    def run(self):
        while not self.over.wait(0.002):
            for number in self.children.read_text().split():
                process = Path("/proc") / number
                try:
                    if READER in (process / "cmdline").read_bytes():
                        said = (process / "status").read_text().partition("VmHWM:")[2].split()
                        self.peak = max(self.peak, int(said[0]) * 1024 if said else 0)
                except (FileNotFoundError, ProcessLookupError):
                    continue


def _measured(path, folder, answer):
    """Runs in a process of its own, so that the time of its children is this child's."""
    watch = Watch()
    watch.start()
    request = Request(
        path, path.name, "2026-11-22", Answers().of_file(path.name), b"\0" * 32, folder
    )
    report = read_in_child(request)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    watch.over.set()
    watch.join()
    assert watch.peak, "no reader was seen"
    seconds = used.ru_utime + used.ru_stime
    answer.send((json.loads(json.dumps(report)), seconds, watch.peak))


@pytest.fixture
def attack(tmp_path):
    """Reads a file as the import does and holds it to the limits."""

    def run(path):
        folder = tmp_path / "drafts"
        folder.mkdir(exist_ok=True)
        here, there = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(
            target=_measured, args=(path, folder, there)
        )
        process.start()
        report, seconds, peak = here.recv()
        process.join()
        assert seconds < LONGEST_S, f"{path.name}: {seconds:.1f} s"
        assert path.stat().st_size > 20 * 2**20 or peak < MOST_BYTES, f"{path.name}: {peak:,} bytes"
        if "error" in report:
            assert set(report["error"]) == {"zh", "en"}
        return report

    return run
