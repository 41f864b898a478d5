"""Communities that held a drill of their own this year."""

from metrics.counted import Counted
from metrics.fragments import evidence
from metrics.fragments.communities import COMMUNITIES_THERE
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="community_drill_coverage",
    name=Text("社区演练覆盖率（本年）", "Communities with a drill this year"),
    meaning=Text(
        "本日历年截至期末，自己组织过至少一次演练（综合、专项、桌面都算）的社区，占全部社区的比例。"
        "计划没有定次数，没有人定过目标，不亮灯。",
        "Share of all communities that held at least one drill of their own, of any kind, in the "
        "calendar year up to the period's last day. The plan sets no number and nobody has set a "
        "target, so there is no light.",
    ),
    family="other",
    order=2,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_year_to_date=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="12",
    departments=("安监站", "人武部"),
    source=plan("12"),
    reads=("communities", "drills"),
    evidence=(
        evidence.COMMUNITIES,
        Counted(
            "drills",
            "e.organised_at = 'community' AND e.held_on <= p.end_on"
            " AND YEAR(e.held_on) = YEAR(p.end_on)",
        ),
    ),
    rows=f"""
WITH {COMMUNITIES_THERE},
drilled AS (
    SELECT DISTINCT d.community_id AS place_id, p.period_id AS period_id
    FROM drills AS d
    JOIN periods AS p ON d.held_on <= p.end_on AND YEAR(d.held_on) = YEAR(p.end_on)
    WHERE d.organised_at = 'community')
SELECT c.place_id AS place_id, c.period_id AS period_id,
       CAST(CASE WHEN d.place_id IS NULL THEN 0 ELSE 1 END AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator
FROM communities_there AS c
LEFT JOIN drilled AS d ON d.place_id = c.place_id AND d.period_id = c.period_id
""",
)
