"""The console's process without the start of an interpreter: a fork of one that is warm.

Limits, checks and the file are those of the real one; only what starts it is another.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from console.child import answer
from tests.warm import warm

_TURN = threading.Lock()
"""Whoever starts a process looks after all others too; two at once lose an exit code."""


def asker() -> Callable[[bytes, float], tuple[int, bytes]]:
    """What asks: gives the exit code of the process and what it answered."""
    context = warm("console.checking", "duckdb", "tests.console.forked")

    def ask(request: bytes, patience: float) -> tuple[int, bytes]:
        ours, theirs = context.Pipe(duplex=False)
        with ours:
            child = context.Process(target=_answer, args=(request, theirs))
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

    return ask


def _answer(request: bytes, to: Connection) -> None:
    to.send_bytes(json.dumps(answer(json.loads(request))).encode())
