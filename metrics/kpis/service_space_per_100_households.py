"""Floor area of community services per 100 resident households."""

from metrics.fragments import evidence
from metrics.fragments.space import M2_PER_100_HOUSEHOLDS, NATIONAL_FLOOR_M2, SPACE
from metrics.metric import Metric, plan
from metrics.rating import Target, amber_from
from wording import Text

METRIC = Metric(
    key="service_space_per_100_households",
    name=Text("每百户服务设施面积", "Service space per 100 households"),
    meaning=Text(
        "计入口径且在用的社区综合服务设施建筑面积之和，除以社区基本情况表的常住户数，乘以 100。"
        "取期末状态。",
        "Gross floor area of the community service facilities that count and are in use, divided "
        "by the resident households of the community register, times 100. State at the period's "
        "end.",
    ),
    family="space",
    order=1,
    kind="rate",
    scale=100.0,
    unit=Text("㎡/百户", "m² per 100 households"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="19",
    departments=("党群服务中心",),
    source=plan("19"),
    targets=(Target(M2_PER_100_HOUSEHOLDS, set_by="plan"),),
    rating=amber_from(NATIONAL_FLOOR_M2),
    reads=("communities", "facilities"),
    evidence=(evidence.HOUSEHOLDS, evidence.FLOOR_AREA),
    rows=f"""
WITH {SPACE}
SELECT s.community_id AS place_id, s.period_id AS period_id,
       CASE WHEN s.households IS NULL THEN NULL ELSE s.area_m2 END AS numerator,
       s.households AS denominator
FROM space AS s
""",
)
