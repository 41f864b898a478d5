"""The console's process without the start of an interpreter: a fork of one that is warm.

Limits, checks and the file are those of the real one; only what starts it is another.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
from multiprocessing.connection import Connection

from console.child import answer

_WARM = multiprocessing.get_context("forkserver")
_WARM.set_forkserver_preload(["console.checking", "duckdb", "tests.console.forked"])

_TURN = threading.Lock()
"""Whoever starts a process looks after all others too; two at once lose an exit code."""


def ask(request: bytes, patience: float) -> tuple[int, bytes]:
    """The exit code of the process and what it answered."""
    ours, theirs = _WARM.Pipe(duplex=False)
    with ours:
        child = _WARM.Process(target=_answer, args=(request, theirs))
        with _TURN:
            child.start()
        theirs.close()
        try:
            written = ours.recv_bytes() if ours.poll(patience) else b""
        except EOFError:
            written = b""
        with _TURN:
            child.join()
            return child.exitcode or 0, written


def _answer(request: bytes, to: Connection) -> None:
    to.send_bytes(json.dumps(answer(json.loads(request))).encode())
