"""Large workbooks, from the file to published numbers, beside bare reading of the same file.

    python -m benchmarks.read_speed [--rows N] [--pairs K] [--full]

Every program runs in a process of its own. The bare readers do nothing with what they read; ours
validates and stores every row and, except for 50,000 x 8, publishes a version with all its
measures. The communities and grids that the rows name are in force before the clock starts, as in
an office at work. Ours and the peer take turns; the table names the medians, and the ratio of each
pair with its spread. pandas with openpyxl reads 100,000 rows of the same shape, and ours stores the
same file in turns; what pandas would take for the largest file is reckoned from that, as its cost
grows with the rows, and measured with ``--full``. Publishing costs the same seconds however few
the rows are, so that only the largest file is held against its limit with it. Limits: 1.6 times
fastexcel in string mode and a tenth of pandas for 1,000,000 x 15, 3 times python-calamine for
50,000 x 8, and 2 GiB for the whole tree of processes. How the cost grows is shown for storing alone
and for storing and publishing: a line fitted through the sizes parts the seconds that every import
costs from those that the rows cost, and the largest distance from it says whether it is a line. The
medians stand on the wall; the ratio of the processor's seconds stands beside them, because other
work on the machine lengthens the one and not the other.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks import _tree
from benchmarks._tree import Cost, cost_of
from benchmarks._workbooks import HEADERS, registers, rows, write

ROWS, PAIRS = 1_000_000, 3
PANDAS_ROWS = 100_000
SMALL_ROWS, NARROW = 50_000, 8
LIMIT, SMALL_LIMIT, PANDAS_LIMIT, MOST_GIB = 1.6, 3.0, 0.1, 2.0

_START = "import sys, time\n" + _tree.START
FASTEXCEL = (
    _START
    + """
import fastexcel
sheet = fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=None, dtypes="string")
sheet.to_arrow()
"""
)
CALAMINE = (
    _START
    + """
import python_calamine
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
)
PANDAS = (
    _START
    + """
import pandas
pandas.read_excel(sys.argv[1], engine="openpyxl", dtype=str)
"""
)
STORED = (
    """
import sys, time
from datetime import date, datetime
from pathlib import Path
from data.answers import Answers
from data.home import Home
from data.importing import stage
from data.ledger import Ledger
from publication.publish import publish
folder, path, *registers = [Path(name) for name in sys.argv[1:]]
home, at = Home(folder), datetime(2026, 11, 23)
told = dict(as_of=date(2026, 11, 22), answers=Answers(), imported_at=at, imported_by="benchmark")
publish(home, add=stage(home, registers, **told).import_ids, published_at=at)
"""
    + _tree.START
    + """
report = stage(home, [path], **told)
assert report.files[0].rows_accepted > 0.9 * report.files[0].sheets[0].rows_read
"""
)
PUBLISHED = (
    STORED
    + """
publish(home, add=report.import_ids, published_at=at)
"""
)


@dataclass(frozen=True)
class Pairs:
    """Ours and the peer in turns on one file; ``limit`` is the largest ratio allowed."""

    what: str
    size: int
    peer: str
    ours: tuple[Cost, ...]
    theirs: tuple[Cost, ...]
    limit: float | None

    @property
    def ratios(self) -> list[float]:
        """Ours by the peer's on the wall, pair by pair."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return sorted(mine.wall_s / theirs.wall_s for mine, theirs in pairs)

    def row(self) -> list[str]:
        """One line of the table."""
        ratio, processor = statistics.median(self.ratios), _processor(self.ours)
        held = "" if self.limit is None else "within" if ratio <= self.limit else "OVER"
        return [
            f"{self.what}, {self.size:,}", self.peer, f"{_wall(self.ours):.1f}",
            f"{_wall(self.theirs):.1f}",
            f"{ratio:.2f} ({self.ratios[0]:.2f}-{self.ratios[-1]:.2f})",
            f"{processor / _processor(self.theirs):.2f}",
            "" if self.limit is None else f"{self.limit:g}", held,
            f"{max(one.peak_gib for one in self.ours):.2f}",
            f"{max(one.peak_gib for one in self.theirs):.2f}",
        ]  # fmt: skip


@dataclass(frozen=True)
class Growth:
    """The cost of one program by rows: the median of its runs for each size."""

    what: str
    costs: dict[int, tuple[Cost, ...]]

    def line(self, seconds: Callable[[tuple[Cost, ...]], float]) -> str:
        """The fixed part, the part of a million rows, and how far the sizes lie from the line."""
        sizes = list(self.costs)
        taken = [seconds(costs) for costs in self.costs.values()]
        slope, fixed = statistics.linear_regression(sizes, taken)
        off = max(abs(fixed + slope * size - s) for size, s in zip(sizes, taken, strict=True))
        return (
            f"{fixed:.2f} s fixed and {slope * 1e6:.2f} s a million rows, "
            f"at most {off:.2f} s from that line"
        )

    def lines(self) -> list[str]:
        """What it costs on the wall and of the processor."""
        sizes = "; ".join(f"{size:,}: {_wall(costs):.2f} s" for size, costs in self.costs.items())
        return [
            f"{self.what}: {sizes}.",
            f"  On the wall {self.line(_wall)}; of the processor {self.line(_processor)}.",
        ]


COLUMNS = ["what, rows", "peer", "ours s", "peer s", "ratio (spread)", "processor", "limit", "",
           "GiB", "peer GiB"]  # fmt: skip


def _wall(costs: tuple[Cost, ...]) -> float:
    return statistics.median(one.wall_s for one in costs)


def _processor(costs: tuple[Cost, ...]) -> float:
    return statistics.median(one.processor_s for one in costs)


class Bench:
    """The files of one run, each written once, and the homes that are filled from them."""

    def __init__(self, folder: Path, pairs: int) -> None:
        self.folder, self.pairs = folder, pairs
        self.known = registers(folder)
        self._homes = count()

    def file(self, size: int, width: int = len(HEADERS)) -> Path:
        """The workbook of so many rows and columns."""
        path = self.folder / f"{size}x{width}.xlsx"
        return path if path.exists() else write(path, rows(size), HEADERS[:width])

    def ours(self, program: str, path: Path) -> Cost:
        """Our own cost, in a new home."""
        home = self.folder / f"home{next(self._homes)}"
        return cost_of(program, [home, path, *self.known])

    def turns(  # noqa: PLR0917
        self, what: str, path: Path, size: int, ours: str, peer: tuple[str, str],
        limit: float | None, pairs: int | None = None,
    ) -> Pairs:  # fmt: skip
        """Ours and the peer in turns; who begins changes too."""
        mine, theirs = list[Cost](), list[Cost]()
        for turn in range(pairs or self.pairs):
            for is_ours in (True, False) if turn % 2 else (False, True):
                if is_ours:
                    mine.append(self.ours(ours, path))
                else:
                    theirs.append(cost_of(peer[1], [path]))
        done = Pairs(what, size, peer[0], tuple(mine), tuple(theirs), limit)
        print(" | ".join(done.row()), flush=True)
        return done


def measured(bench: Bench, most: int, *, is_full: bool) -> tuple[list[Pairs], list[Growth]]:
    """Everything in one run, the small ones first."""
    narrow = bench.file(SMALL_ROWS, NARROW)
    fastexcel, pandas = ("fastexcel", FASTEXCEL), ("pandas+openpyxl", PANDAS)
    found = [
        bench.turns("stored, 8 columns", narrow, SMALL_ROWS, STORED,
                    ("python-calamine", CALAMINE), SMALL_LIMIT)
    ]  # fmt: skip
    sizes = most // 100, most // 10, most
    for size in sizes:
        limit = LIMIT if size == most else None
        found.append(bench.turns("published", bench.file(size), size, PUBLISHED, fastexcel, limit))
    stored = {
        n: tuple(bench.ours(STORED, bench.file(n)) for _ in range(bench.pairs)) for n in sizes
    }
    growth = [
        Growth("Stored", stored),
        Growth("Stored and published", {one.size: one.ours for one in found[-len(sizes) :]}),
    ]
    size = min(PANDAS_ROWS, most)
    found.append(bench.turns("stored", bench.file(size), size, STORED, pandas, PANDAS_LIMIT))
    if is_full:
        file = bench.file(most)
        found.append(bench.turns("published", file, most, PUBLISHED, pandas, PANDAS_LIMIT, 1))
    return found, growth


def summary(found: list[Pairs], growth: list[Growth], most: int) -> list[str]:
    """The whole table, how the cost grows, and the memory."""
    table = [COLUMNS, *(one.row() for one in found)]
    widths = [max(len(line[column]) for line in table) for column in range(len(COLUMNS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    ]
    grown = [one for one in found if one.peer == "fastexcel"]
    for one in growth:
        lines += one.lines()
    read = next(one for one in found if one.peer == "pandas+openpyxl")
    reckoned = _wall(read.theirs) / read.size * most
    lines.append(
        f"pandas with openpyxl would take {reckoned:.0f} s for {most:,} rows, reckoned from "
        f"{read.size:,}; ours, published, is {reckoned / _wall(grown[-1].ours):.1f} times as fast."
    )
    largest = max(cost.peak_gib for cost in grown[-1].ours)
    held = "within" if largest <= MOST_GIB else "OVER"
    lines.append(
        f"Memory of all processes, {most:,} x 15: {largest:.2f} of {MOST_GIB:g} GiB, {held}."
    )
    return lines


def main() -> None:
    """Write the files, read them in turns, print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=ROWS, help="of the largest file")
    options.add_argument("--pairs", type=int, default=PAIRS, help="turns of ours and the peer")
    options.add_argument("--full", action="store_true", help="pandas reads the largest file too")
    told = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name:
        found, growth = measured(Bench(Path(name), told.pairs), told.rows, is_full=told.full)
        print("\n" + "\n".join(summary(found, growth, told.rows)))


if __name__ == "__main__":
    main()
