"""The tree of places: subdistrict, communities, grids, in their latest state."""

from __future__ import annotations

from datetime import date

import duckdb

from metrics.periods import week_of

_PLACES = """
INSERT INTO places
WITH grids_now AS (
    SELECT grid_id, community_id, grid_name, COALESCE(grid_kind, 'residential') AS kind,
           COALESCE(status, 'active') = 'active' AS is_active,
           resident_households, resident_population
    FROM grids_at WHERE period_id = $now AND grid_id IS NOT NULL AND community_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY grid_id ORDER BY source_row DESC) = 1),
registered AS (
    SELECT community_id, community_name, subdistrict_name, resident_households,
           resident_population, as_of_on
    FROM communities_at WHERE period_id = $now AND community_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY community_id ORDER BY source_row DESC) = 1),
communities_now AS (
    SELECT COALESCE(r.community_id, g.community_id) AS community_id,
           COALESCE(r.community_name, r.community_id, g.community_id) AS name,
           CASE WHEN LENGTH(COALESCE(r.community_id, g.community_id)) = 12
                THEN LEFT(COALESCE(r.community_id, g.community_id), 9)
                ELSE 'subdistrict' END AS subdistrict_id,
           r.subdistrict_name, r.resident_households, r.resident_population, r.as_of_on
    FROM registered AS r
    FULL JOIN (SELECT DISTINCT community_id FROM grids_now) AS g
      ON g.community_id = r.community_id),
subdistricts_now AS (
    SELECT subdistrict_id,
           COALESCE(ARG_MAX(subdistrict_name, as_of_on) FILTER (subdistrict_name IS NOT NULL),
                    subdistrict_id) AS name,
           SUM(resident_households) AS resident_households,
           SUM(resident_population) AS resident_population
    FROM communities_now GROUP BY subdistrict_id)
SELECT subdistrict_id, name, 'subdistrict', NULL, name, NULL, TRUE,
       resident_households, resident_population
FROM subdistricts_now
UNION ALL
SELECT c.community_id, c.name, 'community', c.subdistrict_id, s.name || '/' || c.name, NULL, TRUE,
       c.resident_households, c.resident_population
FROM communities_now AS c JOIN subdistricts_now AS s ON s.subdistrict_id = c.subdistrict_id
UNION ALL
SELECT g.grid_id, COALESCE(g.grid_name, g.grid_id), 'grid', g.community_id,
       s.name || '/' || c.name || '/' || COALESCE(g.grid_name, g.grid_id),
       g.kind, g.is_active, g.resident_households, g.resident_population
FROM grids_now AS g
JOIN communities_now AS c ON c.community_id = g.community_id
JOIN subdistricts_now AS s ON s.subdistrict_id = c.subdistrict_id
ORDER BY 1
"""


def derive_places(con: duckdb.DuckDBPyConnection, through_on: date) -> None:
    """Fill ``places`` from the registers of communities and grids as they stand last.

    A community that only its grids name is a place too, known by its code: nothing that is in
    force disappears from the sums. Places with official codes belong to the subdistrict whose nine
    digits they begin with.
    """
    con.execute(_PLACES, {"now": week_of(through_on).period_id})
