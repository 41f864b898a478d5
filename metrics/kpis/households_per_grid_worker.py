"""How many households a grid worker looks after."""

from metrics.fragments import evidence
from metrics.fragments.grid import HOUSEHOLDS_PER_WORKER, RESIDENTIAL_GRIDS, WORKERS
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text


def _rows(place_id: str) -> str:
    """Households and distinct workers of the grids of each place."""
    return f"""
WITH {RESIDENTIAL_GRIDS}, {WORKERS},
grid_places AS (
    SELECT g.period_id AS period_id, g.grid_id AS grid_id, g.households AS households,
           {place_id} AS place_id
    FROM residential_grids AS g
    JOIN reporting AS r ON r.period_id = g.period_id AND r.community_id = g.community_id
    JOIN places AS c ON c.place_id = g.community_id),
households_of AS (
    SELECT g.period_id AS period_id, g.place_id AS place_id, SUM(g.households) AS households,
           MAX(CASE WHEN g.households IS NULL THEN 1 ELSE 0 END) AS is_unknown
    FROM grid_places AS g
    GROUP BY g.period_id, g.place_id),
workers_of AS (
    SELECT g.period_id AS period_id, g.place_id AS place_id, COUNT(DISTINCT w.person) AS workers
    FROM grid_places AS g
    JOIN workers AS w ON w.period_id = g.period_id AND w.grid_id = g.grid_id
    WHERE g.households IS NOT NULL
    GROUP BY g.period_id, g.place_id)
SELECT h.place_id AS place_id, h.period_id AS period_id,
       CAST(h.households AS DOUBLE) AS numerator,
       CAST(COALESCE(w.workers, 0) AS DOUBLE) AS denominator,
       CASE WHEN h.households > 0 AND COALESCE(w.workers, 0) = 0 THEN 'red' END AS grain_state,
       h.is_unknown = 1 AS is_provisional
FROM households_of AS h
LEFT JOIN workers_of AS w ON w.period_id = h.period_id AND w.place_id = h.place_id
"""


METRIC = Metric(
    key="households_per_grid_worker",
    name=Text("每名网格员服务户数", "Households per grid worker"),
    meaning=Text(
        "启用的居民网格的常住户数除以其中在岗网格员的人数；跨网格的同一人只算一次"
        "（按姓名加电话识别，重名的是两个人）。户数不明的网格连同其中的人不参与计算，"
        "没有网格员时无值。取期末状态。",
        "Resident households of the residential grids in use, divided by the persons on duty "
        "there as workers; who works in several grids counts once (known by name and telephone, "
        "so namesakes are two persons). A grid whose households are not known is left out with its "
        "workers. No worker, no value. State at the period's end.",
    ),
    family="grid",
    order=4,
    kind="rate",
    unit=Text("户/人", "households per worker"),
    better="down",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    grid_kind="residential",
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    targets=(Target(HOUSEHOLDS_PER_WORKER, set_by="plan"),),
    reads=("grids", "grid_staff"),
    evidence=(evidence.HOUSEHOLDS_OF_GRIDS, evidence.DISTINCT_WORKERS),
    rows=_rows("g.grid_id"),
    rows_by_level={"community": _rows("g.community_id"), "subdistrict": _rows("c.parent_id")},
)
