"""Grids in use and the people on duty in them, at the end of each period."""

from __future__ import annotations

HOUSEHOLDS_PER_WORKER = 150
"""Article 14 of the plan: one grid worker for every 150 resident households."""

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
