"""Communities without a petition that counts."""

from metrics.fragments import evidence
from metrics.fragments.three_zero import REFERENCE, REFERENCE_RATING, attained
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="zero_petition",
    name=Text("零上访达标率", "Communities at zero petitions"),
    meaning=Text(
        "整期都已报送零报告、没有计入三零的信访也没有待定的信访（按登记日期）的社区所占比例。"
        "能在本级就地解决而解决了的不计入；未报送的社区不达标。",
        "Share of the communities that filed for the whole period and have no petition, by day of "
        "registration, that counts toward three-zero or is pending. What was settled here does "
        "not count; a community that did not file does not attain.",
    ),
    family="three_zero",
    order=3,
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
    reads=("communities", "petitions", "zero_reports"),
    evidence=(evidence.COMMUNITIES, evidence.ZERO_REPORTS, evidence.PETITIONS),
    rows=attained("petition_counts"),
)
