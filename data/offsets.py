"""Positions that fit the known boundaries only in another coordinate system than they came in.

GCJ-02 and BD-09 lie hundreds of metres away from WGS-84, so that files which say the wrong one, or
were taken for the wrong one, put places beside themselves. Nothing is moved here: where another
reading fits clearly better the positions wait, and the clerk is asked with the figures of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.answers import Answers
from data.issues import Issue
from data.ledger import Ledger
from data.places import COMMUNITY_DIGITS
from data.reading.errors import DATUMS
from data.resolving import Sheet
from wording import Text

if TYPE_CHECKING:
    from shapely import Geometry

FEWEST_INSIDE = 5
"""So many places more must lie inside their own boundary for another reading to be proposed."""
SHARE_INSIDE = 0.8
"""This share of all places must then lie inside."""
FEWEST_SHAPES = 3
FAR_M = 100.0
"""Shapes nearer than this to the known ones, in the median, are not questioned."""
MUCH_NEARER = 1 / 3

_METRES_A_DEGREE = 111_320.0
_BOUNDARIES = {"community_boundaries": "community_id", "grid_boundaries": "grid_id"}
_FITTING = Text(
    "与已知边界相符的坐标系。{evidence}",
    "the coordinate system that fits the known boundaries. {evidence}",
)
_INSIDE = Text(
    "{all} 处中落在本社区内的：按 {other} 读 {inside} 处，按现在的 {stated} 读 {now} 处",
    "Of {all} places, {inside} lie in their own community if read as {other}, "
    "{now} as they are read now, {stated}",
)
_AWAY = Text(
    "{all} 个边界的中心离已知位置（中位数）：按 {other} 读 {near} 米，"
    "按现在的 {stated} 读 {now} 米",
    "The centres of {all} boundaries lie {near} m from the known ones (median) if read as {other}, "
    "{now} m as they are read now, {stated}",
)

Known = dict[str, "Geometry"]


@dataclass(frozen=True)
class Doubt:
    """The other coordinate system that fits clearly better, with the figures of both readings."""

    other: str
    evidence: Text


def question_positions(sheets: Iterable[Sheet], ledger: Ledger, answers: Answers) -> None:
    """Asks about the sheets whose positions fit the known boundaries only if read otherwise.

    Known are the boundaries in force, and for places without one those of other files of the call.
    """
    placed = [s for s in sheets if s.report.datum in DATUMS and s.rows.num_rows and _has_places(s)]
    placed.sort(key=lambda s: [*_BOUNDARIES, s.contract.name].index(s.contract.name))
    if not placed:
        return
    in_force = {name: _in_force(ledger, name) for name in _BOUNDARIES}
    told: list[Sheet] = []
    for sheet in placed:
        known = {name: _of_others(told, name, sheet) | in_force[name] for name in _BOUNDARIES}
        is_settled = answers.datum_is_settled(sheet.file_name)
        doubt = None if is_settled else _doubt(sheet, known)
        if doubt is not None:
            _ask(sheet, doubt)
        elif sheet.contract.name in _BOUNDARIES:
            told.append(sheet)


def _has_places(sheet: Sheet) -> bool:
    """Whether positions are kept, and with what they can be compared: of a register that came as a
    map file only its columns are."""
    kept = set(sheet.rows.column_names)
    is_placed = "geometry" in kept or {"longitude", "latitude"} <= kept
    return is_placed and _BOUNDARIES.get(sheet.contract.name, "community_id") in kept


def _in_force(ledger: Ledger, dataset: str) -> Known:
    """Place -> its boundary, the one of the latest day."""
    tables = [pq.read_table(p) for p in ledger.parquet_paths(ledger.in_force(), dataset)]
    rows = [row for table in tables for row in table.to_pylist()]
    return _shapes(sorted(rows, key=lambda row: row["as_of_on"]), _BOUNDARIES[dataset])


def _of_others(told: list[Sheet], dataset: str, sheet: Sheet) -> Known:
    rows = [
        row
        for other in told
        if other.contract.name == dataset and other.file_name != sheet.file_name
        for row in other.rows.to_pylist()
    ]
    return _shapes(rows, _BOUNDARIES[dataset])


def _shapes(rows: list[dict[str, Any]], key: str) -> Known:
    import shapely  # noqa: PLC0415 - geometry is slow to load

    return {row[key]: shapely.from_wkb(row["geometry"]) for row in rows if row[key]}


def _doubt(sheet: Sheet, known: dict[str, Known]) -> Doubt | None:
    places, shapes = _positions(sheet)
    own = _BOUNDARIES.get(sheet.contract.name)
    if own is not None:
        same = known[sheet.contract.name]
        both = [n for n, place in enumerate(places) if place in same]
        if len(both) >= FEWEST_SHAPES:
            return _nearer(sheet, shapes[both], [same[places[n]] for n in both])
    if own == "community_id":
        return None
    communities = [place[:COMMUNITY_DIGITS] for place in places]
    around = known["community_boundaries"]
    inside = [n for n, place in enumerate(communities) if place in around]
    if len(inside) < FEWEST_INSIDE:
        return None
    return _more_inside(sheet, shapes[inside], [around[communities[n]] for n in inside])


def _positions(sheet: Sheet) -> tuple[list[str], Any]:
    """The place that each position is to be compared with, and the positions."""
    import shapely  # noqa: PLC0415 - geometry is slow to load

    rows = sheet.rows
    places = rows[_BOUNDARIES.get(sheet.contract.name, "community_id")].to_pylist()
    if "geometry" in rows.column_names:
        shapes = shapely.from_wkb(rows["geometry"].to_numpy(zero_copy_only=False))
    else:
        at = [rows[name].to_numpy(zero_copy_only=False) for name in ("longitude", "latitude")]
        shapes = shapely.points(*at)
        is_known = np.isfinite(at[0].astype(float)) & np.isfinite(at[1].astype(float))
        places = [p if known else None for p, known in zip(places, is_known, strict=True)]
    keep = [n for n, place in enumerate(places) if place and shapes[n] is not None]
    return [places[n] for n in keep], shapes[keep]


def _readings(sheet: Sheet, shapes: Any) -> dict[str, Any]:
    from data.reading.datum import read_again  # noqa: PLC0415 - geometry is slow to load

    return {datum: read_again(shapes, str(sheet.report.datum), datum) for datum in DATUMS}


def _more_inside(sheet: Sheet, shapes: Any, boundaries: list[Geometry]) -> Doubt | None:
    import shapely  # noqa: PLC0415 - geometry is slow to load

    around = shapely.make_valid(np.array(boundaries, object))
    inside = {
        datum: int(shapely.covers(around, shapely.centroid(read)).sum())
        for datum, read in _readings(sheet, shapes).items()
    }
    stated = str(sheet.report.datum)
    other = max(inside, key=lambda datum: (inside[datum], datum == stated))
    most, now = inside[other], inside[stated]
    if most < now + FEWEST_INSIDE or most < SHARE_INSIDE * len(shapes):
        return None
    said = _INSIDE.format(all=len(shapes), inside=most, now=now, other=other, stated=stated)
    return Doubt(other, said)


def _nearer(sheet: Sheet, shapes: Any, same: list[Geometry]) -> Doubt | None:
    import shapely  # noqa: PLC0415 - geometry is slow to load

    wanted = shapely.centroid(np.array(same, object))
    away = {
        datum: _median_m(shapely.centroid(read), wanted)
        for datum, read in _readings(sheet, shapes).items()
    }
    stated = str(sheet.report.datum)
    other = min(away, key=lambda datum: (away[datum], datum != stated))
    if away[stated] < FAR_M or away[other] > MUCH_NEARER * away[stated]:
        return None
    said = _AWAY.format(
        all=len(shapes), near=f"{away[other]:.0f}", now=f"{away[stated]:.0f}", other=other,
        stated=stated,
    )  # fmt: skip
    return Doubt(other, said)


def _median_m(points: Any, wanted: Any) -> float:
    import shapely  # noqa: PLC0415 - geometry is slow to load

    here, there = shapely.get_coordinates(points), shapely.get_coordinates(wanted)
    apart = (here - there) * _METRES_A_DEGREE
    apart[:, 0] *= np.cos(np.radians(there[:, 1]))
    return float(np.median(np.hypot(apart[:, 0], apart[:, 1])))


def _ask(sheet: Sheet, doubt: Doubt) -> None:
    """The question; a map waits as a whole, a register is taken in without its positions."""
    is_map = "geometry" in sheet.rows.column_names
    waiting = sheet.rows.num_rows if is_map else 0
    if is_map:
        sheet.rows = sheet.rows.slice(0, 0)
    else:
        for name in ("longitude", "latitude"):
            place = sheet.rows.schema.get_field_index(name)
            nothing = pa.nulls(sheet.rows.num_rows, pa.float64())
            sheet.rows = sheet.rows.set_column(place, name, nothing)
    expected = _FITTING.format(evidence=doubt.evidence)
    stated = str(sheet.report.datum)
    sheet.report.issues.append(
        Issue(
            "asked", "datum_doubtful", sheet.report.sheet, "", 0, question="datum", rows=waiting,
            spelling=stated, candidates=tuple(dict.fromkeys((doubt.other, stated, *DATUMS))),
            expected_zh=expected.zh, expected_en=expected.en,
        )
    )  # fmt: skip
