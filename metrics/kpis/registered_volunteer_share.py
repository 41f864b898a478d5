"""How many of the residents are registered volunteers."""

from metrics.fragments import evidence
from metrics.fragments.volunteers import REGISTERED
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="registered_volunteer_share",
    name=Text("志愿者注册率", "Registered volunteers"),
    meaning=Text(
        "期末在册的志愿者（注册日期不晚于期末、期末尚未注销）占社区基本情况表常住人口的比例；"
        "按志愿者所属社区统计。计划没有定目标值。",
        "Volunteers registered on or before the period's last day and not withdrawn by then, out "
        "of the resident population of the community register; by the volunteer's own community. "
        "The plan sets no target.",
    ),
    family="volunteers",
    order=1,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="6",
    departments=("党群服务中心", "社区治理办"),
    source=plan("6"),
    reads=("communities", "volunteers"),
    small_base_below=5,
    evidence=(evidence.REGISTERED, evidence.POPULATION),
    rows=f"""
WITH {REGISTERED},
volunteers_of AS (
    SELECT r.period_id AS period_id, r.community_id AS community_id, COUNT(*) AS volunteers
    FROM registered AS r
    GROUP BY r.period_id, r.community_id)
SELECT c.community_id AS place_id, c.period_id AS period_id,
       CAST(CASE WHEN c.resident_population IS NULL THEN NULL
                 ELSE COALESCE(v.volunteers, 0) END AS DOUBLE) AS numerator,
       CAST(c.resident_population AS DOUBLE) AS denominator
FROM communities_at AS c
LEFT JOIN volunteers_of AS v
  ON v.period_id = c.period_id AND v.community_id = c.community_id
""",
)
