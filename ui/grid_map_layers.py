"""What can be laid over a map: facilities, circles, pooled events, what is missing or to be done.

Each is made once per version and question, for the route that the browser asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from publication.events import LEDGERS, Counts, Pooled, pooled
from publication.neighbourhood import within_of
from ui import (
    answers,
    facilities,
    grid_map_audit,
    grid_map_proposals,
    grid_map_work,
    ledgers,
)
from ui.grid_map_places import community_ids, inside, middles, shapes
from views import map_layers, numbers
from views import map_words as words
from views.geometry import Outline
from views.map_layers import Count, Dot
from views.places import Period, Place

COUNTED_FILL, PAPER, EDGE = "#D9822B", "#FFFFFF", "#7A3E00"
CLOSED = "#52606D"
CIRCLE_FILL, CIRCLE_EDGE = "#0B5CAD", "#0B5CAD"
GAP = "grid_worker_gap"


@dataclass(frozen=True)
class Question:
    """What a layer is asked: the places of a level inside a place at a period's end, in a
    language; ``function`` and ``radius_m`` (on the map, in a straight line) for facilities.
    ``stamp`` tells apart what changes within a version, and which import's changes are asked."""

    level: str
    within: str
    period: Period
    language: str
    function: str = ""
    radius_m: float = 0.0
    stamp: str = ""


@lru_cache(maxsize=512)
def layer(at: ledgers.At, name: str, asked: Question) -> bytes | None:
    """A layer as JSON; None for a name that is none."""
    if name in LEDGERS:
        return _counts(name, _events(name, asked), asked)
    if name in grid_map_proposals.LAYERS:
        return grid_map_proposals.layer(name, asked.within, asked.period, asked.language)
    if name == "boundary_changes":
        return grid_map_audit.change_layer(asked.stamp, asked.language)
    if name == "findings":
        return grid_map_audit.layer(asked.within, asked.period, asked.language)
    made = {
        "facilities": _facilities, "circles": _circles, "gaps": _gaps, "tasks": _tasks,
        "outlines": _outlines,
    }.get(name)  # fmt: skip
    return made(asked) if made is not None else None


def _counts(name: str, listed: list[Count], asked: Question) -> bytes:
    sign = words.SIGNS[name].in_(asked.language)
    pooled_up = name in LEDGERS and asked.level == "grid" and not _knows_grids(name, asked)
    return map_layers.counts(listed, sign=sign, edge=words.EDGES[name], is_pooled=pooled_up)


def _knows_grids(dataset: str, asked: Question) -> bool:
    found = counted(ledgers.at(), dataset, asked.period)
    return found is not None and found.has_grids


def _held(asked: Question) -> tuple[facilities.Facility, ...]:
    return facilities.facilities(asked.period, community_ids(asked.within), asked.function)


def _facilities(asked: Question) -> bytes:
    language = asked.language

    def dot(each: facilities.Facility) -> Dot:
        lines = [each.function] if each.function else []
        area = numbers.plain(each.floor_area_m2)
        if each.is_counted:
            lines.append(words.FACILITY_COUNTED.format(area=area).in_(language))
        else:
            reason = each.reason or words.NO_REASON.in_(language)
            lines.append(words.FACILITY_NOT.format(reason=reason).in_(language))
        if each.status != facilities.IN_USE:
            lines.append(words.NOT_IN_USE.in_(language))
            return Dot(each.at, PAPER, CLOSED, each.name, tuple(lines), is_crossed=True)
        fill = COUNTED_FILL if each.is_counted else PAPER
        return Dot(each.at, fill, EDGE, each.name, tuple(lines))

    return map_layers.dots(dot(each) for each in _held(asked))


def _circles(asked: Question) -> bytes:
    centres = [each.at for each in _held(asked) if each.serves]
    around = within_of(centres, asked.radius_m)
    return map_layers.circles(around, fill=CIRCLE_FILL, edge=CIRCLE_EDGE)


def _outlines(asked: Question) -> bytes:
    found = []
    for community in community_ids(asked.within):
        found += [
            Outline(shape.place_id, shape.name, shape.geometry_wkb)
            for shape in shapes("community", community, asked.period.period_id)
        ]
    return map_layers.outlines(found)


@lru_cache(maxsize=128)
def counted(at: ledgers.At, dataset: str, period: Period) -> Counts | None:
    """The events of a ledger in a period, pooled; None in an empty office."""
    source = answers.published()
    return pooled(source, dataset, period.start_on, period.end_on) if source else None


def reaches(dataset: str, period: Period) -> bool:
    """Whether a ledger has data in a period."""
    found = counted(ledgers.at(), dataset, period)
    return found is not None and found.communities is not None


def _events(dataset: str, asked: Question) -> list[Count]:
    """Per grid where the ledger knows grids, else one number per community."""
    found = counted(ledgers.at(), dataset, asked.period)
    if found is None or found.communities is None:
        return []
    by_grid = asked.level == "grid" and found.has_grids
    level = "grid" if by_grid else "community"
    held: Mapping[str, Pooled] = found.grids if by_grid else found.communities
    period_id = asked.period.period_id
    at = middles(level, asked.within, period_id)
    places = {place.place_id: place for place in inside(level, asked.within)}
    if level == "community" and asked.level == "grid":
        own = community_ids(asked.within)
        places = {place_id: answers.places().by_id[place_id] for place_id in own}
        at = {}
        for place_id in own:
            at |= middles("community", place_id, period_id)
    pooled_up = asked.level == "grid" and not by_grid
    return [
        Count(at[place_id], held[place_id].events, _name(place, asked),
              _event_lines(dataset, held[place_id], asked.language, pooled_up))
        for place_id, place in places.items()
        if place_id in held and place_id in at and held[place_id].events
    ]  # fmt: skip


def unplaced(dataset: str, asked: Question) -> int:
    """How many events of the period have no place on this map: their ledger names no grid, or one
    without a border."""
    found = counted(ledgers.at(), dataset, asked.period)
    if found is None or found.communities is None:
        return 0
    own = community_ids(asked.within)
    happened = sum(found.communities[each].events for each in own if each in found.communities)
    return happened - sum(count.count for count in _events(dataset, asked))


def _event_lines(dataset: str, found: Pooled, language: str, pooled_up: bool) -> tuple[str, ...]:
    lines = [
        words.LAYER_NAMES[dataset].in_(language),
        words.EVENTS_LINE.format(count=found.events).in_(language),
    ]
    if found.still_open is not None:
        lines.append(words.OPEN_LINE.format(count=found.still_open).in_(language))
    if pooled_up:
        lines.append(words.POOLED_LINE.in_(language))
    return tuple(lines)


def _gaps(asked: Question) -> bytes:
    """How many workers are missing, where any are."""
    at = middles(asked.level, asked.within, asked.period.period_id)
    readings = answers.field(GAP, level=asked.level, period=asked.period, within=asked.within)
    listed = [
        Count(
            at[r.place.place_id], round(r.value), _name(r.place, asked),
            (words.GAP_LINE.format(count=round(r.value)).in_(asked.language),),
        )
        for r in readings if r.value and r.place.place_id in at
    ]  # fmt: skip
    return _counts("gaps", listed, asked)


def _name(place: Place, asked: Question) -> str:
    """A grid among those of other communities is named with its own."""
    return place.name if asked.within == place.parent_id else place.short_path


def _tasks(asked: Question) -> bytes:
    listed, is_pooled = _open(asked)
    return map_layers.counts(
        listed, sign=words.SIGNS["tasks"].in_(asked.language), edge=words.EDGES["tasks"],
        is_pooled=is_pooled,
    )  # fmt: skip


def _open(asked: Question) -> tuple[list[Count], bool]:
    """What is still to be done, on the place it is about: of a grid on its community where
    communities are shown, of a whole community on that where grids are; and whether all of it is
    of places larger than those shown."""
    tree = answers.places().by_id
    own = [tree[place_id] for place_id in community_ids(asked.within) if place_id in tree]
    grids = inside("grid", asked.within) if asked.level == "grid" else ()
    shown: dict[str, Place] = {place.place_id: place for place in (*own, *grids)}
    at = middles("grid", asked.within, asked.period.period_id) if grids else {}
    for place in own:
        at |= middles("community", place.place_id, asked.period.period_id)
    pools: dict[str, list[grid_map_work.Task]] = {}
    for task in grid_map_work.open_tasks(asked.period):
        for place_id in (task.place_id, task.place_id[:12]):
            if place_id in shown and place_id in at:
                pools.setdefault(place_id, []).append(task)
                break

    def lines(tasks: list[grid_map_work.Task]) -> tuple[str, ...]:
        overdue = sum(task.is_overdue for task in tasks)
        said = [task.what for task in tasks[:5]]
        if overdue:
            said.insert(0, words.OVERDUE_LINE.format(count=overdue).in_(asked.language))
        return tuple(said)

    listed = [
        Count(at[place_id], len(tasks), _name(shown[place_id], asked), lines(tasks))
        for place_id, tasks in sorted(pools.items())
    ]
    is_pooled = bool(grids) and all(shown[place_id].level != "grid" for place_id in pools)
    return listed, is_pooled


def unplaced_tasks(asked: Question) -> int:
    """How much of what is still to be done here has no place on this map: it names none, or one
    without a border."""
    top, own = answers.places().top, set(community_ids(asked.within))
    is_whole = top is not None and asked.within == top.place_id
    tasks = grid_map_work.open_tasks(asked.period)
    here = sum(is_whole or task.place_id[:12] in own for task in tasks)
    return here - sum(count.count for count in _open(asked)[0])
