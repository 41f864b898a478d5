"""run: the sentences before the server stands, and the server itself."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from tests.tree import ROOT
from wording import ShownError


def test_a_port_that_is_taken_is_a_sentence_with_another_one(tmp_path, call):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ShownError, match=f"--port {min(port, 65000) + 1}"):
            call("run", "--home", tmp_path, "--port", port)


def test_it_tells_its_address_and_serves_an_empty_office(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    calling = [sys.executable, "-c", START, str(port), str(tmp_path / "home")]
    server = subprocess.Popen(calling, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(90, server.kill)
    watchdog.start()
    try:
        assert server.stderr is not None
        lines = (line for line in server.stderr)
        assert any(f"http://127.0.0.1:{port}" in line for line in lines)
        assert answer(port) == b"ok"
    finally:
        watchdog.cancel()
        server.terminate()
        server.wait(timeout=30)
        server.stderr.close()


START = """
import sys
from commands.command import commands
from commands.grammar import read
options = read(["run", "--port", sys.argv[1], "--home", sys.argv[2]], "zh")
commands()["run"].run(options)
"""


def answer(port: int) -> bytes:
    for _ in range(100):
        with contextlib.suppress(OSError):
            url = f"http://127.0.0.1:{port}/_stcore/health"
            with urllib.request.urlopen(url, timeout=5) as response:
                return response.read()
        time.sleep(0.1)
    return b""
