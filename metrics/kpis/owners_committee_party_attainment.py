"""Owners' committees with enough party members."""

from metrics.counted import Counted
from metrics.fragments import evidence
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

SMALLEST = 3
"""Committees with fewer members are not judged."""

METRIC = Metric(
    key="owners_committee_party_attainment",
    name=Text("业委会党员占比达标率", "Owners' committees with enough party members"),
    meaning=Text(
        "成员不少于 3 人的业主委员会中，党员（含预备党员）不少于成员一半的所占比例；"
        "逐个业委会判定，候补委员不算成员。取期末状态。",
        "Of the owners' committees with at least 3 members, those with at least half of them party "
        "members, probationary ones included; every committee is judged by itself, and alternates "
        "are no members. State at the period's end.",
    ),
    family="other",
    order=5,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="18",
    departments=("党建办", "社区管理办"),
    source=plan("18"),
    targets=(Target(1.0, set_by="plan"),),
    reads=("owners_committees",),
    evidence=(
        evidence.COMMUNITIES,
        Counted("owners_committees", "COALESCE(e.post, 'member') <> 'alternate'"),
    ),
    rows=f"""
WITH committees AS (
    SELECT o.period_id AS period_id, o.community_id AS community_id,
           o.committee_name AS committee_name, COUNT(*) AS members,
           SUM(CASE WHEN o.affiliation IN ('party_member', 'probationary_member')
                    THEN 1 ELSE 0 END) AS party_members
    FROM owners_committees_at AS o
    WHERE COALESCE(o.post, 'member') <> 'alternate'
    GROUP BY o.period_id, o.community_id, o.committee_name)
SELECT c.community_id AS place_id, c.period_id AS period_id,
       CAST(SUM(CASE WHEN c.members >= {SMALLEST} AND 2 * c.party_members >= c.members
                     THEN 1 ELSE 0 END) AS DOUBLE) AS numerator,
       CAST(SUM(CASE WHEN c.members >= {SMALLEST} THEN 1 ELSE 0 END) AS DOUBLE) AS denominator
FROM committees AS c
GROUP BY c.community_id, c.period_id
""",
)
