"""Party secretaries who were trained this year."""

from metrics.counted import Counted
from metrics.fragments import evidence
from metrics.metric import Metric, plan
from metrics.rating import Target, never_red
from wording import Text

METRIC = Metric(
    key="training_coverage",
    name=Text("社区书记轮训覆盖率（本年）", "Secretaries trained this year"),
    meaning=Text(
        "现任党组织书记参加过本日历年内、截至期末已开班的“书记轮训”的社区，占全部社区的比例；"
        "按社区和姓名核对。"
        "社区亮灯：训过为绿；未训，到 10 月以后为黄，年末仍未训为红，此前不判定。",
        "Share of the communities whose party secretary in post attended a rotation course for "
        "secretaries that began in the calendar year, up to the period's last day; matched by "
        "community and name. A community is green once trained; otherwise amber from October, red "
        "at the year's end, and not judged before.",
    ),
    family="other",
    order=4,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="24",
    departments=("党建办",),
    source=plan("24"),
    targets=(Target(1.0, set_by="plan"),),
    rating=never_red("up"),
    reads=("communities", "trainings"),
    evidence=(
        evidence.COMMUNITIES,
        Counted(
            "trainings",
            "e.course_kind = 'secretary_rotation' AND e.started_on <= p.end_on"
            " AND YEAR(e.started_on) = YEAR(p.end_on)",
        ),
    ),
    rows="""
WITH trained AS (
    SELECT DISTINCT c.period_id AS period_id, c.community_id AS community_id
    FROM communities_at AS c
    JOIN periods AS p ON p.period_id = c.period_id
    JOIN trainings AS t
      ON t.person_name = c.secretary_name
     AND COALESCE(t.community_id, c.community_id) = c.community_id
     AND t.started_on <= p.end_on AND YEAR(t.started_on) = YEAR(p.end_on)
    WHERE t.course_kind = 'secretary_rotation')
SELECT c.community_id AS place_id, c.period_id AS period_id,
       CAST(CASE WHEN t.community_id IS NULL THEN 0 ELSE 1 END AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator,
       CASE WHEN t.community_id IS NOT NULL THEN 'green'
            WHEN MONTH(p.end_on) = 12 AND DAY(p.end_on) = 31 THEN 'red'
            WHEN MONTH(p.end_on) >= 10 THEN 'amber'
            ELSE 'no_target' END AS grain_state
FROM communities_at AS c
JOIN periods AS p ON p.period_id = c.period_id
LEFT JOIN trained AS t ON t.period_id = c.period_id AND t.community_id = c.community_id
""",
)
