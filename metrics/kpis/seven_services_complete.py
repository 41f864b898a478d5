"""Communities that offer all seven basic services."""

from metrics.fragments.functions import SEVEN_SERVICES
from metrics.fragments.rows import how_many, of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

OFFERED = how_many(SEVEN_SERVICES)

METRIC = Metric(
    key="seven_services_complete",
    name=Text("七项基本服务齐备率", "Communities with all seven services"),
    meaning=Text(
        "医疗、敬老、托幼、文化、体育、志愿服务、综合治理七项基本服务都具备的社区所占比例。"
        "社区亮灯：7 项为绿，5 至 6 项为黄，4 项及以下为红。取期末状态。",
        "Share of the communities that offer all seven basic services: medical care, care for the "
        "old, child care, culture, sport, volunteering, safety and order. A community is green "
        "with 7, amber with 5 or 6, red with fewer. State at the period's end.",
    ),
    family="space",
    order=5,
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
        met=f"{OFFERED} = 7",
        state=f"CASE WHEN {OFFERED} = 7 THEN 'green' WHEN {OFFERED} >= 5 THEN 'amber'"
        " ELSE 'red' END",
    ),
)
