"""Who is a registered volunteer on the last day of each period."""

from __future__ import annotations

REGISTERED = """
registered AS (
    SELECT v.period_id AS period_id, v.community_id AS community_id,
           v.volunteer_id AS volunteer_id
    FROM volunteers_at AS v
    JOIN periods AS p ON p.period_id = v.period_id
    WHERE v.registered_on <= p.end_on
      AND (v.withdrawn_on > p.end_on
           OR v.withdrawn_on IS NULL AND COALESCE(v.status, 'registered') = 'registered'))
"""
"""Dates count, not today's status: who withdrew later was still registered then."""
