"""Grids that a party branch or group covers."""

from metrics.counted import Counted
from metrics.fragments import evidence
from metrics.fragments.grid import ACTIVE_GRIDS
from metrics.metric import Metric, plan
from metrics.rating import Target
from wording import Text

METRIC = Metric(
    key="grid_party_coverage",
    name=Text("网格党组织覆盖率", "Grids with a party branch or group"),
    meaning=Text(
        "启用的网格（居民网格和专属网格）中，被本社区某个党支部或党小组列为覆盖网格的网格所占比例；"
        "社区党委、党总支不算。取期末状态。",
        "Share of the grids in use, residential and dedicated, that a party branch or party group "
        "of the community names as covered; committees and general branches do not count. State "
        "at the period's end.",
    ),
    family="grid",
    order=6,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    targets=(Target(1.0, set_by="plan"),),
    reads=("grids", "party_organisations"),
    evidence=(
        evidence.ACTIVE_GRIDS,
        Counted("party_organisations", "e.organisation_kind IN ('branch', 'group')"),
    ),
    rows=f"""
WITH {ACTIVE_GRIDS},
covered AS (
    SELECT DISTINCT g.period_id AS period_id, g.grid_id AS grid_id
    FROM active_grids AS g
    JOIN party_organisations_at AS o
      ON o.period_id = g.period_id AND o.community_id = g.community_id
     AND o.covered_grid_ids LIKE CONCAT('%;', g.grid_id, ';%')
    WHERE o.organisation_kind IN ('branch', 'group'))
SELECT g.grid_id AS place_id, g.period_id AS period_id,
       CAST(CASE WHEN c.grid_id IS NULL THEN 0 ELSE 1 END AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator
FROM active_grids AS g
LEFT JOIN covered AS c ON c.period_id = g.period_id AND c.grid_id = g.grid_id
""",
)
