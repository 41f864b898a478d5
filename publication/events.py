"""Events of a period, pooled per place: counts, never points, never people.

A place without events in a ledger that covers it has zero. A ledger that does not reach the period,
or that a community never wrote in although it keeps one row by row, says nothing: None, not zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publication.reading import Published


@dataclass(frozen=True)
class Ledger:
    """A ledger of events: its table, the day of an event, where the grid of an event is known."""

    dataset: str
    day: str
    grid: str = "NULL"
    closed: str = "NULL"
    is_kept_by_each: bool = False


LEDGERS: dict[str, Ledger] = {
    ledger.dataset: ledger
    for ledger in (
        Ledger("grid_events", "reported_at", grid="grid_id", closed="closed_at"),
        Ledger("petitions", "registered_on", closed="closed_on"),
        Ledger("accidents", "occurred_at"),
        Ledger("cases", "occurred_at", is_kept_by_each=True),
    )
}
"""What can be pooled. Cases reach us row by row from some communities only."""

_COUNTS = """
SELECT community_id, {grid} AS grid_id,
       COUNT(*) FILTER (CAST({day} AS DATE) BETWEEN $start AND $end) AS events,
       COUNT(*) FILTER ({closed} IS NULL OR CAST({closed} AS DATE) > $end) AS still_open
FROM {dataset}
WHERE CAST({day} AS DATE) <= $end AND community_id IS NOT NULL
GROUP BY ALL
"""

_SPEAK = "SELECT DISTINCT community_id FROM {dataset} WHERE community_id IS NOT NULL"


@dataclass(frozen=True)
class Pooled:
    """One place: events of the period, and how many of all so far were open at its end.

    ``still_open`` is None for a ledger that does not say when something was closed.
    """

    events: int
    still_open: int | None


@dataclass(frozen=True)
class Counts:
    """The events of one ledger and period.

    ``communities`` is None where the ledger does not reach the period. A community that is not in
    ``speaking`` says nothing. ``grids`` holds only grids with events so far; ``without_grid`` is
    what a community's ledger could not place in a grid, per community.
    """

    communities: dict[str, Pooled] | None
    grids: dict[str, Pooled]
    without_grid: dict[str, Pooled]
    speaking: frozenset[str] | None
    has_grids: bool


def pooled(published: Published, dataset: str, start_on: date, end_on: date) -> Counts:
    """The events of a ledger from ``start_on`` to ``end_on``, both included."""
    ledger = LEDGERS[dataset]
    has_grids = ledger.grid != "NULL"
    if not _reaches(published, dataset, start_on, end_on):
        return Counts(None, {}, {}, None, has_grids)
    names = {"dataset": dataset, "day": ledger.day, "grid": ledger.grid, "closed": ledger.closed}
    with published.cursor() as cursor:
        rows = cursor.execute(
            _COUNTS.format(**names), {"start": start_on, "end": end_on}
        ).fetchall()
        speaking = None
        if ledger.is_kept_by_each:
            said = cursor.execute(_SPEAK.format(dataset=dataset)).fetchall()
            speaking = frozenset(community for (community,) in said)
    can_close = ledger.closed != "NULL"
    communities: dict[str, Pooled] = {}
    grids: dict[str, Pooled] = {}
    without: dict[str, Pooled] = {}
    for community, grid, events, still_open in rows:
        found = Pooled(events, still_open if can_close else None)
        communities[community] = _more(communities.get(community), found)
        if grid is None:
            without[community] = _more(without.get(community), found)
        else:
            grids[grid] = found
    return Counts(communities, grids, without, speaking, has_grids)


def _more(held: Pooled | None, added: Pooled) -> Pooled:
    if held is None:
        return added
    still_open = None if added.still_open is None else (held.still_open or 0) + added.still_open
    return Pooled(held.events + added.events, still_open)


def _reaches(published: Published, dataset: str, start_on: date, end_on: date) -> bool:
    """Whether the ledger has data in the period at all."""
    with published.cursor() as cursor:
        found = cursor.execute(
            "SELECT start_on, through_on FROM coverage WHERE dataset = ?", [dataset]
        ).fetchone()
    return found is not None and found[0] <= end_on and found[1] >= start_on
