"""Communities without a case that counts."""

from metrics.fragments import evidence
from metrics.fragments.three_zero import REFERENCE, REFERENCE_RATING, attained
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="zero_case",
    name=Text("零案件达标率", "Communities at zero cases"),
    meaning=Text(
        "整期都已报送零报告、没有计入三零也没有待定的刑事案件或重大影响治安案件的社区所占比例。"
        "只有月度合计数的社区，月按合计数，周按本社区零报告并注明“暂定”。",
        "Share of the communities that filed for the whole period and have no criminal case and no "
        "public-order case of major impact that counts toward three-zero or is pending. Where only "
        "monthly totals are sent, a month rests on them and a week on the own zero report, marked "
        "provisional.",
    ),
    family="three_zero",
    order=5,
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
    reads=("communities", "cases", "case_totals", "zero_reports"),
    alternatives=(("cases", "case_totals"),),
    evidence=(evidence.COMMUNITIES, evidence.ZERO_REPORTS, evidence.CASES, evidence.CASE_TOTALS),
    rows=attained("case_counts"),
)
