"""A server to measure, and a client that asks it for a page as a browser does."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

HOST = "127.0.0.1"
WAIT_S = 120


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(application: str, folder: Path, variables: dict[str, str]) -> Iterator[int]:
    """Serve an ASGI application with uvicorn, as ``manage.py run`` does; gives its port."""
    port = free_port()
    call = [sys.executable, "-m", "uvicorn", application, "--host", HOST, "--port", str(port)]
    server = subprocess.Popen(
        [*call, "--log-level", "error"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "LINGTU_ACCESS": "local", **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"the server stopped with {server.returncode}")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2).read()
            return
        time.sleep(0.05)
    raise SystemExit("the server does not answer")


class Visitor:
    """One session: asks for a page and waits until its script has finished."""

    def __init__(self, port: int) -> None:
        self._socket = connect(
            f"ws://{HOST}:{port}/_stcore/stream",
            subprotocols=["streamlit"],
            origin=f"http://{HOST}:{port}",
            max_size=None,
        )

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def ask(self, page: str, **address: str) -> float:
        """Seconds from asking for the page to the end of its script; an exception ends the run."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(address)
        message.rerun_script.page_name = page
        started = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self._socket.recv(timeout=WAIT_S))
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
                raise SystemExit(f"{page}: {answer.delta.new_element.exception.message}")
            if kind == "page_not_found":
                raise SystemExit(f"there is no page {page}")
            if kind == "script_finished":
                return time.perf_counter() - started
