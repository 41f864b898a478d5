"""Comprehensive drills of the subdistrict this year."""

from metrics.counted import Counted
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

DRILLS = """
drills_held AS (
    SELECT p.period_id AS period_id, COUNT(*) AS drills
    FROM drills AS d
    JOIN periods AS p ON d.held_on <= p.end_on AND YEAR(d.held_on) = YEAR(p.end_on)
    WHERE d.drill_kind = 'comprehensive' AND d.organised_at = 'subdistrict'
    GROUP BY p.period_id)
"""

EVIDENCE = Counted(
    "drills",
    "e.drill_kind = 'comprehensive' AND e.organised_at = 'subdistrict'"
    " AND e.held_on <= p.end_on AND YEAR(e.held_on) = YEAR(p.end_on)",
    numerator="1",
    community="SELECT MIN(s.community_id) FROM speaking AS s",
)
"""No community holds these drills: they are found with the first one that is heard."""

METRIC = Metric(
    key="drills_this_year",
    name=Text("街道综合演练次数（本年）", "Comprehensive drills this year"),
    meaning=Text(
        "本日历年截至期末，街道组织的综合演练次数；专项演练、社区自己的演练不算。"
        "办过为绿；未办，到 10 月以后（一年已过四分之三）为黄，年末仍未办为红，此前不判定。",
        "Comprehensive drills that the subdistrict held in the calendar year up to the period's "
        "last day; special drills and those of communities do not count. Green once held; "
        "otherwise amber from October, when three quarters of the year have passed, red at its "
        "end, and not judged before.",
    ),
    family="other",
    order=1,
    kind="count",
    unit=Text("次", "drills"),
    better="up",
    timing="flow",
    is_year_to_date=True,
    grain="subdistrict",
    levels=("subdistrict",),
    clause="11",
    departments=("安监站", "人武部", "综合执法大队"),
    source=plan("11"),
    targets=(Target(1, set_by="plan"),),
    reads=("communities", "drills"),
    evidence=(EVIDENCE,),
    rows=f"""
WITH {DRILLS}
SELECT s.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(d.drills, 0) AS DOUBLE) AS numerator,
       CAST(NULL AS DOUBLE) AS denominator,
       CASE WHEN COALESCE(d.drills, 0) > 0 THEN 'green'
            WHEN MONTH(p.end_on) = 12 AND DAY(p.end_on) = 31 THEN 'red'
            WHEN MONTH(p.end_on) >= 10 THEN 'amber'
            ELSE 'no_target' END AS grain_state
FROM places AS s
CROSS JOIN periods AS p
LEFT JOIN drills_held AS d ON d.period_id = p.period_id
WHERE s.level = 'subdistrict' AND s.is_active
""",
)
