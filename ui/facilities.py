"""Service facilities where they are: points joined to what the register says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from ui import ledgers
from ui.kept import per_version
from views.places import Period

IN_USE = "in_use"


@dataclass(frozen=True)
class Facility:
    """One facility on the map: east and north in degrees, floor area in square metres.

    It counts if the register says so; it serves if it counts and is in use.
    """

    community_id: str
    name: str
    function: str
    at: tuple[float, float]
    is_counted: bool
    status: str
    floor_area_m2: float | None
    reason: str

    @property
    def serves(self) -> bool:
        """Whether it makes a ten-minute circle."""
        return self.is_counted and self.status == IN_USE


@per_version(64)
def _all(at: ledgers.At, period_id: str) -> tuple[Facility, ...]:
    points = {
        (row["community_id"], row["facility_name"]): row["geometry"]
        for row in ledgers.rows("facility_points", period_id)
        if row["geometry"] is not None
    }
    found = []
    for row in ledgers.rows("facilities", period_id):
        drawn = points.get((row["community_id"], row["facility_name"]))
        if drawn is not None:
            centre = shapely.centroid(shapely.from_wkb(bytes(drawn)))
            where = (float(centre.x), float(centre.y))
        elif row["longitude"] is not None and row["latitude"] is not None:
            where = (float(row["longitude"]), float(row["latitude"]))
        else:
            continue
        found.append(
            Facility(
                row["community_id"] or "", row["facility_name"] or "",
                row["facility_function"] or "", where, row["is_counted"] is True,
                row["status"] or "", row["floor_area_m2"], row["not_counted_reason"] or "",
            )
        )  # fmt: skip
    return tuple(found)


def facilities(period: Period, within: Sequence[str], function: str = "") -> tuple[Facility, ...]:
    """The facilities of some communities at a period's end, of one function or of every."""
    wanted = set(within)
    return tuple(
        each for each in _all(ledgers.at(), period.period_id)
        if each.community_id in wanted and function in ("", each.function)
    )  # fmt: skip


def functions(period: Period, within: Sequence[str]) -> tuple[str, ...]:
    """The functions that occur, the most frequent first."""
    counts: dict[str, int] = {}
    for each in facilities(period, within):
        counts[each.function] = counts.get(each.function, 0) + 1
    return tuple(sorted(filter(None, counts), key=lambda name: (-counts[name], name)))
