"""Households that live within ten minutes of a service facility."""

from metrics.fragments import evidence
from metrics.fragments.grid import RESIDENTIAL_GRIDS
from metrics.metric import Metric, plan
from metrics.rating import Target, amber_from
from wording import Text

TEN_MINUTES_M = 500
"""Ten minutes on foot as a straight line, the proxy of residential planning."""

METRIC = Metric(
    key="ten_minute_coverage",
    name=Text("十分钟服务圈覆盖率", "Ten-minute coverage"),
    meaning=Text(
        "启用的居民网格中，代表点到任一计入口径且在用的设施（不论属于哪个社区）"
        "直线距离不超过 500 米的网格，其常住户数占全部居民网格常住户数的比例。取期末状态。",
        "Resident households of the residential grids whose representative point lies within "
        "500 m, in a straight line, of a facility that counts and is in use, of whichever "
        "community, out of the households of all residential grids. State at the period's end.",
    ),
    family="space",
    order=4,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    grid_kind="residential",
    clause="19",
    departments=("党群服务中心",),
    source=plan("19"),
    targets=(Target(0.95, set_by="office"),),
    rating=amber_from(0.85, is_share=True),
    reads=("grids", "grid_boundaries", "facilities"),
    evidence=(evidence.RESIDENTIAL_GRIDS,),
    rows=f"""
WITH {RESIDENTIAL_GRIDS}
SELECT g.grid_id AS place_id, g.period_id AS period_id,
       CASE WHEN r.grid_id IS NULL OR g.households IS NULL THEN NULL
            WHEN r.nearest_counted_facility_m <= {TEN_MINUTES_M} THEN g.households
            ELSE CAST(0 AS DOUBLE) END AS numerator,
       g.households AS denominator
FROM residential_grids AS g
LEFT JOIN grid_reach_at AS r ON r.period_id = g.period_id AND r.grid_id = g.grid_id
""",
)
