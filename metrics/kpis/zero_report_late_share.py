"""Zero reports that came after the Sunday of their week."""

from metrics.counted import Counted
from metrics.fragments.communities import COMMUNITIES_THERE
from metrics.fragments.three_zero import WEEKS_DUE
from metrics.metric import Metric, plan
from wording import Text

_WEEK = "EXISTS (SELECT 1 FROM weeks AS w WHERE w.week_id = e.week AND {condition})"
_DUE = (
    "w.end_on BETWEEN p.start_on AND p.end_on AND (p.kind = 'week'"
    " OR w.end_on <= (SELECT MAX(v.through_on) FROM version_info AS v))"
)
_LATE = _WEEK.format(condition="CAST(e.filed_at AS DATE) > w.end_on")

METRIC = Metric(
    key="zero_report_late_share",
    name=Text("零报告迟报占比", "Zero reports filed late"),
    meaning=Text(
        "期内各周已报送的社区零报告中，报送日期晚于该周周日的所占比例；没有报送时间的不参与计算，"
        "未报的不在此列，看报送率。没有人定过目标，不亮灯。",
        "Of the communities' zero reports filed for the weeks of the period, those filed after the "
        "Sunday of their week; a report without a time of filing is left out, and what was not "
        "filed at all is said by the zero reports filed. Nobody has set a target.",
    ),
    family="three_zero",
    order=8,
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
    reads=("communities", "zero_reports"),
    evidence=(
        Counted(
            "zero_reports",
            f"e.filed_at IS NOT NULL AND {_WEEK.format(condition=_DUE)}",
            numerator=f"CASE WHEN {_LATE} THEN 1 ELSE 0 END",
            denominator="1",
        ),
    ),
    rows=f"""
WITH {COMMUNITIES_THERE}, {WEEKS_DUE},
counts AS (
    SELECT z.community_id AS place_id, d.period_id AS period_id,
           SUM(CASE WHEN CAST(z.filed_at AS DATE) > w.end_on THEN 1 ELSE 0 END) AS late,
           COUNT(*) AS total
    FROM weeks_due AS d
    JOIN weeks AS w ON w.week_id = d.week_id
    JOIN zero_reports AS z ON z.week = d.week_id
    WHERE z.filed_at IS NOT NULL
    GROUP BY z.community_id, d.period_id)
SELECT c.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(n.late, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(n.total, 0) AS DOUBLE) AS denominator
FROM places AS c
CROSS JOIN periods AS p
LEFT JOIN communities_there AS t ON t.place_id = c.place_id AND t.period_id = p.period_id
LEFT JOIN counts AS n ON n.place_id = c.place_id AND n.period_id = p.period_id
WHERE c.level = 'community' AND (t.place_id IS NOT NULL OR n.place_id IS NOT NULL)
""",
)
