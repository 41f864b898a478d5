"""A published version -> what the planning proposals need, and the proposals themselves.

Nothing here is a measure: each result is labelled a proposal and says what it assumes.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from metrics.planning.next_centre import NextCentres, next_centres
from metrics.planning.service_space import Facility, SpacePlan, space_plan
from metrics.planning.staffing import Grid, StaffingPlan, staffing_plan
from publication.neighbourhood import Neighbourhood, metres_within, neighbourhood
from publication.reading import Published

TEN_MINUTES_M = 500


def staffing(
    published: Published, period_id: str, *, across_communities: bool = False
) -> StaffingPlan:
    """Hires if nobody moves, and after the fewest moves between neighbouring residential grids."""
    grids = _grids(published, period_id)
    near = _neighbourhood(published, period_id, {grid.grid_id for grid in grids})
    return staffing_plan(
        grids, near.pairs_by_id(), metres=near.apart_m, across_communities=across_communities
    )


def service_space(published: Published, period_id: str) -> SpacePlan:
    """Which community lacks how many m2 to the target, and what could fill it."""
    measured = published.measures(
        metrics=["service_space_per_100_households"], level="community", periods=[period_id]
    ).to_dict("records")
    facilities = [
        Facility(
            community_id=row["community_id"],
            name=row["facility_name"],
            floor_area_m2=_known(row["floor_area_m2"]),
            is_counted=_known(row["is_counted"]),
            status=_known(row["status"]),
            not_counted_reason=_known(row["not_counted_reason"]) or "",
        )
        for row in published.rows("facilities", period_id=period_id).to_dict("records")
    ]
    return space_plan(
        [(row["place_id"], _known(row["denominator"])) for row in measured],
        facilities,
        not_reported=[r["place_id"] for r in measured if r["state"] == "not_reported"],
    )


def next_centre(published: Published, period_id: str, *, centres: int = 3) -> NextCentres | None:
    """Where the next centres would bring most households into the ten-minute circle.

    Candidates are the middles of the residential grids. None where no boundaries are in force.
    """
    grids = {grid.grid_id: grid for grid in _grids(published, period_id)}
    near = _neighbourhood(published, period_id, set(grids))
    if not near.grid_ids:
        return None
    reach = _reach(published, period_id)
    return next_centres(
        near.grid_ids,
        [_or_nan(grids[grid].households) for grid in near.grid_ids],
        np.array([reach.get(grid, math.nan) for grid in near.grid_ids]),
        metres_within(near.points, near.points, TEN_MINUTES_M),
        centres=centres,
    )


def _grids(published: Published, period_id: str) -> list[Grid]:
    """Residential grids with their households and workers; None where they are not known."""
    measured = published.measures(
        metrics=["households_per_grid_worker"], level="grid", periods=[period_id]
    )
    parents = dict(published.places()[["place_id", "parent_id"]].itertuples(index=False))
    return [
        Grid(
            grid_id=row["place_id"],
            community_id=parents[row["place_id"]],
            households=_known(row["numerator"]),
            workers=_known(row["denominator"]),
        )
        for row in measured.to_dict("records")
    ]


def _neighbourhood(published: Published, period_id: str, grids: set[str]) -> Neighbourhood:
    shapes = published.shapes("grid", period_id)
    return neighbourhood({s.place_id: s.geometry_wkb for s in shapes if s.place_id in grids})


def _reach(published: Published, period_id: str) -> dict[str, float]:
    """Grid -> metres to the nearest counted facility; infinite where there is none at all."""
    with published.cursor() as cursor:
        rows = cursor.execute(
            "SELECT grid_id, nearest_counted_facility_m FROM grid_reach_at WHERE period_id = ?",
            [period_id],
        ).fetchall()
    return {grid: math.inf if metres is None else metres for grid, metres in rows}


def _known(value: Any) -> Any:
    """The value, or None for the several ways in which a frame says that it is missing."""
    return None if value is None or value != value else value  # noqa: PLR0124 - NaN and NaT


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value
