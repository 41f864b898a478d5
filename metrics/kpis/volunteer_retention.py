"""Volunteers of a year ago who still serve."""

from metrics.fragments.served import HOURS_SERVED, WINDOW_DAYS
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="volunteer_retention",
    name=Text("志愿者留存率", "Volunteers who stayed"),
    meaning=Text(
        "期末 365 天之前已注册、当时尚未注销的志愿者中，期末仍在册并且这 365 天内至少有一次"
        "时长大于 0 的服务记录的所占比例；按志愿者所属社区统计。计划没有定目标值。",
        "Of the volunteers who were registered 365 days before the period's last day, those still "
        "registered on it who have at least one record of service with more than 0 hours in those "
        "365 days; by the volunteer's own community. The plan sets no target.",
    ),
    family="volunteers",
    order=6,
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
    rows=f"""
WITH {HOURS_SERVED},
a_year_ago AS (
    SELECT v.community_id AS place_id, v.period_id AS period_id, COUNT(*) AS volunteers
    FROM volunteers_at AS v
    JOIN periods AS p ON p.period_id = v.period_id
    WHERE v.registered_on <= p.end_on - {WINDOW_DAYS}
      AND (v.withdrawn_on > p.end_on - {WINDOW_DAYS}
           OR v.withdrawn_on IS NULL AND COALESCE(v.status, 'registered') = 'registered')
    GROUP BY v.community_id, v.period_id),
stayed AS (
    SELECT a.community_id AS place_id, a.period_id AS period_id, COUNT(*) AS volunteers
    FROM active AS a
    WHERE a.registered_on <= a.end_on - {WINDOW_DAYS}
    GROUP BY a.community_id, a.period_id)
SELECT c.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(s.volunteers, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(y.volunteers, 0) AS DOUBLE) AS denominator
FROM places AS c
CROSS JOIN periods AS p
LEFT JOIN a_year_ago AS y ON y.place_id = c.place_id AND y.period_id = p.period_id
LEFT JOIN stayed AS s ON s.place_id = c.place_id AND s.period_id = p.period_id
WHERE c.level = 'community'
""",
)
