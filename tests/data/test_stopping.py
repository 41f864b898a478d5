"""A long import can be stopped between files and within one; then nothing of it is stored."""

import os
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from data import sandbox
from data.answers import Answers
from data.errors import TOO_SLOW, ImportStopped
from data.home import Home
from data.importing import stage
from data.ledger import Ledger
from data.sandbox import Request, read_in_child, run_child
from tests.data.books import COMMUNITIES, GRIDS, TODAY, book


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def files(tmp_path):
    return [
        book(tmp_path / "a.xlsx", {"s": COMMUNITIES}),
        book(tmp_path / "b.xlsx", {"s": GRIDS}),
    ]


def brought_in(home, files, **more):
    return stage(
        home, files, as_of=TODAY, answers=Answers(), imported_at=datetime(2026, 11, 23, 9),
        imported_by="tests", **more,
    )  # fmt: skip


def nothing_is_stored(home):
    return Ledger(home).imports() == [] and not list(home.imports_dir.glob("*"))


def test_stopped_before_it_begins(home, files):
    stop = threading.Event()
    stop.set()
    with pytest.raises(ImportStopped):
        brought_in(home, files, stop=stop)
    assert nothing_is_stored(home)


@pytest.mark.parametrize("step", range(4))
def test_stopped_after_any_step(home, files, step):
    stop = threading.Event()

    def watch(done, _total, _what):
        if done == step:
            stop.set()

    with pytest.raises(ImportStopped) if step < 3 else _no_error():
        brought_in(home, files, stop=stop, on_progress=watch)
    assert nothing_is_stored(home) == (step < 3)


def _no_error():
    import contextlib

    return contextlib.nullcontext()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("step", range(4))
def test_whoever_watches_may_break_it_off(home, files, step, error):
    def watch(done, _total, _what):
        if done == step:
            raise error

    with pytest.raises(error):
        brought_in(home, files, on_progress=watch)
    assert nothing_is_stored(home)


def test_a_file_that_cannot_be_stored_takes_the_others_with_it(home, files, monkeypatch):
    whole, store = [], Ledger._store

    def full(self, import_id, tables):
        if whole:
            raise OSError("no space left on device")
        whole.append(import_id)
        store(self, import_id, tables)

    monkeypatch.setattr(Ledger, "_store", full)
    with pytest.raises(OSError, match="no space"):
        brought_in(home, files)
    assert nothing_is_stored(home)
    monkeypatch.undo()
    assert len(brought_in(home, files).import_ids) == 2


def test_a_reader_that_hangs_is_killed_at_once(tmp_path, monkeypatch):
    pipe = tmp_path / "a.xlsx"
    os.mkfifo(pipe)  # nobody ever writes into it
    monkeypatch.setattr("data.sandbox._STALLED", 600.0)
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    began = time.monotonic()
    request = Request(pipe, "a.xlsx", None, Answers().of_file("a.xlsx"), b"0" * 32, tmp_path)
    assert "error" in read_in_child(request, stop)
    assert time.monotonic() - began < request.seconds * sandbox._WAITING / 2


def test_a_reader_that_sleeps_is_given_up(tmp_path, monkeypatch):
    pipe = tmp_path / "a.xlsx"
    os.mkfifo(pipe)  # nobody ever writes into it
    monkeypatch.setattr("data.sandbox._STALLED", 1.0)
    request = Request(pipe, "a.xlsx", None, Answers().of_file("a.xlsx"), b"0" * 32, tmp_path)
    assert read_in_child(request)["error"] == TOO_SLOW.as_json()


def test_a_reader_that_computes_is_not_given_up(tmp_path, monkeypatch):
    program = tmp_path / "busy.py"
    program.write_text(
        "import time\nuntil = time.process_time() + 1.5\nwhile time.process_time() < until: pass\nprint('done')"
    )
    monkeypatch.setattr("data.sandbox.ROOT", tmp_path)
    monkeypatch.setattr("data.sandbox._STALLED", 0.5)
    finished = run_child("busy", "", 60)
    assert finished is not None and finished.stdout == b"done\n"


@pytest.fixture
def crowd(tmp_path, monkeypatch):
    """Readers that take a moment each, of which two may work at once; and how many ever did."""
    now, most, lock = [0], [0], threading.Lock()
    both = threading.Barrier(2)

    def takes_a_moment(_module, _request, _seconds, *, stop=None):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        both.wait(60)
        time.sleep(0.1)
        with lock:
            now[0] -= 1
        return subprocess.CompletedProcess("", 0, b'{"sheets": []}')

    monkeypatch.setattr("data.sandbox.run_child", takes_a_moment)
    monkeypatch.setattr("data.sandbox._AT_ONCE", threading.BoundedSemaphore(2))
    path = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    request = Request(path, "a.xlsx", None, Answers().of_file("a.xlsx"), b"0" * 32, tmp_path)
    return request, most


def test_many_who_upload_at_once_wait_for_their_turn_and_all_get_it(crowd):
    request, most = crowd
    with ThreadPoolExecutor(12) as people:
        reports = list(people.map(read_in_child, [request] * 12))
    assert reports == [{"sheets": []}] * 12
    assert most == [2]


def test_whoever_stops_an_import_need_not_wait_for_the_turn(crowd):
    request, _ = crowd
    stop = threading.Event()
    stop.set()
    with sandbox._AT_ONCE, sandbox._AT_ONCE:
        assert "error" in read_in_child(request, stop)
