"""Fifty signed-in viewers who change the page every five seconds, alone and during an import.

    python -m benchmarks.load [SECONDS] [VIEWERS]

Each viewer has an account and a window of their own: they sign in by the form and ask over the
websocket, as a browser does, until the script of the page has finished. A turn lasts three minutes
unless told otherwise; then all windows are closed. Viewers and server share the machine. The peer
is one viewer alone on the same server. There is no limit to the times; an error is one too many.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

from benchmarks._measure import line, median_ms
from benchmarks._server import BY_ACCOUNT, Visitor, serving, sign_in
from commands.demo import AS_OF, INBOX
from data.home import Home
from office import accounts
from office.permissions import Role, Viewer, may_open

ROOT = Path(__file__).resolve().parent.parent
SECONDS, VIEWERS, EVERY_S = 180.0, 50, 5.0
PASSWORD = "fifty people look at the same numbers"
COMMUNITIES = [f"99010201300{n}" for n in range(1, 9)]
WEEKS = ("2026-W47", "2026-W46", "2026-W45")
PAGES = (
    "overview", "grid_map", "grid_coverage", "service_space", "volunteers", "three_zero",
    "commitments", "weekly_review", "follow_ups", "explore", "handbook",
)  # fmt: skip
ROLES = (
    Role.LEADER, Role.DEPARTMENT, Role.COMMUNITY, Role.COMMUNITY, Role.COMMUNITY, Role.CLERK,
    Role.ANALYST,
)  # fmt: skip
SORRY = ("lt-trouble", "抱歉", "Traceback")
"""What a page says where something went wrong."""


@dataclass(frozen=True)
class Window:
    """A viewer with the cookies of a browser of their own."""

    viewer: Viewer
    cookies: str


@dataclass
class Turn:
    """What happened while everybody looked: seconds of every page, and what went wrong."""

    port: int
    until: float
    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    load: float = 0.0

    @property
    def is_over(self) -> bool:
        """Whether nobody asks for another page."""
        return time.monotonic() >= self.until


def main() -> None:
    """One viewer, everybody, and everybody during an import; the exit code counts errors."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    count = int(sys.argv[2]) if len(sys.argv) > 2 else VIEWERS
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name:
        home = Path(name) / "home"
        call = [sys.executable, "manage.py", "demo", "--home", str(home)]
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
        people = _people(home, count)
        with serving("app:app", ROOT, {"LINGTU_HOME": str(home), **BY_ACCOUNT}) as port:
            windows = [Window(who, sign_in(port, who.account, PASSWORD)) for who in people]
            one = "one viewer", median_ms(_together(port, windows[:1], min(seconds, 30.0)).seconds)
            alone = _together(port, windows, seconds)
            _print("alone", alone, one)
            with _importing(home) as imports:
                busy = _together(port, windows, seconds)
            _print(f"during an import ({imports.done} published)", busy, one)
    if alone.errors or busy.errors:
        raise SystemExit(1)


def _people(home: Path, count: int) -> list[Viewer]:
    """So many accounts, of the roles that look at pages."""
    at, found = datetime.now(), []
    for number, role in enumerate(islice(cycle(ROLES), count)):
        departments = ("社会治理办",) if role is Role.DEPARTMENT else ()
        place = COMMUNITIES[number % len(COMMUNITIES)] if role is Role.COMMUNITY else None
        viewer = Viewer(f"viewer{number}", f"viewer {number}", role, departments, place)
        accounts.add(home, viewer, at=at, by="benchmark")
        accounts.set_password(home, viewer.account, PASSWORD)
        found.append(viewer)
    return found


def _together(port: int, windows: list[Window], seconds: float) -> Turn:
    """Everybody looks for so long, each beginning a little after the one before."""
    turn = Turn(port, time.monotonic() + seconds)
    looking = [
        threading.Thread(
            target=_look, args=(window, number * EVERY_S / len(windows), turn), daemon=True
        )
        for number, window in enumerate(windows)
    ]
    for each in looking:
        each.start()
    for each in looking:
        each.join()
    turn.load = os.getloadavg()[0]
    return turn


def _look(window: Window, wait: float, turn: Turn) -> None:
    """One viewer: a page every five seconds; a window that breaks is one error and opened anew."""
    mine = [page for page in PAGES if may_open(window.viewer, page)]
    time.sleep(wait)
    asked, due = round(wait * len(mine)), time.monotonic()
    while not turn.is_over:
        try:
            with Visitor(turn.port, window.cookies) as visitor:
                while not turn.is_over:
                    page, week = mine[asked % len(mine)], WEEKS[asked // len(mine) % len(WEEKS)]
                    asked += 1
                    started = time.perf_counter()
                    heard = visitor.hear(page, period=week)
                    turn.seconds.append(time.perf_counter() - started)
                    said = b"".join(each.SerializeToString() for each in heard).decode(
                        errors="replace"
                    )
                    turn.errors.update(f"{page}: {word}" for word in SORRY if word in said)
                    due = max(due + EVERY_S, time.monotonic())
                    time.sleep(max(0.0, min(due, turn.until) - time.monotonic()))
        except Exception as error:  # noqa: BLE001 - whatever it was, it is counted
            turn.errors[f"{type(error).__name__}: {error}"] += 1
            time.sleep(1.0)


@dataclass
class Imports:
    """How often the inbox was imported and published."""

    done: int = 0


@contextmanager
def _importing(home: Path) -> Iterator[Imports]:
    """The inbox is imported into the same home, again and again until the turn is over."""
    counted, is_over = Imports(), threading.Event()
    call = [
        sys.executable, "manage.py", "import", str(INBOX), "--home", str(home),
        "--as-of", AS_OF.isoformat(), "--answers", str(INBOX / "answers.toml"), "--json",
    ]  # fmt: skip

    def work() -> None:
        while not is_over.is_set():
            before = Home(home).current_version()
            importing = subprocess.Popen(
                call, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            while importing.poll() is None and not is_over.wait(0.2):
                pass
            if importing.poll() is None:
                importing.terminate()
                with suppress(subprocess.TimeoutExpired):
                    importing.wait(timeout=20)
            counted.done += Home(home).current_version() != before

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield counted
    finally:
        is_over.set()
        worker.join()


def _print(what: str, turn: Turn, one: tuple[str, float]) -> None:
    """A line for the median and one for the slow end, and what went wrong."""
    cuts = quantiles(turn.seconds, n=20)
    print(line(f"{what}, p50", cuts[9] * 1000, "ms", peer=one, limit=None))
    print(line(f"{what}, p95", cuts[18] * 1000, "ms", peer=one, limit=None))
    count = sum(turn.errors.values())
    print(f"{what}: {len(turn.seconds)} pages, {count} errors, load average {turn.load:.1f}")
    for said, times in turn.errors.most_common(10):
        print(f"    {times} x {said}")


if __name__ == "__main__":
    main()
