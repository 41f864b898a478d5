"""An office whose grid events are handed in week by week: the whole ledger, corrected as it goes.

Ten events fall due every week in each of two communities. In the first one ``MISSED`` of them are
late, until the work of a decision is done; in the second one is. Besides, the first event of the
newest week of the first community stands in the ledger as late, and a week later as in time: each
week's ledger corrects the week before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from data.home import Home
from data.ledger import Ledger
from tests.publication.office import GRIDS, MONDAY, accept, table_of

FIRST = date(2026, 2, 23)
"""The Monday of 2026-W09, the first week of the ledger."""

MISSED = (4, 5, 3, 6, 4, 5, 4, 3, 5, 6, 4, 5)
EVENTS = 10


def week_id(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def mondays(through: date) -> list[date]:
    count = (through - FIRST).days // 7 + 1
    return [FIRST + timedelta(weeks=number) for number in range(count)]


def ledger(newest: date, missed: Callable[[date], int]) -> str:
    """The ledger as it is handed in at the end of the week that begins on ``newest``."""
    lines = [
        "event_id | community_id | grid_id | reported_at | due_on | closed_at",
        "---+---+---+---+---+---",
    ]
    for monday in mondays(newest):
        due, late = monday + timedelta(days=2), monday + timedelta(days=4)
        for place, grid, misses in (("C1", "G1", missed(monday)), ("C2", "G2", 1)):
            for number in range(EVENTS):
                is_late = 1 <= number <= misses
                if number == 0 and place == "C1":
                    is_late = monday == newest  # put right with the next ledger
                closed = late if is_late else due
                lines.append(f"{place}-{week_id(monday)}-{number} | {place} | {grid} | {monday} 08:00:00"
                             f" | {due} | {closed} 10:00:00")  # fmt: skip
    return "\n".join(lines)


def hand_in(home: Home, newest: date, missed: Callable[[date], int]) -> int:
    """Put the ledger of a week into the ledger of imports; returns the import."""
    sunday = newest + timedelta(days=6)
    return Ledger(home).add_import(
        file_name=f"网格事件台账({sunday}).xlsx", sha256="0" * 64, imported_at=MONDAY,
        imported_by="clerk", report={},
        tables={"grid_events": table_of("grid_events", ledger(newest, missed), sunday)},
    )  # fmt: skip


def registers(home: Home) -> int:
    """The communities and grids, as of the beginning."""
    areas = """
        community_id | community_name | resident_households
        -------------+----------------+--------------------
        C1           | 松岫社区       | 300
        C2           | 汀蘅社区       | 150
    """
    return accept(home, as_of=FIRST, communities=areas, grids=GRIDS)


def usual(monday: date) -> int:
    """How many are late in a week in which nothing was done."""
    return MISSED[(monday - FIRST).days // 7 % len(MISSED)]
