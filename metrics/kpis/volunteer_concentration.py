"""How much of the service rests on a few volunteers."""

from metrics.fragments.served import HOURS_SERVED, WINDOW_DAYS
from metrics.metric import Metric, plan
from wording import Text

BUSIEST_ONE_IN = 10
"""The busiest tenth of the active volunteers, rounded up to a person."""


def _rows(place_id: str) -> str:
    """All hours, and those of the busiest tenth, of the active volunteers of each place."""
    return f"""
WITH {HOURS_SERVED},
ranked AS (
    SELECT {place_id} AS place_id, a.period_id AS period_id, a.hours AS hours,
           ROW_NUMBER() OVER (PARTITION BY {place_id}, a.period_id
                              ORDER BY a.hours DESC, a.volunteer_id) AS standing,
           COUNT(*) OVER (PARTITION BY {place_id}, a.period_id) AS volunteers
    FROM active AS a
    JOIN reporting AS r ON r.period_id = a.period_id AND r.community_id = a.community_id
    JOIN places AS c ON c.place_id = a.community_id),
counts AS (
    SELECT t.place_id AS place_id, t.period_id AS period_id,
           SUM(CASE WHEN {BUSIEST_ONE_IN} * (t.standing - 1) < t.volunteers THEN t.hours
                    ELSE 0 END) AS of_the_busiest,
           SUM(t.hours) AS hours
    FROM ranked AS t
    GROUP BY t.place_id, t.period_id)
SELECT n.place_id AS place_id, n.period_id AS period_id,
       CAST(n.of_the_busiest AS DOUBLE) AS numerator,
       CAST(n.hours AS DOUBLE) AS denominator
FROM counts AS n
"""


METRIC = Metric(
    key="volunteer_concentration",
    name=Text("志愿服务集中度", "Concentration of service"),
    meaning=Text(
        "截至期末 365 天内，服务时长最多的 10% 活跃志愿者（向上取整到人）的时长"
        "占全部活跃志愿者时长的比例；"
        "各级分别排序，不能由下级相加。越高说明越依赖少数人。计划没有定目标值。",
        "Share of the hours served in the 365 days that end on the period's last day that the "
        "busiest tenth of the active volunteers, rounded up to a person, served; every level ranks "
        "its own, so the parts do not add up. The higher, the more it rests on a few. The plan "
        "sets no target.",
    ),
    family="volunteers",
    order=7,
    kind="ratio",
    unit=Text("占比", "share"),
    better="down",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="6",
    departments=("党群服务中心", "社区治理办"),
    source=plan("6"),
    reads=("volunteers", "volunteer_service"),
    looks_back_days=WINDOW_DAYS,
    rows=_rows("a.community_id"),
    rows_by_level={"subdistrict": _rows("c.parent_id")},
)
