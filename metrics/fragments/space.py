"""The floor area that counts and the households it serves, at the end of each period."""

from __future__ import annotations

M2_PER_100_HOUSEHOLDS = 40
"""Article 19 of the plan."""

NATIONAL_FLOOR_M2 = 30
"""The national minimum of the 14th five-year plan for community services."""

SPACE = f"""
counted AS (
    SELECT f.period_id AS period_id, f.community_id AS community_id,
           SUM(CAST(f.floor_area_m2 AS DOUBLE)) AS area_m2
    FROM facilities_at AS f
    WHERE f.is_counted AND f.status = 'in_use'
    GROUP BY f.period_id, f.community_id),
space AS (
    SELECT c.period_id AS period_id, c.community_id AS community_id,
           CAST(c.resident_households AS DOUBLE) AS households,
           COALESCE(f.area_m2, 0) AS area_m2,
           ROUND(CAST(c.resident_households AS DOUBLE) * {M2_PER_100_HOUSEHOLDS} / 100
                 - COALESCE(f.area_m2, 0), 6) AS missing_m2,
           ROUND(CAST(c.resident_households AS DOUBLE) * {NATIONAL_FLOOR_M2} / 100
                 - COALESCE(f.area_m2, 0), 6) AS below_floor_m2
    FROM communities_at AS c
    LEFT JOIN counted AS f ON f.period_id = c.period_id AND f.community_id = c.community_id)
"""
"""One row per community and period; rounded, so that exactly 40 m2 per 100 households is enough."""

SPACE_STATE = """
CASE WHEN households IS NULL OR households = 0 THEN NULL
     WHEN missing_m2 <= 0 THEN 'green'
     WHEN below_floor_m2 <= 0 THEN 'amber'
     ELSE 'red' END
"""
