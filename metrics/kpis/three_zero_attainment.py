"""Communities that attain all three zeros."""

from metrics.fragments import evidence
from metrics.fragments.three_zero import REFERENCE, REFERENCE_RATING, attained
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="three_zero_attainment",
    name=Text("三零社区达标率", "Communities that attain three-zero"),
    meaning=Text(
        "整期都已报送零报告，且零上访、零事故、零案件三项都达标、没有待定事项的社区，占全部社区的比例。"
        "计划没有定目标值；参照省内 80% 由街道设定。",
        "Share of all communities that filed for the whole period and attain zero petitions, zero "
        "accidents and zero cases, with nothing pending. The plan sets no rate; the office takes "
        "the provincial reference of 80%.",
    ),
    family="three_zero",
    order=1,
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
    reads=(
        "communities",
        "petitions",
        "accidents",
        "cases",
        "case_totals",
        "zero_reports",
    ),
    alternatives=(("cases", "case_totals"),),
    evidence=(
        evidence.COMMUNITIES,
        evidence.ZERO_REPORTS,
        evidence.PETITIONS,
        evidence.ACCIDENTS,
        evidence.CASES,
        evidence.CASE_TOTALS,
    ),
    rows=attained("petition_counts", "accident_counts", "case_counts"),
)
