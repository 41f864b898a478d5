"""The tree of places: subdistrict, communities, grids, in their latest state."""

from __future__ import annotations

from datetime import date

import duckdb

from metrics.periods import week_of
from publication.registers import SUBDISTRICT

_GRID = """grid_id, community_id, grid_name, COALESCE(grid_kind, 'residential') AS kind,
           resident_households, resident_population"""

_PLACES = f"""
INSERT INTO places
WITH grids_now AS (
    SELECT {_GRID}, COALESCE(status, 'active') = 'active' AS is_active
    FROM grids_at WHERE period_id = $now AND grid_id IS NOT NULL AND community_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY grid_id ORDER BY source_row DESC) = 1),
grids_ever AS (
    SELECT * FROM grids_now
    UNION ALL
    SELECT {_GRID}, FALSE AS is_active
    FROM grids AS g ANTI JOIN grids_now AS n USING (grid_id)
    WHERE grid_id IS NOT NULL AND community_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY grid_id ORDER BY as_of_on DESC, import_id DESC, source_row DESC) = 1),
registered_now AS (
    SELECT community_id, community_name, subdistrict_name, resident_households,
           resident_population, as_of_on, TRUE AS is_active
    FROM communities_at WHERE period_id = $now AND community_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY community_id ORDER BY source_row DESC) = 1),
registered AS (
    SELECT * FROM registered_now
    UNION ALL
    SELECT community_id, community_name, subdistrict_name, resident_households,
           resident_population, as_of_on, FALSE AS is_active
    FROM communities ANTI JOIN registered_now AS n USING (community_id)
    WHERE community_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY community_id ORDER BY as_of_on DESC, import_id DESC, source_row DESC) = 1),
communities_ever AS (
    SELECT COALESCE(r.community_id, g.community_id) AS community_id,
           COALESCE(r.community_name, r.community_id, g.community_id) AS name,
           {SUBDISTRICT.format(id="COALESCE(r.community_id, g.community_id)")} AS subdistrict_id,
           r.subdistrict_name, r.resident_households, r.resident_population, r.as_of_on,
           COALESCE(r.is_active, TRUE) AS is_active
    FROM registered AS r
    FULL JOIN (SELECT DISTINCT community_id FROM grids_ever) AS g
      ON g.community_id = r.community_id),
subdistricts_now AS (
    SELECT subdistrict_id,
           COALESCE(ARG_MAX(subdistrict_name, as_of_on) FILTER (subdistrict_name IS NOT NULL),
                    subdistrict_id) AS name,
           SUM(resident_households) FILTER (is_active) AS resident_households,
           SUM(resident_population) FILTER (is_active) AS resident_population
    FROM communities_ever GROUP BY subdistrict_id)
SELECT subdistrict_id, name, 'subdistrict', NULL, name, NULL, TRUE,
       resident_households, resident_population
FROM subdistricts_now
UNION ALL
SELECT c.community_id, c.name, 'community', c.subdistrict_id, s.name || '/' || c.name, NULL,
       c.is_active, c.resident_households, c.resident_population
FROM communities_ever AS c JOIN subdistricts_now AS s ON s.subdistrict_id = c.subdistrict_id
UNION ALL
SELECT g.grid_id, COALESCE(g.grid_name, g.grid_id), 'grid', g.community_id,
       s.name || '/' || c.name || '/' || COALESCE(g.grid_name, g.grid_id),
       g.kind, g.is_active, g.resident_households, g.resident_population
FROM grids_ever AS g
JOIN communities_ever AS c ON c.community_id = g.community_id
JOIN subdistricts_now AS s ON s.subdistrict_id = c.subdistrict_id
ORDER BY 1
"""


def derive_places(con: duckdb.DuckDBPyConnection, through_on: date) -> None:
    """Fill ``places`` from the registers of communities and grids as they stand last.

    A community that only its grids name is a place too, known by its code: nothing that is in
    force disappears from the sums. So is what an earlier register named and the latest does not,
    no longer in use: its past stays in the sums of the past.
    """
    con.execute(_PLACES, {"now": week_of(through_on).period_id})
