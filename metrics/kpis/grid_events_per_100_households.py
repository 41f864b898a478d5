"""How many grid events are reported."""

from metrics.fragments import evidence
from metrics.fragments.rows import in_period
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="grid_events_per_100_households",
    name=Text("每百户上报事件数", "Events reported per 100 households"),
    meaning=Text(
        "上报时间在期内的网格事件数，除以社区基本情况表期末的常住户数，乘以 100。"
        "发现得多不等于问题多：这是工作量，不设目标、不亮灯、不排名。",
        "Grid events reported in the period, divided by the resident households of the community "
        "register at its end, times 100. Finding more is not being worse: a volume without target, "
        "light or ranking.",
    ),
    family="grid",
    order=12,
    kind="rate",
    scale=100.0,
    unit=Text("件/百户", "events per 100 households"),
    better="neutral",
    timing="flow",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    reads=("communities", "grid_events"),
    evidence=(
        evidence.HOUSEHOLDS,
        in_period("grid_events", "CAST(e.reported_at AS DATE)", numerator="1"),
    ),
    rows="""
WITH daily AS (
    SELECT e.community_id AS community_id, CAST(e.reported_at AS DATE) AS day, COUNT(*) AS events
    FROM grid_events AS e
    GROUP BY e.community_id, CAST(e.reported_at AS DATE)),
counts AS (
    SELECT d.community_id AS community_id, p.period_id AS period_id, SUM(d.events) AS events
    FROM daily AS d
    JOIN periods AS p ON d.day BETWEEN p.start_on AND p.end_on
    GROUP BY d.community_id, p.period_id)
SELECT c.community_id AS place_id, c.period_id AS period_id,
       CAST(CASE WHEN c.resident_households IS NULL THEN NULL
                 ELSE COALESCE(n.events, 0) END AS DOUBLE) AS numerator,
       CAST(c.resident_households AS DOUBLE) AS denominator
FROM communities_at AS c
LEFT JOIN counts AS n ON n.community_id = c.community_id AND n.period_id = c.period_id
""",
)
