"""Grids that have a leader on duty."""

from metrics.fragments import evidence
from metrics.fragments.grid import ACTIVE_GRIDS, VACANT, VACANT_DAYS
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="grid_leader_coverage",
    name=Text("网格长覆盖率", "Grids with a leader"),
    meaning=Text(
        "启用的网格（居民网格和专属网格）中，花名册上至少有一名在岗网格长的网格所占比例；"
        "一人兼任几个网格的网格长，各网格都算。网格亮灯：有网格长为绿；没有的，"
        f"从花名册首次缺网格长之日起 {VACANT_DAYS} 天内为黄，超过 {VACANT_DAYS} 天为红。"
        "取期末状态。",
        "Share of the grids in use, residential and dedicated, whose roster has at least one "
        "leader on duty; who leads several grids counts in each. A grid with a leader is green; "
        f"one without is amber for {VACANT_DAYS} days from the first roster that shows none, and "
        "red after that. State at the period's end.",
    ),
    family="grid",
    order=1,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    targets=(Target(1.0, set_by="plan"),),
    reads=("grids", "grid_staff"),
    evidence=(evidence.ACTIVE_GRIDS, evidence.LEADERS),
    rows=f"""
WITH {ACTIVE_GRIDS},
led AS (
    SELECT DISTINCT s.period_id AS period_id, s.grid_id AS grid_id
    FROM grid_staff_at AS s
    WHERE s.status = 'on_duty' AND s.role = 'leader'),
{VACANT}
SELECT g.grid_id AS place_id, g.period_id AS period_id,
       CAST(CASE WHEN l.grid_id IS NULL THEN 0 ELSE 1 END AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator,
       CASE WHEN l.grid_id IS NULL THEN COALESCE(v.light, 'amber') END AS grain_state
FROM active_grids AS g
LEFT JOIN led AS l ON l.period_id = g.period_id AND l.grid_id = g.grid_id
LEFT JOIN vacant AS v ON v.period_id = g.period_id AND v.grid_id = g.grid_id
""",
)
