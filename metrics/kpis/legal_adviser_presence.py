"""Communities with a legal adviser in office."""

from metrics.fragments.forces import ADVISER, ADVISER_STATE
from metrics.fragments.rows import of_each_community, standing
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="legal_adviser_presence",
    name=Text("法律顾问配备率", "Communities with a legal adviser"),
    meaning=Text(
        "有法律顾问并且聘期包含期末的社区所占比例；聘期止不明的不算。"
        "聘期在 30 天内到期的社区亮黄灯。取期末状态。",
        "Share of the communities with a legal adviser whose term includes the period's last day; "
        "a term without an end does not count. A community is amber when the term ends within 30 "
        "days. State at the period's end.",
    ),
    family="three_zero",
    order=20,
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
    rows=standing("community_forces", met=ADVISER, state=ADVISER_STATE),
)
