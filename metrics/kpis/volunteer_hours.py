"""Hours of volunteer service."""

from metrics.fragments import evidence
from metrics.fragments.communities import COMMUNITIES_THERE
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="volunteer_hours",
    name=Text("志愿服务时长", "Volunteer hours"),
    meaning=Text(
        "服务日期在期内的志愿服务记录时长之和，按服务所在社区统计。这是工作量，不设目标、不亮灯。",
        "Sum of the hours of the records of service dated in the period, by the community of the "
        "service. A volume: it has no target and no light.",
    ),
    family="volunteers",
    order=3,
    kind="count",
    unit=Text("小时", "hours"),
    better="neutral",
    timing="flow",
    grain="community",
    levels=("subdistrict", "community"),
    clause="6",
    departments=("党群服务中心", "社区治理办"),
    source=plan("6"),
    reads=("communities", "volunteer_service"),
    evidence=(evidence.HOURS,),
    rows=f"""
WITH {COMMUNITIES_THERE},
served AS (
    SELECT s.community_id AS place_id, p.period_id AS period_id,
           SUM(CAST(s.service_hours AS DOUBLE)) AS hours
    FROM volunteer_service AS s
    JOIN periods AS p ON s.served_on BETWEEN p.start_on AND p.end_on
    GROUP BY s.community_id, p.period_id)
SELECT c.place_id AS place_id, p.period_id AS period_id,
       COALESCE(s.hours, CAST(0 AS DOUBLE)) AS numerator,
       CAST(NULL AS DOUBLE) AS denominator
FROM places AS c
CROSS JOIN periods AS p
LEFT JOIN communities_there AS t ON t.place_id = c.place_id AND t.period_id = p.period_id
LEFT JOIN served AS s ON s.place_id = c.place_id AND s.period_id = p.period_id
WHERE c.level = 'community' AND (t.place_id IS NOT NULL OR s.place_id IS NOT NULL)
""",
)
