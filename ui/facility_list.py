"""The facilities of a place at a period's end, and how far each grid is from the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ui import ledgers
from ui.kept import per_version
from views.places import Period


def rows(period: Period, communities: Iterable[str]) -> list[ledgers.Row]:
    """The register of facilities of some communities."""
    wanted = set(communities)
    held = ledgers.rows("facilities", period.period_id)
    return [row for row in held if row["community_id"] in wanted]


@per_version(64)
def _metres(at: ledgers.At, period_id: str) -> Mapping[str, float | None]:
    source = ledgers.published()
    if source is None:
        return {}
    found = ledgers.plain(source.reach(period_id))
    return {row["grid_id"]: row["nearest_counted_facility_m"] for row in found}


def metres(period: Period) -> Mapping[str, float | None]:
    """Grid -> metres to the nearest facility that counts."""
    return _metres(ledgers.at(), period.period_id)
