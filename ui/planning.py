"""Proposals for a place at a period's end, computed once per version; never an indicator."""

from __future__ import annotations

import numpy as np

from metrics.kpis.ten_minute_coverage import TEN_MINUTES_M
from metrics.planning.next_centre import NextCentres, next_centres
from metrics.planning.service_space import Facility, SpacePlan, space_plan
from metrics.planning.staffing import Grid, StaffingPlan, staffing_plan
from publication.neighbourhood import Neighbourhood, metres_within, neighbourhood
from ui import answers, ledgers
from ui.kept import per_version
from views.places import Period, Place

LOAD = "households_per_grid_worker"
"""Its rows are the residential grids in use: households above, persons on duty below."""


def grid_period(period: Period) -> Period:
    """The period itself, or the last week in it where grids are not measured over the period."""
    if period.kind in ("week", "month"):
        return period
    weeks = [p for p in answers.periods().all if p.kind == "week" and p.end_on <= period.end_on]
    return weeks[0] if weeks else period


@per_version(64)
def _shapes(at: ledgers.At, period_id: str, grid_ids: frozenset[str]) -> Neighbourhood:
    source = ledgers.published()
    found = source.shapes("grid", period_id) if source else []
    return neighbourhood(
        {shape.place_id: shape.geometry_wkb for shape in found if shape.place_id in grid_ids}
    )


def _grids(place: Place, period: Period) -> list[Grid]:
    readings = answers.field(LOAD, level="grid", period=period, within=place.place_id)
    return [
        Grid(r.place.place_id, r.place.parent_id or "", r.numerator, r.denominator)
        for r in readings
    ]


@per_version(64)
def _staffing(at: ledgers.At, place: Place, period: Period) -> StaffingPlan:
    grids = _grids(place, period)
    around = _shapes(at, period.period_id, frozenset(grid.grid_id for grid in grids))
    return staffing_plan(grids, around.pairs_by_id(), metres=around.apart_m)


def staffing(place: Place, period: Period) -> StaffingPlan:
    """Hires if nobody moves and after the fewest moves."""
    return _staffing(ledgers.at(), place, grid_period(period))


@per_version(64)
def _space(at: ledgers.At, place: Place, period: Period) -> SpacePlan:
    readings = answers.field(
        "service_space_gap_m2", level="community", period=period, within=place.place_id
    )
    named = {reading.place.place_id for reading in readings}
    silent = {r.place.place_id for r in readings if r.state == "not_reported"}
    households = [
        (row["community_id"], row["resident_households"])
        for row in ledgers.rows("communities", period.period_id)
        if row["community_id"] in named
    ]
    facilities = [
        Facility(
            row["community_id"], row["facility_name"] or "", row["floor_area_m2"],
            row["is_counted"], row["status"], row["not_counted_reason"] or "",
        )
        for row in ledgers.rows("facilities", period.period_id)
        if row["community_id"] in named
    ]  # fmt: skip
    return space_plan(households, facilities, not_reported=silent)


def space(place: Place, period: Period) -> SpacePlan:
    """What each community lacks, and where it could come from."""
    return _space(ledgers.at(), place, period)


@per_version(64)
def _centres(at: ledgers.At, place: Place, period: Period) -> NextCentres | None:
    source = ledgers.published()
    grids = {grid.grid_id: grid for grid in _grids(place, period)}
    if source is None or not grids:
        return None
    metres = {row["grid_id"]: row["nearest_counted_facility_m"]
              for row in ledgers.plain(source.reach(period.period_id))}  # fmt: skip
    around = _shapes(at, period.period_id, frozenset(grids))
    if not around.grid_ids or not metres:
        return None
    return next_centres(
        around.grid_ids,
        [_number(grids[one].households) for one in around.grid_ids],
        [_number(metres.get(one)) for one in around.grid_ids],
        metres_within(around.points, around.points, TEN_MINUTES_M),
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def centres(place: Place, period: Period) -> NextCentres | None:
    """Where the next centres would bring most households into the ten-minute circle."""
    return _centres(ledgers.at(), place, grid_period(period))
