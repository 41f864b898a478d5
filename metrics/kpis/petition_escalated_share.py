"""Visits that went above the subdistrict."""

from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "petitions",
    day="e.registered_on",
    counted="e.reached_level IN ('district', 'city', 'province', 'capital')",
    of="e.channel = 'visit'",
)

METRIC = Metric(
    key="petition_escalated_share",
    name=Text("越级走访占比", "Visits above the subdistrict"),
    meaning=Text(
        "登记日期在期内的走访中，到区、到市、赴省、进京的所占比例；来信、网信、来电不算走访。"
        "没有人定过目标，不亮灯。",
        "Of the petitions brought in person and registered in the period, those brought to the "
        "district, city, province or capital; letters, online petitions and calls are no visits. "
        "Nobody has set a target, so there is no light.",
    ),
    family="three_zero",
    order=13,
    kind="ratio",
    unit=Text("占比", "share"),
    better="down",
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
