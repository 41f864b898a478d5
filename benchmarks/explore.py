"""How long a change of a filter takes on the explore page with ten million events, beside bare SQL.

A session asks for the page over the websocket, as a browser does, with one choice changed each
time, until its script has finished. Nothing is asked twice, so that no answer comes from memory.
The peer is the question behind a breakdown, in SQL on the same file. Limit: 300 ms at the median.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

import duckdb

from benchmarks._generated import MANY, generated
from benchmarks._measure import line, median_ms, timed
from benchmarks._server import Visitor, serving
from data.home import Home

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 300.0
RUNS = 24
METRICS = ("grid_event_on_time", "grid_event_solved_share", "grid_event_satisfaction")
PARTS = ("event_class", "event_kind", "event_scale", "status", "closing_kind", "age")
VIEWS = ("line", "table", "distribution", "control", "funnel")
BARE = """
SELECT e.event_class, SUM(CASE WHEN CAST(e.closed_at AS DATE) <= e.due_on THEN 1 ELSE 0 END),
       COUNT(*)
FROM grid_events AS e
WHERE e.due_on BETWEEN DATE '{first}' AND DATE '{first}' + 6
GROUP BY e.event_class
"""


def main() -> None:
    """Measure the two kinds of change: of what is asked for, and of the breakdown."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name:
        home = Home(sys.argv[1] if len(sys.argv) > 1 else Path(name) / "home")
        if home.current_version() is None:
            generated(home.path, MANY)
        peer = "bare SQL", _bare(home)
        with serving("app:app", ROOT, {"LINGTU_HOME": str(home.path)}) as port:
            print(line("another view or period", _views(port), "ms", peer=peer, limit=LIMIT_MS))
            print(line("another breakdown", _parts(port), "ms", peer=peer, limit=LIMIT_MS))


def _views(port: int) -> float:
    """Median milliseconds where metric, period or view changes."""
    asked = [
        {"m": metric, "period": f"2026-W{week}", "view": view}
        for week, metric, view in zip(range(46, 46 - RUNS, -1), cycle(METRICS), cycle(VIEWS),
                                      strict=False)
    ]  # fmt: skip
    return _measured(port, asked)


def _parts(port: int) -> float:
    """Median milliseconds where the breakdown changes: two periods, each part of it counted."""
    asked = [
        {"m": metric, "period": f"2026-W{week}", "by": f"grid_events.{part}"}
        for week, metric, part in zip(range(20, 20 + RUNS), cycle(METRICS), cycle(PARTS),
                                      strict=False)
    ]  # fmt: skip
    return _measured(port, asked)


def _measured(port: int, asked: list[dict[str, str]]) -> float:
    with Visitor(port) as visitor:
        for warming in asked[:3]:
            visitor.ask("explore", **{**warming, "place": "990102013001"})
        return median_ms([visitor.ask("explore", **question) for question in asked])


def _answer(question: Callable[[], duckdb.DuckDBPyConnection]) -> list[object]:
    return list(question().fetchall())


def _bare(home: Home) -> float:
    version = home.current_version()
    assert version is not None, "a generated home has a version"
    with duckdb.connect(str(home.version_path(version)), read_only=True) as con:
        days = [f"2026-{month:02d}-02" for month in range(1, 11)]
        asked = [partial(con.execute, BARE.format(first=day)) for day in days]
        return median_ms([timed(partial(_answer, question)) for question in asked])


if __name__ == "__main__":
    main()
