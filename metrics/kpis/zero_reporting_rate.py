"""Communities that filed every weekly zero report."""

from metrics.fragments import evidence
from metrics.fragments.three_zero import FILED
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="zero_reporting_rate",
    name=Text("零报告报送率", "Zero reports filed"),
    meaning=Text(
        "期内每周零报告都已报送的社区所占比例；一周归入其周日所在的月、季、年，迟报也算报送。"
        "分母是全部社区，不是报送的社区。",
        "Share of the communities that filed every weekly zero report of the period; a week "
        "belongs to the month, quarter and year of its Sunday, and a late report counts as filed. "
        "Out of all communities, not of those that filed.",
    ),
    family="three_zero",
    order=2,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    targets=(Target(1.0, set_by="office"),),
    reads=("communities", "zero_reports"),
    evidence=(evidence.COMMUNITIES, evidence.ZERO_REPORTS),
    rows=f"""
WITH {FILED}
SELECT f.place_id AS place_id, f.period_id AS period_id,
       CAST(f.is_filed AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator,
       CASE WHEN f.is_filed = 1 THEN 'green' ELSE 'not_reported' END AS grain_state
FROM filed AS f
""",
)
