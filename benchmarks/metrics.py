"""All measures from what is stored, and what measuring costs beside the bare SQL of its rows.

1. The demonstration inbox: every measure of every standard period. Limit: 5 s.
2. Ten million made-up grid events: the indicators that read them, beside a plain
   ``CREATE TABLE AS`` of the same rows, without sums, lights or flags. Limit: 1.3 times that.

Each is the best of five runs, ours and theirs in turn, because the machine may be busy.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from benchmarks._generated import MANY, generated
from benchmarks._measure import line, timed
from metrics.catalogue import metrics
from metrics.measure import measure
from metrics.metric import Metric
from publication.publish import BUILD_CONFIG

LIMIT_S = 5.0
LIMIT_TIMES = 1.3
RUNS = 5


def main() -> None:
    """Measure both and print a line each."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name:
        everything = list(metrics().values())
        ours, bare = _best(generated(Path(name) / "small", None, measured=False), everything)
        print(line("all measures of the inbox", ours, "s", peer=("bare SQL", bare), limit=LIMIT_S))
        reading = [metric for metric in everything if "grid_events" in metric.reads]
        ours, bare = _best(generated(Path(name) / "large", MANY, measured=False), reading)
        limit = LIMIT_TIMES * bare
        print(line(f"{MANY:,} grid events", ours, "s", peer=("bare SQL", bare), limit=limit))


def _best(version: Path, wanted: list[Metric]) -> tuple[float, float]:
    """Seconds that these indicators take, and that their rows alone take."""
    with duckdb.connect(str(version), config=BUILD_CONFIG) as con:
        measure(con, wanted)  # what the rows refer to is there, and the file is in memory
        times = [
            (timed(lambda: measure(con, wanted)), timed(lambda: _bare(con, wanted)))
            for _ in range(RUNS)
        ]
    return min(ours for ours, _ in times), min(bare for _, bare in times)


def _bare(con: duckdb.DuckDBPyConnection, wanted: list[Metric]) -> None:
    for metric in wanted:
        for sql in dict.fromkeys(metric.sql_at(level) for level in metric.levels):
            con.execute(f"CREATE OR REPLACE TEMP TABLE bare AS {sql}")


if __name__ == "__main__":
    main()
