"""How many square metres of service space are missing."""

from metrics.fragments import evidence
from metrics.fragments.space import SPACE, SPACE_STATE
from metrics.metric import Metric, plan
from metrics.rating import Target, never_red
from wording import Text

METRIC = Metric(
    key="service_space_gap_m2",
    name=Text("服务设施面积缺口", "Missing service space"),
    meaning=Text(
        "各社区按每百户 40 平方米应有的面积减去计入口径的面积，不足的部分相加；"
        "一个社区多出的面积不抵另一个社区的缺口。取期末状态。",
        "Sum over the communities of the area that 40 m² per 100 households ask for, less the "
        "area that counts; a surplus in one community does not fill a gap in another. State at "
        "the period's end.",
    ),
    family="space",
    order=3,
    kind="count",
    unit=Text("㎡", "m²"),
    better="down",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="19",
    departments=("党群服务中心",),
    source=plan("19"),
    targets=(Target(0, set_by="plan"),),
    rating=never_red("down"),
    reads=("communities", "facilities"),
    evidence=(evidence.COMMUNITIES, evidence.FACILITIES),
    rows=f"""
WITH {SPACE}
SELECT s.community_id AS place_id, s.period_id AS period_id,
       GREATEST(s.missing_m2, CAST(0 AS DOUBLE)) AS numerator,
       CAST(NULL AS DOUBLE) AS denominator,
       {SPACE_STATE} AS grain_state
FROM space AS s
""",
)
