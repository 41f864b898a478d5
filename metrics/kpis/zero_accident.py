"""Communities without an accident that counts."""

from metrics.fragments import evidence
from metrics.fragments.three_zero import REFERENCE, REFERENCE_RATING, attained
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="zero_accident",
    name=Text("零事故达标率", "Communities at zero accidents"),
    meaning=Text(
        "整期都已报送零报告、没有计入三零的伤亡事故也没有待定的伤亡事故的社区所占比例。"
        "没有人员伤亡的事故不计入；未报送的社区不达标。",
        "Share of the communities that filed for the whole period and have no accident with "
        "casualties that counts toward three-zero or is pending. Accidents without casualties do "
        "not count; a community that did not file does not attain.",
    ),
    family="three_zero",
    order=4,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    targets=REFERENCE,
    rating=REFERENCE_RATING,
    reads=("communities", "accidents", "zero_reports"),
    evidence=(evidence.COMMUNITIES, evidence.ZERO_REPORTS, evidence.ACCIDENTS),
    rows=attained("accident_counts"),
)
