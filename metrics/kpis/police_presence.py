"""Communities with a police officer."""

from metrics.fragments.forces import POLICE
from metrics.fragments.rows import of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="police_presence",
    name=Text("一居一警配备率", "Communities with a police officer"),
    meaning=Text(
        "有社区民警的社区所占比例；一名民警负责几个社区的，各社区都算。取期末状态。",
        "Share of the communities with a named police officer; who looks after several communities "
        "counts in each. State at the period's end.",
    ),
    family="three_zero",
    order=19,
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
    rows=standing("community_forces", met=POLICE),
)
