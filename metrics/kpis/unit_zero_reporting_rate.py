"""Enterprises and institutions that filed every weekly zero report."""

from metrics.counted import Counted
from metrics.fragments import evidence
from metrics.fragments.units import OPEN_UNITS, UNITS_FILED
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="unit_zero_reporting_rate",
    name=Text("单位零报告报送率", "Zero reports filed by units"),
    meaning=Text(
        "名录上状态正常的企事业单位中，期内每周零报告都已报送的所占比例；"
        "一周归入其周日所在的月、季、年，迟报也算报送。分母是名录上的全部单位。",
        "Of the enterprises and institutions on the register that are open, those that filed every "
        "weekly zero report of the period; a week belongs to the month, quarter and year of its "
        "Sunday, and a late report counts as filed. Out of all units on the register.",
    ),
    family="three_zero",
    order=7,
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
    reads=("units", "unit_zero_reports"),
    evidence=(evidence.COMMUNITIES, OPEN_UNITS, Counted("unit_zero_reports")),
    rows=f"""
WITH {UNITS_FILED}
SELECT f.community_id AS place_id, f.period_id AS period_id,
       CAST(SUM(f.is_filed) AS DOUBLE) AS numerator,
       CAST(COUNT(*) AS DOUBLE) AS denominator
FROM units_filed AS f
GROUP BY f.community_id, f.period_id
""",
)
