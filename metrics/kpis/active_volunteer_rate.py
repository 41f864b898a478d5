"""Registered volunteers who served within the last year."""

from metrics.fragments import evidence
from metrics.fragments.served import WINDOW_DAYS
from metrics.fragments.volunteers import REGISTERED
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="active_volunteer_rate",
    name=Text("志愿者活跃率", "Active volunteers"),
    meaning=Text(
        "期末在册志愿者中，截至期末 365 天内至少有一次时长大于 0 的服务记录的人所占比例；"
        "按志愿者所属社区统计。",
        "Share of the volunteers registered on the period's last day who have at least one record "
        "of service with more than 0 hours in the 365 days that end on it; by the volunteer's own "
        "community.",
    ),
    family="volunteers",
    order=2,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="6",
    departments=("党群服务中心", "社区治理办"),
    source=plan("6"),
    reads=("volunteers", "volunteer_service"),
    looks_back_days=WINDOW_DAYS,
    small_base_below=5,
    evidence=evidence.active_among_registered(WINDOW_DAYS),
    rows=f"""
WITH {REGISTERED},
days_served AS (
    SELECT DISTINCT s.volunteer_id AS volunteer_id, s.served_on AS served_on
    FROM volunteer_service AS s
    WHERE s.service_hours > 0),
active AS (
    SELECT DISTINCT p.period_id AS period_id, d.volunteer_id AS volunteer_id
    FROM days_served AS d
    JOIN periods AS p ON d.served_on <= p.end_on AND d.served_on > p.end_on - {WINDOW_DAYS})
SELECT c.place_id AS place_id, p.period_id AS period_id,
       CAST(COUNT(a.volunteer_id) AS DOUBLE) AS numerator,
       CAST(COUNT(r.volunteer_id) AS DOUBLE) AS denominator
FROM places AS c
CROSS JOIN periods AS p
LEFT JOIN registered AS r ON r.community_id = c.place_id AND r.period_id = p.period_id
LEFT JOIN active AS a ON a.period_id = r.period_id AND a.volunteer_id = r.volunteer_id
WHERE c.level = 'community'
GROUP BY c.place_id, p.period_id
""",
)
