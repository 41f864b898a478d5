"""Does one network of grids cover the office, each spot once? Every place where it does not.

Findings are computed from the boundaries in force at a period's end, in an equal-area projection
around the office; areas are in square metres. The same shapes that the integrity metric is made
of: residential grids in use inside communities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from publication.geometry import projection
from publication.reading import Published

Kind = Literal["overlap", "gap", "outside", "sliver", "invalid", "no_polygon", "unknown_grid"]
KINDS: tuple[Kind, ...] = (
    "overlap", "gap", "outside", "sliver", "invalid", "no_polygon", "unknown_grid"
)  # fmt: skip

SLIVER_WIDTH_M = 3.0
"""Narrower than this on average, a gap or an overlap is a slip of the pen along a border."""

LEAST_M2 = 1.0
"""Smaller pieces are rounding of coordinates and are left out."""

_GRIDS = """
SELECT g.grid_id, g.community_id, COALESCE(g.grid_name, g.grid_id),
       COALESCE(g.grid_kind, 'residential')
FROM grids_at AS g
WHERE g.period_id = ? AND g.grid_id IS NOT NULL AND COALESCE(g.status, 'active') = 'active'
QUALIFY ROW_NUMBER() OVER (PARTITION BY g.grid_id ORDER BY g.source_row DESC) = 1
ORDER BY g.grid_id
"""

_BOUNDARIES = """
SELECT {level}_id, geometry FROM {level}_boundaries_at
WHERE period_id = ? AND geometry IS NOT NULL AND {level}_id IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY {level}_id ORDER BY source_row DESC) = 1
ORDER BY {level}_id
"""

_VERSIONS = """
SELECT b.as_of_on, i.file_name, b.import_id, COUNT(DISTINCT b.{level}_id)
FROM {level}_boundaries AS b JOIN imports AS i ON i.import_id = b.import_id
GROUP BY ALL ORDER BY b.as_of_on, b.import_id
"""

_COVERED = """
SELECT COALESCE(SUM(area_m2), 0), COALESCE(SUM(covered_once_m2), 0)
FROM community_network_at WHERE period_id = ?
"""
"""What the integrity metric is made of."""

Shapes = NDArray[Any]


@dataclass(frozen=True)
class Finding:
    """One place where the network is not whole.

    ``place_ids`` are the grids concerned, and the community of a gap; ``area_m2`` is None where
    there is no area to measure; ``shape_wkb`` is where it is, in WGS-84, None where nowhere.
    ``reason`` is what the geometry library says of an invalid polygon, with the spot.
    """

    number: int
    kind: Kind
    place_ids: tuple[str, ...]
    area_m2: float | None
    shape_wkb: bytes | None
    width_m: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class BoundaryVersion:
    """One import of boundaries: the day it stands for, its file, how many places it draws."""

    level: str
    as_of_on: date
    file_name: str
    import_id: int
    shapes: int


@dataclass(frozen=True)
class Audit:
    """All findings of a period's end, largest first within a kind, and the boundaries' history.

    ``area_m2`` is the area of the communities, ``covered_once_m2`` the part in exactly one grid.
    """

    findings: tuple[Finding, ...]
    versions: tuple[BoundaryVersion, ...]
    area_m2: float
    covered_once_m2: float


@dataclass(frozen=True)
class _Drawn:
    """Residential grids and communities as valid areas in metres, and the way back."""

    grid_ids: list[str]
    grids: Shapes
    community_ids: list[str]
    communities: Shapes
    back: Any


def audit(published: Published, period_id: str) -> Audit:
    """The findings at a period's end; empty where no boundaries are in force."""
    with published.cursor() as cursor:
        register = cursor.execute(_GRIDS, [period_id]).fetchall()
        drawn = dict(cursor.execute(_BOUNDARIES.format(level="grid"), [period_id]).fetchall())
        around = dict(cursor.execute(_BOUNDARIES.format(level="community"), [period_id]).fetchall())
        ((area, once),) = cursor.execute(_COVERED, [period_id]).fetchall()
        versions = tuple(
            BoundaryVersion(level, *row)
            for level in ("grid", "community")
            for row in cursor.execute(_VERSIONS.format(level=level)).fetchall()
        )
    shapes = {place: shapely.from_wkb(wkb) for place, wkb in drawn.items()}
    found: list[tuple[Kind, tuple[str, ...], Any, str]] = []
    if shapes:
        found += [("no_polygon", (g,), None, "") for g, *_ in register if g not in shapes]
    registered = {grid_id for grid_id, *_ in register}
    found += [("unknown_grid", (g,), s, "") for g, s in shapes.items() if g not in registered]
    for place, shape in (*shapes.items(), *((p, shapely.from_wkb(w)) for p, w in around.items())):
        if not shapely.is_valid(shape):
            found.append(("invalid", (place,), shape, str(shapely.is_valid_reason(shape))))
    network = _network(register, shapes, around)
    if network is None:
        return Audit(_numbered(found, network), versions, 0.0, 0.0)
    found += _of_the_network(network)
    return Audit(_numbered(found, network), versions, area, once)


def _network(
    register: Sequence[Any], shapes: dict[str, Any], around: dict[str, bytes]
) -> _Drawn | None:
    """The shapes that the integrity metric is made of; None without grids. Without communities
    the grids can still overlap."""
    wanted = [g for g, _, _, kind in register if kind == "residential" and g in shapes]
    if not wanted:
        return None
    grids = np.array([shapes[g] for g in wanted], dtype=object)
    communities = np.array([shapely.from_wkb(wkb) for wkb in around.values()], dtype=object)
    centre = communities if around else grids
    project = projection("laea", centre)
    return _Drawn(
        wanted,
        _areas(shapely.transform(grids, project)),
        list(around),
        _areas(shapely.transform(communities, project)),
        projection("laea", centre, is_back=True),
    )


def _areas(shapes: Shapes) -> Shapes:
    found: Shapes = shapely.make_valid(shapes)
    return found


def _of_the_network(drawn: _Drawn) -> list[tuple[Kind, tuple[str, ...], Any, str]]:
    """Overlaps of two grids, gaps inside a community, parts of a grid outside of its own."""
    found: list[tuple[Kind, tuple[str, ...], Any, str]] = []
    tree = shapely.STRtree(drawn.grids)
    left, right = tree.query(drawn.grids, predicate="intersects")
    once = left < right
    for one, other in zip(left[once].tolist(), right[once].tolist(), strict=True):
        piece = shapely.intersection(drawn.grids[one], drawn.grids[other])
        pair = (drawn.grid_ids[one], drawn.grid_ids[other])
        found += [(_kind("overlap", part), pair, part, "") for part in _parts(piece)]
    for community, area in zip(drawn.community_ids, drawn.communities, strict=True):
        near = np.sort(tree.query(area, predicate="intersects"))
        gap = shapely.difference(area, shapely.union_all(drawn.grids[near]))
        found += [(_kind("gap", part), (community,), part, "") for part in _parts(gap)]
    covered = dict(zip(drawn.community_ids, drawn.communities, strict=True))
    for grid_id, shape in zip(drawn.grid_ids, drawn.grids, strict=True):
        own = covered.get(grid_id[:12])
        if own is not None:
            beyond = _parts(shapely.difference(shape, own))
            found += [(_kind("outside", part), (grid_id,), part, "") for part in beyond]
    return found


def _parts(shape: Any) -> list[Any]:
    """The polygons of a shape that are large enough to speak of."""
    parts = shapely.get_parts(shapely.get_parts(np.array([shape], dtype=object)))
    return [p for p in parts if p.geom_type == "Polygon" and p.area >= LEAST_M2]


def _width(shape: Any) -> float:
    """The average width of a long thin shape, in metres."""
    return float(2 * shape.area / shape.length) if shape.length else 0.0


def _kind(kind: Kind, part: Any) -> Kind:
    return "sliver" if _width(part) < SLIVER_WIDTH_M else kind


_MEASURED = frozenset({"overlap", "gap", "outside", "sliver"})


def _numbered(
    found: list[tuple[Kind, tuple[str, ...], Any, str]], drawn: _Drawn | None
) -> tuple[Finding, ...]:
    """Kind by kind, the largest first; what was measured in metres goes back to degrees."""
    listed: list[tuple[Kind, tuple[str, ...], float | None, bytes | None, float | None, str]] = []
    for kind, places, shape, reason in found:
        if kind in _MEASURED and drawn is not None:
            area, width = float(shape.area), _width(shape)
            wkb = shapely.to_wkb(shapely.transform(shape, drawn.back))
            listed.append((kind, places, area, wkb, width, reason))
        else:
            wkb = None if shape is None else shapely.to_wkb(shape)
            listed.append((kind, places, None, wkb, None, reason))
    listed.sort(key=lambda f: (KINDS.index(f[0]), -(f[2] or 0.0), f[1]))
    return tuple(
        Finding(number, kind, places, area, wkb, width, reason)
        for number, (kind, places, area, wkb, width, reason) in enumerate(listed, start=1)
    )
