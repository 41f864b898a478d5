"""Killed in the middle, by whatever signal: the home is as before, nothing lies about, the next import works."""

import multiprocessing
import os
import signal
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.home import Home
from data.importing import stage
from data.ledger import Ledger
from data.sandbox import Request, read_in_child
from tests.data.books import COMMUNITIES, GRIDS, TODAY, book

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the import passes files between its processes."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def home(tmp_path, folder):
    """An office that has imported something before."""
    home = Home(tmp_path / "home")
    assert brought_in(home, [book(tmp_path / "first.xlsx", {"s": COMMUNITIES})])
    return home


@pytest.fixture
def files(tmp_path):
    return [book(tmp_path / "a.xlsx", {"s": COMMUNITIES}), book(tmp_path / "b.xlsx", {"s": GRIDS})]


def brought_in(home, files, **more):
    report = stage(
        home, files, as_of=TODAY, answers=Answers(), imported_at=datetime(2026, 11, 23, 9),
        imported_by="tests", **more,
    )  # fmt: skip
    return report.import_ids


def state(home):
    """What the home holds and says."""
    files = {p.relative_to(home.path) for p in home.path.rglob("*") if p.name != "lock"}
    return files, [record.import_id for record in Ledger(home).imports()]


def killed(work):
    """Runs ``work`` in a process that is killed on the way."""
    process = FORK.Process(target=work)
    process.start()
    process.join(600)
    assert process.exitcode == -signal.SIGKILL


def kill_myself():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("step", [0, 1, 3])
def test_an_import_killed_at_any_step(home, files, folder, step):
    before = state(home)

    def watch(done, _total, _what):
        if done == step:
            kill_myself()

    killed(lambda: brought_in(home, files, on_progress=watch))
    assert state(home)[1] == before[1]
    assert len(brought_in(home, files)) == 2
    assert not list(home.imports_dir.glob(".*"))
    assert not list(folder.iterdir())


def test_an_import_killed_while_it_stores(home, files, folder, monkeypatch):
    before, store = state(home), Ledger._store

    def store_and_die(self, import_id, tables):
        store(self, import_id, tables)
        kill_myself()

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "_store", store_and_die)
        killed(lambda: brought_in(home, files))
    assert state(home)[1] == before[1]
    assert len(brought_in(home, files)) == 2
    assert len(list(home.imports_dir.iterdir())) == 3
    assert not list(folder.iterdir())


@pytest.mark.parametrize("end", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_reader_killed_between_two_sheets_leaves_no_half_of_its_file(
    home, tmp_path, folder, monkeypatch, end
):
    patch = tmp_path / "patch"
    patch.mkdir()
    (patch / "sitecustomize.py").write_text(
        "import os, signal\nfrom pyarrow import feather\nwrite = feather.write_feather\n"
        "def write_and_die(*given, **more):\n    write(*given, **more)\n"
        f"    os.kill(os.getpid(), signal.{end})\nfeather.write_feather = write_and_die\n"
    )
    before = state(home)
    two = [book(tmp_path / "two.xlsx", {"s": COMMUNITIES, "t": GRIDS})]
    with monkeypatch.context() as patched:
        patched.setenv("PYTHONPATH", str(patch))
        assert brought_in(home, two) == ()
    assert state(home) == before
    assert not list(folder.iterdir())
    assert len(brought_in(home, two)) == 1


def test_a_reader_ends_with_the_server_that_started_it(tmp_path):
    pipe = tmp_path / "a.xlsx"
    os.mkfifo(pipe)  # nobody ever writes into it
    here, there = multiprocessing.Pipe()

    class Watched(subprocess.Popen):
        def __init__(self, *given, **more):
            super().__init__(*given, **more)
            there.send(self.pid)

    def read():
        subprocess.Popen = Watched
        read_in_child(
            Request(pipe, "a.xlsx", None, Answers().of_file("a.xlsx"), b"0" * 32, tmp_path)
        )

    server = FORK.Process(target=read)
    server.start()
    reader = here.recv()
    time.sleep(3)  # it is in the middle of its file
    assert is_running(reader)
    server.kill()
    server.join()
    for _ in range(600):
        if not is_running(reader):
            return
        time.sleep(0.1)
    pytest.fail("the reader goes on without anybody who waits for it")


def is_running(number):
    try:
        os.kill(number, 0)
        said = Path(f"/proc/{number}/stat").read_text(encoding="ascii")
        return said.rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
