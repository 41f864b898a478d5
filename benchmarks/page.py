"""How long a page's script takes after its first run, beside an empty Streamlit page.

A session asks for the page over the websocket, as a browser does, until its script has finished;
the first three times do not count. Limit: 150 ms at the median.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._measure import line, median_ms
from benchmarks._server import Visitor, serving

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 150.0
RUNS = 20
PAGES = {"overview": "", "grid map": "grid_map"}

EMPTY = """
import contextlib, gc
import duckdb, pandas, pyarrow
import streamlit as st
@contextlib.asynccontextmanager
async def life(app):
    gc.collect(); gc.freeze(); yield
app = st.App("page.py", lifespan=life)
"""


def main() -> None:
    """Measure both servers in one run and print a line per page."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name:
        folder = Path(name)
        peer = _empty_page(folder)
        home = folder / "home"
        call = [sys.executable, "manage.py", "demo", "--home", str(home)]
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
        with serving("app:app", ROOT, {"LINGTU_HOME": str(home)}) as port:
            for what, page in PAGES.items():
                print(line(what, measured(port, page), "ms", peer=peer, limit=LIMIT_MS))


def measured(port: int, page: str) -> float:
    """Median milliseconds of a page's script in one session, after its first three runs."""
    with Visitor(port) as visitor:
        return median_ms([visitor.ask(page) for _ in range(RUNS + 3)][3:])


def _empty_page(folder: Path) -> tuple[str, float]:
    site = folder / "empty"
    site.mkdir()
    (site / "page.py").write_text('import streamlit as st\nst.write("empty")\n')
    (site / "empty.py").write_text(EMPTY)
    with serving("empty:app", site, {}) as port:
        return "an empty page", measured(port, "")


if __name__ == "__main__":
    main()
