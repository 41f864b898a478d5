"""Which communities there were at the end of each period."""

from __future__ import annotations

COMMUNITIES_THERE = """
communities_there AS (
    SELECT c.place_id AS place_id, p.period_id AS period_id
    FROM places AS c
    CROSS JOIN periods AS p
    LEFT JOIN communities_at AS a ON a.community_id = c.place_id AND a.period_id = p.period_id
    LEFT JOIN (SELECT DISTINCT r.community_id AS community_id FROM communities AS r) AS k
      ON k.community_id = c.place_id
    WHERE c.level = 'community' AND (a.community_id IS NOT NULL OR k.community_id IS NULL))
"""
"""Those of the register, and those that no register ever named; who has been merged is out."""
