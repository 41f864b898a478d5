"""Communities that have 40 square metres of service space per 100 households."""

from metrics.fragments import evidence
from metrics.fragments.space import SPACE, SPACE_STATE
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="service_space_attainment",
    name=Text("服务设施面积达标率", "Communities with enough service space"),
    meaning=Text(
        "每百户服务设施面积不低于 40 平方米（恰好 40 也达标）的社区所占比例。"
        "社区亮灯：达 40 为绿，达到国家下限 30 为黄，不足 30 为红。取期末状态。",
        "Share of the communities that have at least 40 m² of service space per 100 households; "
        "exactly 40 is enough. A community is green from 40, amber from the national minimum of "
        "30, red below. State at the period's end.",
    ),
    family="space",
    order=2,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="19",
    departments=("党群服务中心",),
    source=plan("19"),
    targets=(Target(1.0, set_by="plan"),),
    reads=("communities", "facilities"),
    evidence=(evidence.COMMUNITIES, evidence.FACILITIES),
    rows=f"""
WITH {SPACE}
SELECT s.community_id AS place_id, s.period_id AS period_id,
       CAST(CASE WHEN s.households IS NULL THEN NULL
                 WHEN s.households > 0 AND s.missing_m2 <= 0 THEN 1
                 ELSE 0 END AS DOUBLE) AS numerator,
       CAST(CASE WHEN s.households > 0 THEN 1 ELSE 0 END AS DOUBLE) AS denominator,
       {SPACE_STATE} AS grain_state
FROM space AS s
""",
)
