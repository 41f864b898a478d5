"""Disputes resolved by the end of the period in which they were found."""

from metrics.fragments.communities import COMMUNITIES_THERE
from metrics.fragments.rows import in_period
from metrics.metric import Metric, plan
from wording import Text

RESOLVED = "e.resolution = 'resolved' AND e.resolved_on <= p.end_on"

METRIC = Metric(
    key="dispute_resolution_rate",
    name=Text("矛盾纠纷化解率", "Disputes resolved"),
    meaning=Text(
        "排查日期在期内的矛盾纠纷中，截至期末已化解的所占比例；之后化解的不算。"
        "一周内刚排查的还来不及化解，所以不亮灯，是否及时看按期化解率。",
        "Of the disputes found in the period, those resolved by its last day; what is resolved "
        "later does not count. Those found in a week have had little time, so there is no light: "
        "whether it is in time is said by the disputes resolved on time.",
    ),
    family="three_zero",
    order=16,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    reads=("communities", "disputes"),
    evidence=(
        in_period(
            "disputes",
            "e.found_on",
            numerator=f"CASE WHEN {RESOLVED} THEN 1 ELSE 0 END",
            denominator="1",
        ),
    ),
    rows=f"""
WITH {COMMUNITIES_THERE},
daily AS (
    SELECT e.community_id AS place_id, e.found_on AS found_on,
           CASE WHEN e.resolution = 'resolved' THEN e.resolved_on END AS resolved_on,
           COUNT(*) AS total
    FROM disputes AS e
    GROUP BY e.community_id, e.found_on,
             CASE WHEN e.resolution = 'resolved' THEN e.resolved_on END),
counts AS (
    SELECT d.place_id AS place_id, p.period_id AS period_id,
           SUM(CASE WHEN d.resolved_on <= p.end_on THEN d.total ELSE 0 END) AS resolved,
           SUM(d.total) AS total
    FROM daily AS d
    JOIN periods AS p ON d.found_on BETWEEN p.start_on AND p.end_on
    GROUP BY d.place_id, p.period_id)
SELECT c.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(n.resolved, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(n.total, 0) AS DOUBLE) AS denominator
FROM places AS c
CROSS JOIN periods AS p
LEFT JOIN communities_there AS t ON t.place_id = c.place_id AND t.period_id = p.period_id
LEFT JOIN counts AS n ON n.place_id = c.place_id AND n.period_id = p.period_id
WHERE c.level = 'community' AND (t.place_id IS NOT NULL OR n.place_id IS NOT NULL)
""",
)
