"""How much of a community lies in one grid, and in one grid only."""

from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="one_network_integrity",
    name=Text("“一张网”完整率", "One-network integrity"),
    meaning=Text(
        "社区范围内，恰好被一个启用的居民网格（不论属于哪个社区）覆盖的面积所占比例；"
        "空白和重叠都不算。投影误差按 0.002 计。取期末状态。",
        "Share of the area of a community that exactly one residential grid in use, of whichever "
        "community, covers; gaps and overlaps do not count. The projection is good to 0.002. "
        "State at the period's end.",
    ),
    family="grid",
    order=5,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    targets=(Target(0.998, set_by="office"),),
    reads=("grids", "grid_boundaries", "community_boundaries"),
    rows="""
SELECT n.community_id AS place_id, n.period_id AS period_id,
       CAST(n.covered_once_m2 AS DOUBLE) AS numerator,
       CAST(n.area_m2 AS DOUBLE) AS denominator
FROM community_network_at AS n
""",
)
