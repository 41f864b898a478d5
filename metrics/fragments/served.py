"""Hours that registered volunteers served within the last year."""

from __future__ import annotations

from metrics.counted import Counted

WINDOW_DAYS = 365

HOURS_SERVED = f"""
days_served AS (
    SELECT s.volunteer_id AS volunteer_id, s.served_on AS served_on,
           SUM(CAST(s.service_hours AS DOUBLE)) AS hours
    FROM volunteer_service AS s
    WHERE s.service_hours > 0
    GROUP BY s.volunteer_id, s.served_on),
hours_served AS (
    SELECT p.period_id AS period_id, p.end_on AS end_on, d.volunteer_id AS volunteer_id,
           SUM(d.hours) AS hours
    FROM days_served AS d
    JOIN periods AS p ON d.served_on <= p.end_on AND d.served_on > p.end_on - {WINDOW_DAYS}
    GROUP BY p.period_id, p.end_on, d.volunteer_id),
active AS (
    SELECT h.period_id AS period_id, v.community_id AS community_id,
           h.volunteer_id AS volunteer_id, h.hours AS hours, h.end_on AS end_on,
           v.registered_on AS registered_on
    FROM hours_served AS h
    JOIN volunteers_at AS v ON v.period_id = h.period_id AND v.volunteer_id = h.volunteer_id
    WHERE v.registered_on <= h.end_on
      AND (v.withdrawn_on > h.end_on
           OR v.withdrawn_on IS NULL AND COALESCE(v.status, 'registered') = 'registered'))
"""
"""One row per volunteer registered on the period's last day who served in the 365 days that end
on it, wherever that was."""

_WITHIN = f"""
s.service_hours > 0 AND s.served_on <= p.end_on AND s.served_on > p.end_on - {WINDOW_DAYS}
"""

_OWN_COMMUNITY = """
SELECT MIN(v.community_id) FROM volunteers_at AS v
WHERE v.period_id = p.period_id AND v.volunteer_id = e.volunteer_id AND v.registered_on <= p.end_on
  AND (v.withdrawn_on > p.end_on
       OR v.withdrawn_on IS NULL AND COALESCE(v.status, 'registered') = 'registered')
"""
"""The community of a volunteer who is registered on the period's last day."""

HOURS_OF_REGISTERED = Counted(
    "volunteer_service",
    _WITHIN.replace("s.", "e."),
    numerator="e.service_hours",
    community=_OWN_COMMUNITY,
)

ACTIVE_VOLUNTEERS = Counted(
    "volunteers",
    f"({_OWN_COMMUNITY}) IS NOT NULL AND EXISTS (SELECT 1 FROM volunteer_service AS s"
    f" WHERE s.volunteer_id = e.volunteer_id AND {_WITHIN})",
    denominator="1",
)
