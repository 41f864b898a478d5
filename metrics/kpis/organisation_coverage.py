"""Communities with the one organisational structure."""

from metrics.fragments.rows import of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="organisation_coverage",
    name=Text("一套组织架构覆盖率", "Communities with the one organisation"),
    meaning=Text(
        "“1+7+N”模式中“1套组织架构”已建立的社区所占比例。取期末状态。",
        "Share of the communities that have set up the one organisational structure of the 1+7+N "
        "model. State at the period's end.",
    ),
    family="space",
    order=7,
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
    rows=standing("service_functions", met="e.has_organisation"),
)
