"""Answered petitions that the petitioner rated."""

from metrics.fragments.petitions import RATED
from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "petitions",
    day="e.replied_on",
    counted=RATED,
    of="e.replied_on IS NOT NULL",
)

METRIC = Metric(
    key="petition_rated_share",
    name=Text("信访参评率", "Petitions rated"),
    meaning=Text(
        "期内答复的信访中，群众作出评价（满意、基本满意、不满意）的所占比例；说明满意率靠多少评价支撑。"
        "没有人定过目标。",
        "Of the petitions answered in the period, those that the petitioner rated, whatever the "
        "rating: how much the satisfaction rests on. Nobody has set a target.",
    ),
    family="three_zero",
    order=15,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    reads=("communities", "petitions"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
