"""What tests of hostile files share: reading one as the import does, held to its limits."""

import json
import multiprocessing
import resource

import pytest

from data.answers import Answers
from data.sandbox import Request, read_in_child

LONGEST_S = 20  # of processor time: the clock on the wall also shows what others do
MOST_BYTES = 1_000_000_000


def _measured(path, folder, answer):
    """Runs in a process of its own, so that the most memory of its children is this child's."""
    request = Request(path, path.name, "2026-11-22", Answers().of_file(path.name), b"\0" * 32, folder)
    report = read_in_child(request)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    answer.send((json.loads(json.dumps(report)), seconds, peak))


@pytest.fixture
def attack(tmp_path):
    """Reads a file as the import does and holds it to the limits."""

    def run(path):
        folder = tmp_path / "drafts"
        folder.mkdir(exist_ok=True)
        here, there = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(target=_measured, args=(path, folder, there))
        process.start()
        report, seconds, peak = here.recv()
        process.join()
        assert seconds < LONGEST_S, f"{path.name}: {seconds:.1f} s"
        assert path.stat().st_size > 20 * 2**20 or peak < MOST_BYTES, f"{path.name}: {peak:,} bytes"
        if "error" in report:
            assert set(report["error"]) == {"zh", "en"}
        return report

    return run
