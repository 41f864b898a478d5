"""Tables derived from geometry, by shapely in a projection around the office itself.

Areas and distances are in metres. What several periods share is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import shapely
from pyproj import Transformer
from pyproj.enums import TransformDirection

Rows = list[tuple[Any, ...]]

_READ_BY_REACH = ("grids", "grid_boundaries", "facilities", "facility_points")
_READ_BY_NETWORK = ("grids", "grid_boundaries", "community_boundaries")

_SIGNATURES = """
SELECT period_id, STRING_AGG(
    dataset || ' ' || community_id || ' ' || import_id || ' ' || as_of_on, '|'
    ORDER BY dataset, community_id) AS states
FROM snapshots WHERE list_contains(?, dataset) GROUP BY period_id ORDER BY period_id
"""

_RESIDENTIAL_GRIDS = """
SELECT b.grid_id, b.geometry FROM grid_boundaries_at AS b
JOIN grids_at AS g ON g.period_id = b.period_id AND g.grid_id = b.grid_id
WHERE b.period_id = ? AND b.geometry IS NOT NULL
  AND COALESCE(g.status, 'active') = 'active'
  AND COALESCE(g.grid_kind, 'residential') = 'residential'
QUALIFY ROW_NUMBER() OVER (PARTITION BY b.grid_id ORDER BY b.source_row DESC) = 1
ORDER BY b.grid_id
"""

_COUNTED_FACILITIES = """
SELECT p.geometry, f.longitude, f.latitude FROM facilities_at AS f
LEFT JOIN facility_points_at AS p ON p.period_id = f.period_id
     AND p.community_id = f.community_id AND p.facility_name = f.facility_name
WHERE f.period_id = ? AND f.is_counted AND f.status = 'in_use'
"""

_COMMUNITIES = """
SELECT community_id, geometry FROM community_boundaries_at
WHERE period_id = ? AND geometry IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY community_id ORDER BY source_row DESC) = 1
ORDER BY community_id
"""


def derive_geometry(con: duckdb.DuckDBPyConnection) -> None:
    """Fill ``grid_reach_at`` and ``community_network_at``."""
    _for_each_state(con, _READ_BY_REACH, _reach, "grid_reach_at")
    _for_each_state(con, _READ_BY_NETWORK, _network, "community_network_at")


def _for_each_state(
    con: duckdb.DuckDBPyConnection,
    datasets: Sequence[str],
    compute: Callable[[duckdb.DuckDBPyConnection, str], Rows],
    table: str,
) -> None:
    """Compute once per state that periods share, and write the result for each of them."""
    periods: dict[str, list[str]] = {}
    for period_id, states in con.execute(_SIGNATURES, [list(datasets)]).fetchall():
        periods.setdefault(states, []).append(period_id)
    for sharing in periods.values():
        rows = compute(con, sharing[0])
        if not rows:
            continue
        con.register("computed", _as_table(rows))
        con.execute(
            f"INSERT INTO {table} SELECT p.period_id, c.*"
            " FROM (SELECT UNNEST(?) AS period_id) AS p CROSS JOIN computed AS c",
            [sharing],
        )
        con.unregister("computed")


def _as_table(rows: Rows) -> pa.Table:
    columns = list(zip(*rows, strict=True))
    arrays = [pa.array(columns[0], pa.string()), *(pa.array(c, pa.float64()) for c in columns[1:])]
    return pa.table(arrays, names=[f"column{i}" for i in range(len(arrays))])


def _reach(con: duckdb.DuckDBPyConnection, period_id: str) -> Rows:
    """The distance in metres from a point within each residential grid to the nearest facility
    that counts and is in use, of whichever community; None where there is no such facility."""
    grids = con.execute(_RESIDENTIAL_GRIDS, [period_id]).fetchall()
    if not grids:
        return []
    shapes = shapely.from_wkb([geometry for _, geometry in grids])
    points = shapely.point_on_surface(shapely.make_valid(shapes))
    facilities = _facility_points(con, period_id)
    if not len(facilities):
        return [(grid_id, None) for grid_id, _ in grids]
    project = projection("aeqd", shapes)
    tree = shapely.STRtree(shapely.transform(facilities, project))
    _, distances = tree.query_nearest(
        shapely.transform(points, project), return_distance=True, all_matches=False
    )
    return [(grid_id, float(metres)) for (grid_id, _), metres in zip(grids, distances, strict=True)]


def _facility_points(con: duckdb.DuckDBPyConnection, period_id: str) -> np.ndarray[Any, Any]:
    """Where the counted facilities are: their drawn point, else their own coordinates."""
    found = []
    for geometry, longitude, latitude in con.execute(_COUNTED_FACILITIES, [period_id]).fetchall():
        if geometry is not None:
            found.append(shapely.centroid(shapely.from_wkb(geometry)))
        elif longitude is not None and latitude is not None:
            found.append(shapely.Point(longitude, latitude))
    return np.array(found, dtype=object)


def _network(con: duckdb.DuckDBPyConnection, period_id: str) -> Rows:
    """For each community its area, and the part that exactly one residential grid covers."""
    communities = con.execute(_COMMUNITIES, [period_id]).fetchall()
    if not communities:
        return []
    drawn = shapely.from_wkb([geometry for _, geometry in communities])
    project = projection("laea", drawn)
    areas = shapely.make_valid(shapely.transform(drawn, project))
    grids = con.execute(_RESIDENTIAL_GRIDS, [period_id]).fetchall()
    shapes = shapely.make_valid(
        shapely.transform(shapely.from_wkb([geometry for _, geometry in grids]), project)
    )
    tree = shapely.STRtree(shapes)
    result: Rows = []
    for (community_id, _), area in zip(communities, areas, strict=True):
        near = np.sort(tree.query(area, predicate="intersects"))
        parts = shapely.intersection(shapes[near], area)
        result.append((community_id, float(area.area), _covered_once(parts)))
    return result


def _covered_once(parts: np.ndarray[Any, Any]) -> float:
    """The area that lies in one of the parts and in no other."""
    tree = shapely.STRtree(parts)
    left, right = tree.query(parts, predicate="intersects")
    pairs = left < right
    twice = shapely.union_all(shapely.intersection(parts[left[pairs]], parts[right[pairs]]))
    return float(shapely.area(shapely.difference(shapely.union_all(parts), twice)))


def projection(
    name: str, shapes: np.ndarray[Any, Any], *, is_back: bool = False
) -> Callable[[Any], Any]:
    """A projection in metres around the middle of the shapes, which are in degrees, or the way
    back: "laea" keeps areas, "aeqd" distances from the middle."""
    west, south, east, north = shapely.total_bounds(shapes)
    centre = f"+proj={name} +lat_0={(south + north) / 2} +lon_0={(west + east) / 2}"
    transformer = Transformer.from_crs(
        "EPSG:4326", f"{centre} +datum=WGS84 +units=m", always_xy=True
    )

    direction = TransformDirection.INVERSE if is_back else TransformDirection.FORWARD

    def project(coordinates: Any) -> Any:
        x, y = coordinates[:, 0], coordinates[:, 1]
        return np.column_stack(transformer.transform(x, y, direction=direction))

    return project
