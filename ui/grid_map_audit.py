"""The one-network audit for the page and for the map, computed once per version and borders."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import shapely

from publication.boundary_changes import BoundaryChanges, boundary_changes
from publication.network_audit import Audit, Finding, audit
from ui import answers, ledgers
from ui.grid_map_places import community_ids, shapes
from views import map_audit, map_boundaries, map_layers
from views.map_layers import Patch
from views.places import Period

Bounds = tuple[float, float, float, float]


@lru_cache(maxsize=16)
def _audit(at: ledgers.At, period_id: str) -> Audit | None:
    source = answers.published()
    return None if source is None else audit(source, period_id)


def found(period: Period) -> Audit | None:
    """The audit at a period's end; None in an empty office."""
    return _audit(ledgers.at(), period.period_id)


def boundaries_day(period: Period) -> date | None:
    """The day of the latest boundaries that the audit knows, up to a period's end."""
    held = found(period)
    days = [v.as_of_on for v in held.versions] if held is not None else []
    return max((day for day in days if day <= period.end_on), default=None)


def findings(within: str, period: Period) -> tuple[Finding, ...]:
    """The findings that touch the communities of a place."""
    held = found(period)
    if held is None:
        return ()
    own = set(community_ids(within))
    return tuple(f for f in held.findings if any(place[:12] in own for place in f.place_ids))


def finding(number: str, within: str, period: Period) -> Finding | None:
    """The finding of a number, if it touches the place."""
    wanted = (f for f in findings(within, period) if str(f.number) == number)
    return next(wanted, None)


BEYOND = ("invalid", "unknown_grid")
"""Kinds of findings that may lie where none of the areas is drawn."""


@lru_cache(maxsize=16)
def _extent(at: ledgers.At, within: str, period: Period) -> Bounds | None:
    beyond = [f.shape_wkb for f in findings(within, period) if f.kind in BEYOND and f.shape_wkb]
    if not beyond:
        return None
    levels = ("community", "grid")
    drawn = [s.geometry_wkb for level in levels for s in shapes(level, within, period.period_id)]
    west, south, east, north = shapely.total_bounds(shapely.from_wkb([*beyond, *drawn])).tolist()
    return west, south, east, north


def extent(within: str, period: Period) -> Bounds | None:
    """West, south, east and north of all that the audit draws, where the areas alone would leave
    findings outside of the picture."""
    return _extent(ledgers.at(), within, period)


@lru_cache(maxsize=16)
def _changes(at: ledgers.At, import_id: int) -> BoundaryChanges | None:
    source = answers.published()
    return None if source is None else boundary_changes(source, import_id)


def changes(import_id: str) -> BoundaryChanges | None:
    """What an import of boundaries changed; None for one that brought none."""
    return _changes(ledgers.at(), int(import_id)) if import_id else None


def change_layer(import_id: str, language: str) -> bytes:
    """The changes of an import as areas: what was added, taken away or moved."""
    found, places = changes(import_id), answers.places().by_id
    return map_layers.patches([
        Patch(
            number, change.shape_wkb, map_boundaries.COLOURS[change.kind],
            map_boundaries.title(change, places, language),
            map_boundaries.tip(change, language),
        )
        for number, change in enumerate(found.changes if found else (), start=1)
    ], is_linked=False)  # fmt: skip


def layer(within: str, period: Period, language: str) -> bytes:
    """The findings that can be drawn, as areas."""
    tree = answers.places()
    return map_layers.patches([
        Patch(
            f.number, f.shape_wkb, map_audit.COLOURS[f.kind],
            map_audit.title(f, language), map_audit.tip(f, tree.by_id, language),
        )
        for f in findings(within, period) if f.shape_wkb is not None
    ])  # fmt: skip
