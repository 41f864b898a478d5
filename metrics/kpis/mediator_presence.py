"""Communities with mediators."""

from metrics.fragments.forces import MEDIATORS
from metrics.fragments.rows import of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="mediator_presence",
    name=Text("民调员队伍配备率", "Communities with mediators"),
    meaning=Text(
        "至少有一名民调员的社区所占比例。取期末状态。",
        "Share of the communities with at least one mediator. State at the period's end.",
    ),
    family="three_zero",
    order=21,
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
    rows=standing("community_forces", met=MEDIATORS),
)
