"""Residential grids that have as many workers as their households ask for."""

from metrics.fragments import evidence
from metrics.fragments.grid import STAFFING, STAFFING_STATE
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="grid_staffing_attainment",
    name=Text("网格员配备达标率", "Grids with enough workers"),
    meaning=Text(
        "启用的居民网格中，在岗网格员（网格员、专职网格员、兼职网格员）人数不少于"
        "“常住户数÷150，向上取整”的网格所占比例；网格长和其他岗位不算网格员，"
        "一人在两个网格各算一次。没有常住户的网格不参与计算。取期末状态。",
        "Share of the residential grids in use whose workers on duty (full-time or part-time) are "
        "at least the resident households divided by 150, rounded up. Leaders and other posts are "
        "no workers; who works in two grids counts in each. A grid without households is left out. "
        "State at the period's end.",
    ),
    family="grid",
    order=2,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    grid_kind="residential",
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    targets=(Target(1.0, set_by="plan"),),
    reads=("grids", "grid_staff"),
    evidence=(evidence.RESIDENTIAL_GRIDS, evidence.WORKERS),
    rows=f"""
WITH {STAFFING}
SELECT s.grid_id AS place_id, s.period_id AS period_id,
       CAST(CASE WHEN s.households IS NULL THEN NULL
                 WHEN s.households > 0 AND s.gap = 0 THEN 1
                 ELSE 0 END AS DOUBLE) AS numerator,
       CAST(CASE WHEN s.households > 0 THEN 1 ELSE 0 END AS DOUBLE) AS denominator,
       {STAFFING_STATE} AS grain_state
FROM staffing AS s
""",
)
