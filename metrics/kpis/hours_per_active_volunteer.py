"""How long an active volunteer served in a year."""

from metrics.fragments.served import (
    ACTIVE_VOLUNTEERS,
    HOURS_OF_REGISTERED,
    HOURS_SERVED,
    WINDOW_DAYS,
)
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="hours_per_active_volunteer",
    name=Text("活跃志愿者人均服务时长", "Hours per active volunteer"),
    meaning=Text(
        "期末在册且截至期末 365 天内有过服务（时长大于 0）的志愿者，"
        "这 365 天的服务时长之和除以人数；"
        "按志愿者所属社区统计。这是工作量，不设目标、不亮灯。",
        "Hours served in the 365 days that end on the period's last day by the volunteers "
        "registered then who served at all, divided by their number; by the volunteer's own "
        "community. A volume: it has no target and no light.",
    ),
    family="volunteers",
    order=5,
    kind="rate",
    unit=Text("小时/人", "hours per volunteer"),
    better="neutral",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="6",
    departments=("党群服务中心", "社区治理办"),
    source=plan("6"),
    reads=("volunteers", "volunteer_service"),
    looks_back_days=WINDOW_DAYS,
    small_base_below=5,
    evidence=(ACTIVE_VOLUNTEERS, HOURS_OF_REGISTERED),
    rows=f"""
WITH {HOURS_SERVED},
counts AS (
    SELECT a.community_id AS place_id, a.period_id AS period_id,
           SUM(a.hours) AS hours, COUNT(*) AS volunteers
    FROM active AS a
    GROUP BY a.community_id, a.period_id)
SELECT c.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(n.hours, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(n.volunteers, 0) AS DOUBLE) AS denominator
FROM places AS c
CROSS JOIN periods AS p
LEFT JOIN counts AS n ON n.place_id = c.place_id AND n.period_id = p.period_id
WHERE c.level = 'community'
""",
)
