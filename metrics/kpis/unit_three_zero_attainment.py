"""Enterprises and institutions that attain all three zeros."""

from metrics.counted import Counted
from metrics.fragments import evidence
from metrics.fragments.three_zero import REFERENCE_RATING
from metrics.fragments.units import ATTRIBUTED, OPEN_UNITS, UNIT_EVENTS, UNIT_REFERENCE, UNITS_FILED
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="unit_three_zero_attainment",
    name=Text("三零单位达标率", "Units that attain three-zero"),
    meaning=Text(
        "名录上状态正常的企事业单位中，期内每周零报告都已报送，并且没有计入或待定的信访、伤亡事故、"
        "刑事或重大影响治安案件归到该单位的所占比例；归属按社区和单位名称。"
        "只有月度案件合计数的社区，案件归不到单位。计划没有定目标值；参照省内 90% 由街道设定。",
        "Of the enterprises and institutions on the register that are open, those that filed every "
        "weekly report of the period and to which no petition, accident with casualties, criminal "
        "or major public-order case that counts or is pending is attributed, by community and name "
        "of the unit. Monthly totals of cases name no unit. The plan sets no rate; the office "
        "takes the provincial reference of 90%.",
    ),
    family="three_zero",
    order=6,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    targets=UNIT_REFERENCE,
    rating=REFERENCE_RATING,
    reads=("units", "unit_zero_reports", "petitions", "accidents", "cases", "case_totals"),
    alternatives=(("cases", "case_totals"),),
    evidence=(
        evidence.COMMUNITIES,
        OPEN_UNITS,
        Counted("unit_zero_reports"),
        *ATTRIBUTED,
    ),
    rows=f"""
WITH {UNITS_FILED}, {UNIT_EVENTS}
SELECT f.community_id AS place_id, f.period_id AS period_id,
       CAST(SUM(CASE WHEN f.is_filed = 1 AND h.unit_name IS NULL THEN 1 ELSE 0 END) AS DOUBLE)
           AS numerator,
       CAST(COUNT(*) AS DOUBLE) AS denominator
FROM units_filed AS f
LEFT JOIN units_hit AS h ON h.period_id = f.period_id AND h.community_id = f.community_id
      AND h.unit_name = f.unit_name
GROUP BY f.community_id, f.period_id
""",
)
