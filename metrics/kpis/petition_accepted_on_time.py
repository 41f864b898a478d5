"""Petitions accepted within 15 days."""

from metrics.fragments.petitions import ACCEPT_BY, regulations
from metrics.fragments.rows import IN_TIME, IN_TIME_RATING, Shares
from metrics.metric import Metric
from wording import Text

COUNTED = Shares(
    "petitions",
    day=ACCEPT_BY,
    counted=f"e.accepted_on <= {ACCEPT_BY}",
    of=f"{ACCEPT_BY} <= e.as_of_on",
)

METRIC = Metric(
    key="petition_accepted_on_time",
    name=Text("信访及时受理率", "Petitions accepted on time"),
    meaning=Text(
        "受理期限（登记日期加 15 天）在期内的信访中，期限内受理的所占比例；没有受理日期的算未及时。"
        "台账只有登记日期，以它代替收到日期；不予受理告知没有登记，也算未及时。目标由街道设定。",
        "Of the petitions whose 15 days from registration end in the period, those accepted by "
        "then; no day of acceptance is a failure. The ledger gives the day of registration, which "
        "stands for the day of receipt, and does not record refusals. The office sets the target.",
    ),
    family="three_zero",
    order=10,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=regulations(23, "二十三"),
    targets=IN_TIME,
    rating=IN_TIME_RATING,
    reads=("communities", "petitions"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
