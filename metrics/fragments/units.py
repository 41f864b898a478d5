"""Enterprises and institutions: what each filed, and what is attributed to it, by period."""

from __future__ import annotations

from metrics.counted import Counted
from metrics.fragments.rows import in_period
from metrics.fragments.three_zero import BREAKS_ZERO, CASUALTIES, WEEKS_DUE
from metrics.rating import Target

UNIT_REFERENCE = (Target(0.90, set_by="office"),)
"""The plan names no rate; the office takes the provincial reference of 90 % of units."""

UNITS_FILED = f"""
{WEEKS_DUE},
unit_reports AS (
    SELECT d.period_id AS period_id, z.unit_id AS unit_id, COUNT(DISTINCT z.week) AS weeks
    FROM weeks_due AS d
    JOIN unit_zero_reports AS z ON z.week = d.week_id
    GROUP BY d.period_id, z.unit_id),
units_filed AS (
    SELECT u.period_id AS period_id, u.community_id AS community_id, u.unit_name AS unit_name,
           CASE WHEN COALESCE(r.weeks, 0) >= d.weeks THEN 1 ELSE 0 END AS is_filed
    FROM units_at AS u
    LEFT JOIN due AS d ON d.period_id = u.period_id
    LEFT JOIN unit_reports AS r ON r.period_id = u.period_id AND r.unit_id = u.unit_id
    WHERE COALESCE(u.status, 'active') = 'active')
"""
"""One row per unit on the register and period."""


def _events(dataset: str, day: str, counts: str = "1 = 1") -> str:
    return f"""
    SELECT e.community_id AS community_id, e.unit_name AS unit_name, CAST(e.{day} AS DATE) AS day
    FROM {dataset} AS e
    WHERE e.unit_name IS NOT NULL AND COALESCE(e.counts_toward_zero, 'pending') <> 'no'
      AND {counts}"""


UNIT_EVENTS = f"""
unit_events AS ({_events("petitions", "registered_on")}
    UNION ALL {_events("accidents", "occurred_at", CASUALTIES)}
    UNION ALL {_events("cases", "occurred_at", BREAKS_ZERO)}),
units_hit AS (
    SELECT DISTINCT p.period_id AS period_id, e.community_id AS community_id,
           e.unit_name AS unit_name
    FROM unit_events AS e
    JOIN periods AS p ON e.day BETWEEN p.start_on AND p.end_on)
"""
"""Units to which anything counted or pending is attributed, by community and name."""

OPEN_UNITS = Counted("units", "COALESCE(e.status, 'active') = 'active'")

_BROKEN = "e.unit_name IS NOT NULL AND COALESCE(e.counts_toward_zero, 'pending') <> 'no'"

ATTRIBUTED = (
    in_period("petitions", "e.registered_on", _BROKEN),
    in_period("accidents", "CAST(e.occurred_at AS DATE)", f"{_BROKEN} AND {CASUALTIES}"),
    in_period("cases", "CAST(e.occurred_at AS DATE)", f"{_BROKEN} AND {BREAKS_ZERO}"),
)
"""What is attributed to a unit and counts or is pending."""
