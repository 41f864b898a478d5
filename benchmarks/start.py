"""From the call of ``manage.py run`` to the first answer, beside the import of Streamlit alone.

The environment exists already; the demonstration office is loaded. Limit: 10 s.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks._measure import line, timed
from benchmarks._server import HOST, WAIT_S, Visitor, held_port

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 10.0


def main() -> None:
    """Measure the start twice (the first warms the disk) and print the second."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as folder:
        home = ["--home", f"{folder}/home"]
        demo = [sys.executable, "manage.py", "demo", *home]
        subprocess.run(demo, cwd=ROOT, check=True, capture_output=True)
        _started(home)
        ours = _started(home)
    alone = [sys.executable, "-c", "import streamlit"]
    peer = ("importing Streamlit", timed(lambda: subprocess.run(alone, check=True)))
    print(line("start to first page", ours, "s", peer=peer, limit=LIMIT_S))


def _started(home: list[str]) -> float:
    """Seconds from the call until the first page's script has finished."""
    with held_port() as port:
        began = time.perf_counter()
        call = [sys.executable, "manage.py", "run", "--port", str(port), *home]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(call, cwd=ROOT, stdout=quiet, stderr=quiet)
        try:
            while time.perf_counter() - began < WAIT_S:
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2).read()
                    break
                time.sleep(0.02)
            with Visitor(port) as visitor:
                visitor.ask("")
            return time.perf_counter() - began
        finally:
            server.terminate()
            server.wait(timeout=WAIT_S)


if __name__ == "__main__":
    main()
