"""Grids in use and the people on duty in them, at the end of each period."""

from __future__ import annotations

HOUSEHOLDS_PER_WORKER = 150
"""Article 14 of the plan: one grid worker for every 150 resident households."""

VACANT_DAYS = 14
"""A grid without a leader for more days than this is red."""

ACTIVE_GRIDS = """
active_grids AS (
    SELECT g.period_id AS period_id, g.grid_id AS grid_id, g.community_id AS community_id
    FROM grids_at AS g
    WHERE COALESCE(g.status, 'active') = 'active')
"""

RESIDENTIAL_GRIDS = """
residential_grids AS (
    SELECT g.period_id AS period_id, g.grid_id AS grid_id, g.community_id AS community_id,
           CAST(g.resident_households AS DOUBLE) AS households
    FROM grids_at AS g
    WHERE COALESCE(g.status, 'active') = 'active'
      AND COALESCE(g.grid_kind, 'residential') = 'residential')
"""

WORKERS = """
workers AS (
    SELECT DISTINCT s.period_id AS period_id, s.grid_id AS grid_id,
           COALESCE(s.person_key, CONCAT('row ', CAST(s.import_id AS STRING), ' ', s.source_sheet,
                                         ' ', CAST(s.source_row AS STRING))) AS person
    FROM grid_staff_at AS s
    WHERE s.status = 'on_duty'
      AND s.role IN ('worker', 'full_time_worker', 'part_time_worker'))
"""
"""One row per person and grid: who works in two grids counts in both."""

STAFFING = f"""
{RESIDENTIAL_GRIDS}, {WORKERS},
workers_per_grid AS (
    SELECT w.period_id AS period_id, w.grid_id AS grid_id, COUNT(*) AS workers
    FROM workers AS w
    GROUP BY w.period_id, w.grid_id),
staffing AS (
    SELECT g.period_id AS period_id, g.grid_id AS grid_id, g.households AS households,
           COALESCE(c.workers, 0) AS workers,
           GREATEST(CEIL(g.households / {HOUSEHOLDS_PER_WORKER}) - COALESCE(c.workers, 0), 0)
               AS gap
    FROM residential_grids AS g
    LEFT JOIN workers_per_grid AS c ON c.period_id = g.period_id AND c.grid_id = g.grid_id)
"""
"""One row per residential grid and period: its households, its workers, how many are missing."""

STAFFING_STATE = """
CASE WHEN households IS NULL OR households = 0 THEN NULL
     WHEN gap = 0 THEN 'green'
     WHEN gap >= 2 OR workers = 0 THEN 'red'
     ELSE 'amber' END
"""
"""A grid lacks nobody: green; one worker: amber; two or more, or has none at all: red."""

VACANT = f"""
rosters AS (
    SELECT DISTINCT n.community_id AS community_id, n.import_id AS import_id,
           n.as_of_on AS as_of_on
    FROM snapshots AS n
    WHERE n.dataset = 'grid_staff'),
led_rosters AS (
    SELECT DISTINCT s.grid_id AS grid_id, r.as_of_on AS as_of_on
    FROM grid_staff AS s
    JOIN rosters AS r ON r.import_id = s.import_id AND r.community_id = s.community_id
    WHERE s.status = 'on_duty' AND s.role = 'leader'),
last_led AS (
    SELECT p.period_id AS period_id, r.grid_id AS grid_id, MAX(r.as_of_on) AS as_of_on
    FROM led_rosters AS r
    JOIN periods AS p ON r.as_of_on <= p.end_on
    GROUP BY p.period_id, r.grid_id),
vacant AS (
    SELECT g.period_id AS period_id, g.grid_id AS grid_id,
           CASE WHEN LEAST(MAX(p.end_on), MAX(d.through_on)) > MIN(r.as_of_on) + {VACANT_DAYS}
                THEN 'red' ELSE 'amber' END AS light
    FROM active_grids AS g
    CROSS JOIN version_info AS d
    JOIN periods AS p ON p.period_id = g.period_id
    JOIN rosters AS r ON r.community_id = g.community_id AND r.as_of_on <= p.end_on
    LEFT JOIN last_led AS l ON l.period_id = g.period_id AND l.grid_id = g.grid_id
    WHERE l.as_of_on IS NULL OR r.as_of_on > l.as_of_on
    GROUP BY g.period_id, g.grid_id)
"""
"""How long no roster has shown a leader: from the first without one to the period's end, or to the
day of the data while the period lasts."""
