"""Does one network of grids cover the office, each spot once? Every place where it does not.

Findings are computed from the boundaries in force at a period's end, in an equal-area projection
around the office; areas are in square metres. The same shapes that the integrity metric is made
of: residential grids in use inside communities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

_STEP = 0.001
"""Degrees between the corners of what is measured: what is straight in degrees bends in metres."""

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
    there is no area to measure, and that of the mended shape where one is invalid; ``shape_wkb`` is
    where it is, in WGS-84, None where nowhere.
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
    """Residential grids and communities as valid areas in degrees, and the way to metres."""

    grid_ids: list[str]
    grids: Shapes
    community_ids: list[str]
    communities: Shapes
    project: Callable[[Any], Any]


@dataclass(frozen=True)
class _Found:
    """What is to become a finding; shapes are in degrees."""

    kind: Kind
    place_ids: tuple[str, ...]
    shape: Any = None
    area_m2: float | None = None
    width_m: float | None = None
    reason: str = ""


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
    found: list[_Found] = []
    if shapes:
        found += [_Found("no_polygon", (g,)) for g, *_ in register if g not in shapes]
    registered = {grid_id for grid_id, *_ in register}
    found += [
        _Found("unknown_grid", (g,), s, _whole_m2(s))
        for g, s in shapes.items() if g not in registered
    ]  # fmt: skip
    for place, shape in (*shapes.items(), *((p, shapely.from_wkb(w)) for p, w in around.items())):
        if not shapely.is_valid(shape):
            why = str(shapely.is_valid_reason(shape))
            found.append(_Found("invalid", (place,), shape, _whole_m2(shape), reason=why))
    network = _network(register, shapes, around)
    if network is None:
        return Audit(_numbered(found), versions, 0.0, 0.0)
    found += _of_the_network(network)
    return Audit(_numbered(found), versions, area, once)


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
    return _Drawn(
        wanted, _areas(grids), list(around), _areas(communities), projection("laea", centre)
    )


def _areas(shapes: Shapes) -> Shapes:
    found: Shapes = shapely.make_valid(shapes)
    return found


def _of_the_network(drawn: _Drawn) -> list[_Found]:
    """Overlaps of two grids, gaps inside a community, parts of a grid outside of its own.

    Shapes meet in degrees, in which they were drawn: a long straight border is no longer straight
    in metres, and would part from the corners of the grids along it.
    """
    found: list[_Found] = []
    tree = shapely.STRtree(drawn.grids)
    left, right = tree.query(drawn.grids, predicate="intersects")
    once = left < right
    for one, other in zip(left[once].tolist(), right[once].tolist(), strict=True):
        piece = shapely.intersection(drawn.grids[one], drawn.grids[other])
        pair = (drawn.grid_ids[one], drawn.grid_ids[other])
        found += _parts("overlap", pair, piece, drawn)
    for community, area in zip(drawn.community_ids, drawn.communities, strict=True):
        near = np.sort(tree.query(area, predicate="intersects"))
        gap = shapely.difference(area, shapely.union_all(drawn.grids[near]))
        found += _parts("gap", (community,), gap, drawn)
    covered = dict(zip(drawn.community_ids, drawn.communities, strict=True))
    for grid_id, shape in zip(drawn.grid_ids, drawn.grids, strict=True):
        own = covered.get(grid_id[:12])
        if own is not None:
            found += _parts("outside", (grid_id,), shapely.difference(shape, own), drawn)
    return found


def _parts(kind: Kind, place_ids: tuple[str, ...], shape: Any, drawn: _Drawn) -> list[_Found]:
    """The polygons of a shape that are large enough to speak of, each a finding."""
    found = []
    parts = shapely.get_parts(shapely.get_parts(np.array([shape], dtype=object)))
    for part in parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]:
        area, length = _metres(part, drawn.project)
        if area >= LEAST_M2:
            width = 2 * area / length  # of a long thin shape, on average
            named: Kind = "sliver" if width < SLIVER_WIDTH_M else kind
            found.append(_Found(named, place_ids, part, area, width))
    return found


def _metres(shape: Any, project: Callable[[Any], Any]) -> tuple[float, float]:
    """The area and the length of the border of a shape that is in degrees."""
    whole = shapely.transform(shapely.segmentize(shape, _STEP), project)
    return float(whole.area), float(whole.length)


def _whole_m2(shape: Any) -> float:
    """The area of a shape in degrees, mended where it is invalid."""
    areas = _areas(np.array([shape], dtype=object))
    return _metres(areas[0], projection("laea", areas))[0]


def _numbered(found: list[_Found]) -> tuple[Finding, ...]:
    """Kind by kind, the largest first."""
    found.sort(key=lambda f: (KINDS.index(f.kind), -(f.area_m2 or 0.0), f.place_ids))
    return tuple(
        Finding(
            number, f.kind, f.place_ids, f.area_m2,
            None if f.shape is None else shapely.to_wkb(f.shape), f.width_m, f.reason,
        )
        for number, f in enumerate(found, start=1)
    )  # fmt: skip
