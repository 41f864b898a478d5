"""What the card of a grid says beyond its register: events, follow-ups, three-zero, reports."""

from __future__ import annotations

from functools import lru_cache

from ui import answers, grid_map_work, ledgers
from ui.grid_map_layers import counted
from views.map_card import Around, OpenTask
from views.places import Period, Place

ZERO = "three_zero_attainment"


@lru_cache(maxsize=64)
def _last_report(at: ledgers.At, community: str, end: Period) -> tuple[str, object] | None:
    """The latest week that a community reported for, up to a period's end, and when it did."""
    weeks = {p.period_id: p.end_on for p in answers.periods().all if p.kind == "week"}
    held = [
        (row["week"], row["filed_at"])
        for row in ledgers.rows("zero_reports")
        if row["community_id"] == community and row["week"] in weeks
        and weeks[row["week"]] <= end.end_on
    ]  # fmt: skip
    return max(held, key=lambda pair: str(pair[0]), default=None)


def around(grid: Place, period: Period, metric: str) -> Around:
    """Everything around a grid at a period's end; the trend is that of the metric on the map."""
    events = counted(ledgers.at(), "grid_events", period)
    own = events.grids.get(grid.place_id) if events is not None else None
    is_known = events is not None and events.communities is not None
    community = answers.places().by_id.get(grid.parent_id or "")
    tasks = tuple(
        OpenTask(task.what, task.who, task.due_on, task.is_overdue)
        for task in grid_map_work.about(grid, period)
    )
    zero = answers.standing(community, period, ZERO) if community is not None else None
    reported = _last_report(ledgers.at(), community.place_id, period) if community else None
    return Around(
        (own.events if own else 0) if is_known else None,
        ((own.still_open or 0) if own else 0) if is_known else None,
        tasks, zero.now if zero is not None else None, reported,  # type: ignore[arg-type]
        answers.standing(grid, period, metric),
    )  # fmt: skip
