"""Communities with the party room and all seven centres."""

from metrics.fragments.functions import ONE_AND_SEVEN_CENTRES
from metrics.fragments.rows import how_many, of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

BUILT = how_many(ONE_AND_SEVEN_CENTRES)

METRIC = Metric(
    key="seven_centres_complete",
    name=Text("“一有七中心”齐备率", "Communities with the one and seven centres"),
    meaning=Text(
        "党群活动室和七个中心共 8 项都具备的社区所占比例；"
        "计划没有列出七个中心的名称，按街道报表所列。"
        "社区亮灯：8 项为绿，6 至 7 项为黄，5 项及以下为红。取期末状态。",
        "Share of the communities that have the party room and all seven centres, 8 in all; the "
        "plan does not name the centres, the office's sheet does. A community is green with 8, "
        "amber with 6 or 7, red with fewer. State at the period's end.",
    ),
    family="space",
    order=6,
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
    reads=("service_functions",),
    evidence=of_each_community("service_functions"),
    rows=standing(
        "service_functions",
        met=f"{BUILT} = 8",
        state=f"CASE WHEN {BUILT} = 8 THEN 'green' WHEN {BUILT} >= 6 THEN 'amber' ELSE 'red' END",
    ),
)
