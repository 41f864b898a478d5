"""Disputes resolved by their deadline."""

from metrics.fragments.rows import IN_TIME, IN_TIME_RATING, Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "disputes",
    day="e.due_on",
    counted="e.resolution = 'resolved' AND e.resolved_on <= e.due_on",
    of="e.due_on <= (SELECT MAX(c.through_on) AS through_on FROM coverage AS c"
    " WHERE c.dataset = 'disputes')",
)

METRIC = Metric(
    key="dispute_resolved_on_time",
    name=Text("矛盾纠纷按期化解率", "Disputes resolved on time"),
    meaning=Text(
        "化解时限在期内的矛盾纠纷中，在时限当日或之前化解的所占比例；到期未化解算未按期，"
        "没有时限的不计入，数据日期之后才到期的不计入。计划没有定目标值，由街道设定。",
        "Of the disputes due in the period, those resolved on that day or before; unresolved after "
        "it is a failure. A dispute without a deadline is left out, and so are deadlines after the "
        "day of the data. The plan sets no rate, the office does.",
    ),
    family="three_zero",
    order=17,
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
    targets=IN_TIME,
    rating=IN_TIME_RATING,
    reads=("communities", "disputes"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
