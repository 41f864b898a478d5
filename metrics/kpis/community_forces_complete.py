"""Communities with police officer, legal adviser and mediators."""

from metrics.fragments.forces import ALL_FORCES
from metrics.fragments.rows import of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="community_forces_complete",
    name=Text("一警一顾问一队伍齐备率", "Communities with police, adviser and mediators"),
    meaning=Text(
        "有社区民警、有聘期包含期末的法律顾问、并且至少有一名民调员的社区所占比例；三样缺一不可。取期末状态。",
        "Share of the communities with a named police officer, a legal adviser whose term includes "
        "the period's last day and at least one mediator; all three are needed. State at the "
        "period's end.",
    ),
    family="three_zero",
    order=18,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    targets=(Target(1.0, set_by="plan"),),
    reads=("community_forces",),
    evidence=of_each_community("community_forces"),
    rows=standing("community_forces", met=ALL_FORCES),
)
