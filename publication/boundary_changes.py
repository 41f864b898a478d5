"""What an import of boundaries changed: polygons added, taken away, moved, and by how much.

Compared are the boundaries that an import brings with those that were in force the day before, of
the communities that it speaks for and no others: a file of one community takes nothing away from
another. Areas are in square metres, in an equal-area projection around the shapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import shapely

from publication.geometry import projection
from publication.network_audit import LEAST_M2
from publication.reading import Published

Kind = Literal["added", "removed", "changed"]
LEVELS = ("grid", "community")

THIN_M = 0.1
"""Coordinates are kept to about this much."""

_DAY = "SELECT MAX(as_of_on) FROM {level}_boundaries WHERE import_id = ?"

_SHAPES = """
WITH spoken AS (
    SELECT DISTINCT community_id FROM {level}_boundaries
    WHERE import_id = $import AND community_id IS NOT NULL),
states AS (
    SELECT b.*, DENSE_RANK() OVER (
        PARTITION BY b.community_id ORDER BY b.as_of_on DESC, b.import_id DESC) AS age
    FROM {level}_boundaries AS b SEMI JOIN spoken AS s ON s.community_id = b.community_id
    WHERE (b.as_of_on, b.import_id) <= ($day, $import) AND b.geometry IS NOT NULL
      AND b.{level}_id IS NOT NULL)
SELECT age, {level}_id, geometry FROM states WHERE age <= 2
QUALIFY ROW_NUMBER() OVER (PARTITION BY age, {level}_id ORDER BY source_row DESC) = 1
"""
"""Age 1 is the import itself, age 2 what held before it."""


@dataclass(frozen=True)
class BoundaryChange:
    """One place: its area before and after (None where it had none), and the area that changed
    hands: all of a new or a vanished polygon, of a changed one what lies in one state only.
    ``shape_wkb`` is that area, in WGS-84."""

    place_id: str
    kind: Kind
    before_m2: float | None
    after_m2: float | None
    moved_m2: float
    shape_wkb: bytes


@dataclass(frozen=True)
class BoundaryChanges:
    """What an import changed, the largest first; ``same`` polygons are as they were."""

    level: str
    as_of_on: date
    changes: tuple[BoundaryChange, ...]
    same: int
    is_first: bool


def boundary_changes(published: Published, import_id: int) -> BoundaryChanges | None:
    """What the boundaries of an import changed; None for one that brought none. An import brings
    the boundaries of grids or of communities; of both, the grids are compared."""
    with published.cursor() as cursor:
        for level in LEVELS:
            ((day,),) = cursor.execute(_DAY.format(level=level), [import_id]).fetchall()
            if day is not None:
                asked = {"import": import_id, "day": day}
                rows = cursor.execute(_SHAPES.format(level=level), asked).fetchall()
                return _compared(level, day, rows)
    return None


def _compared(level: str, day: date, rows: Iterable[tuple[int, str, bytes]]) -> BoundaryChanges:
    ages: dict[int, dict[str, bytes]] = {1: {}, 2: {}}
    for age, place, wkb in rows:
        ages[age][place] = bytes(wkb)
    now, then = ages[1], ages[2]
    if not then:
        return BoundaryChanges(level, day, (), len(now), is_first=True)
    everything = shapely.from_wkb([*now.values(), *then.values()])
    project, back = projection("laea", everything), projection("laea", everything, is_back=True)

    def area(wkb: bytes | None) -> Any:
        if wkb is None:
            return None
        return shapely.make_valid(shapely.transform(shapely.from_wkb(wkb), project))

    changes = []
    for place in sorted({*now, *then}):
        before, after = then.get(place), now.get(place)
        if before == after:
            continue
        found = _change(place, area(before), area(after), back)
        if found is not None:
            changes.append(found)
    changes.sort(key=lambda change: (-change.moved_m2, change.place_id))
    same = len({*now, *then}) - len(changes)
    return BoundaryChanges(level, day, tuple(changes), same, is_first=False)


def _change(place: str, before: Any, after: Any, back: Any) -> BoundaryChange | None:
    """One place; None where less than a rounding of coordinates changed."""
    if before is None or after is None:
        kind: Kind = "added" if before is None else "removed"
        moved = after if before is None else before
    else:
        kind, moved = "changed", _thick(shapely.symmetric_difference(before, after))
    size = float(moved.area)
    if size < LEAST_M2:
        return None
    polygons = [p for p in _polygons(moved) if p.area >= LEAST_M2 / 10]
    shape = shapely.transform(shapely.multipolygons(np.array(polygons, dtype=object)), back)
    return BoundaryChange(
        place, kind, None if before is None else float(before.area),
        None if after is None else float(after.area), size, shapely.to_wkb(shape),
    )  # fmt: skip


def _thick(shape: Any) -> Any:
    """Without what is thinner than a slip of the projection along a long straight border."""
    thin = shapely.buffer(shape, -THIN_M / 2, join_style="mitre")
    return shapely.buffer(thin, THIN_M / 2, join_style="mitre")


def _polygons(shape: Any) -> list[Any]:
    parts = shapely.get_parts(shapely.get_parts(np.array([shape], dtype=object)))
    return [part for part in parts if part.geom_type == "Polygon"]
