"""For which day a figure speaks: that of the least recent of the data behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from metrics.metric import Metric
from ui.kept import per_version
from ui.scope import At, published
from views.places import Period, Place, Places


@per_version(128)
def _days(at: At, period: Period) -> dict[str, dict[str, date]]:
    """Dataset -> community ('' for all) -> the day its snapshot or its coverage reaches."""
    source = published()
    held: dict[str, dict[str, date]] = {}
    for dataset, community, day in source.data_days(period.period_id) if source else ():
        held.setdefault(dataset, {})[community] = day
    return held


def data_days(
    at: At, period: Period | None, tree: Places
) -> Callable[[Metric, Place], date | None]:
    """Tells the day for which the least recent of a metric's datasets speaks, for a place."""
    held = _days(at, period) if period is not None else {}

    @cache
    def community_of(place_id: str) -> str | None:
        lineage = tree.lineage(place_id)
        return next((each.place_id for each in lineage if each.level == "community"), None)

    @cache
    def day(datasets: tuple[str, ...], community: str | None) -> date | None:
        told = [held[dataset] for dataset in datasets if dataset in held]
        return min(
            (of[community] if community in of else min(of.values()) for of in told), default=None
        )

    return lambda metric, place: day(metric.reads, community_of(place.place_id))
