"""Petitions that came before."""

from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "petitions",
    day="e.registered_on",
    counted="e.is_repeat = 'repeat'",
)

METRIC = Metric(
    key="petition_repeat_share",
    name=Text("重复信访占比", "Repeated petitions"),
    meaning=Text(
        "登记日期在期内的信访中，标为“重复”的所占比例；没有标明的算初次。没有人定过目标，不亮灯。",
        "Of the petitions registered in the period, those marked as repeated; without a mark it is "
        "a first one. Nobody has set a target, so there is no light.",
    ),
    family="three_zero",
    order=12,
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
