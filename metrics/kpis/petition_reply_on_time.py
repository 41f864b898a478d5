"""Petitions answered within the legal time."""

from metrics.fragments.petitions import REPLY_BY, regulations
from metrics.fragments.rows import IN_TIME, IN_TIME_RATING, Shares
from metrics.metric import Metric
from wording import Text

COUNTED = Shares(
    "petitions",
    day=REPLY_BY,
    counted=f"e.replied_on <= {REPLY_BY}",
    of=f"{REPLY_BY} <= e.as_of_on",
)

METRIC = Metric(
    key="petition_reply_on_time",
    name=Text("信访按期答复率", "Petitions answered on time"),
    meaning=Text(
        "答复期限（受理日期加 60 天，批准延期的再加 30 天，按自然日）"
        "在期内的信访中，期限内答复的所占比例；"
        "到期未答复算逾期，没有受理日期的没有期限。目标由街道设定。",
        "Of the petitions whose deadline falls in the period, those answered by it; the deadline "
        "is 60 calendar days after acceptance, 30 more where an extension was approved. Unanswered "
        "past it is a failure; what was not accepted has none. The office sets the target.",
    ),
    family="three_zero",
    order=11,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=regulations(34, "三十四"),
    targets=IN_TIME,
    rating=IN_TIME_RATING,
    reads=("communities", "petitions"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
