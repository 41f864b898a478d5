"""Proposals on the map: workers who would move, and where the next centre would help most."""

from __future__ import annotations

from metrics.planning.next_centre import NextCentres
from metrics.planning.staffing import StaffingPlan
from publication.neighbourhood import within_of
from ui import answers, planning
from ui.grid_map_places import middles
from views import map_layers
from views import map_words as words
from views.map_layers import Arrow, Dot
from views.places import Period, Place

LAYERS = ("moves", "centres", "centre_circles")
ARROW, SITE = "#6B3FA0", "#1B7F4B"


def _place(within: str) -> Place | None:
    return answers.places().by_id.get(within)


def plans(place: Place, period: Period) -> tuple[StaffingPlan, NextCentres | None]:
    """What is proposed for a place at a period's end."""
    return planning.staffing(place, period), planning.centres(place, period)


def _name(grid_id: str) -> str:
    place = answers.places().by_id.get(grid_id)
    return place.short_path if place is not None else grid_id


def layer(name: str, within: str, period: Period, language: str) -> bytes | None:
    """A layer of proposals as JSON."""
    place = _place(within)
    if place is None:
        return None
    at = middles("grid", within, period.period_id)
    if name == "moves":
        moves = planning.staffing(place, period).moves
        return map_layers.arrows([
            Arrow(
                at[m.from_grid], at[m.to_grid], m.workers,
                words.PROPOSAL.in_(language),
                (words.MOVE_LINE.format(start=_name(m.from_grid), end=_name(m.to_grid),
                                        count=m.workers).in_(language),),
            )
            for m in moves if m.from_grid in at and m.to_grid in at
        ], ARROW)  # fmt: skip
    found = planning.centres(place, period)
    sites = found.straight[-1].sites if found is not None and found.straight else ()
    if name == "centre_circles":
        centres = [at[s.candidate_id] for s in sites if s.candidate_id in at]
        radius = found.today_upper.radius_m if found is not None else 0.0
        return map_layers.circles(within_of(centres, radius), fill=SITE, edge=SITE)
    return map_layers.dots([
        Dot(
            at[site.candidate_id], SITE, "#FFFFFF",
            words.NUMBERED.format(number=number).in_(language),
            (words.PROPOSAL.in_(language), _name(site.candidate_id),
             words.CENTRE_LINE.format(count=site.gains).in_(language)),
        )
        for number, site in enumerate(sites, start=1) if site.candidate_id in at
    ])  # fmt: skip
