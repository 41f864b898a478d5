"""Which communities there were at the end of each period: what successive registers say.

A register that names three quarters of the communities of its subdistrict speaks for all that such
registers name: who is not in it has been merged or abolished, or is not there yet. A shorter one,
of a community or a few, adds and corrects, and who stands in shorter ones only is always there.
Without this, a community that was merged into another would go on standing beside it, its
households counted twice.
"""

from __future__ import annotations

import duckdb

SUBDISTRICT = "CASE WHEN LENGTH({id}) = 12 THEN LEFT({id}, 9) ELSE 'subdistrict' END"
"""Places with official codes belong to the subdistrict whose nine digits they begin with."""

_GONE = f"""
CREATE OR REPLACE TEMP TABLE gone AS
WITH named AS (
    SELECT DISTINCT {SUBDISTRICT.format(id="community_id")} AS subdistrict_id, community_id,
           import_id, as_of_on
    FROM communities WHERE community_id IS NOT NULL AND as_of_on IS NOT NULL),
known AS (
    SELECT subdistrict_id, COUNT(DISTINCT community_id) AS communities
    FROM named GROUP BY subdistrict_id),
registers AS (
    SELECT n.subdistrict_id, n.import_id, n.as_of_on,
           4 * COUNT(*) >= 3 * ANY_VALUE(k.communities) AS is_for_all
    FROM named AS n JOIN known AS k ON k.subdistrict_id = n.subdistrict_id
    GROUP BY n.subdistrict_id, n.import_id, n.as_of_on),
speaking AS (
    SELECT r.subdistrict_id, r.import_id, r.as_of_on, p.period_id, p.end_on
    FROM registers AS r CROSS JOIN periods AS p
    WHERE r.is_for_all
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY r.subdistrict_id, p.period_id
        ORDER BY r.as_of_on > p.end_on,
                 CASE WHEN r.as_of_on <= p.end_on THEN r.as_of_on END DESC,
                 r.as_of_on, r.import_id DESC) = 1),
governed AS (
    SELECT DISTINCT n.subdistrict_id, n.community_id
    FROM named AS n
    JOIN registers AS r ON r.subdistrict_id = n.subdistrict_id AND r.import_id = n.import_id
         AND r.as_of_on = n.as_of_on AND r.is_for_all),
there AS (
    SELECT s.period_id, n.community_id
    FROM speaking AS s
    JOIN named AS n ON n.subdistrict_id = s.subdistrict_id
    JOIN registers AS r ON r.subdistrict_id = n.subdistrict_id AND r.import_id = n.import_id
         AND r.as_of_on = n.as_of_on
    WHERE (n.import_id = s.import_id AND n.as_of_on = s.as_of_on)
       OR (NOT r.is_for_all AND n.as_of_on <= s.end_on
           AND (n.as_of_on >= s.as_of_on OR s.as_of_on > s.end_on)))
SELECT DISTINCT s.period_id, n.community_id
FROM speaking AS s JOIN governed AS n ON n.subdistrict_id = s.subdistrict_id
ANTI JOIN there AS t ON t.period_id = s.period_id AND t.community_id = n.community_id
"""

_SILENCE = """
DELETE FROM snapshots USING gone AS g
WHERE snapshots.community_id = g.community_id AND snapshots.period_id = g.period_id
"""


def silence_the_gone(con: duckdb.DuckDBPyConnection) -> None:
    """Take the states of communities out of the periods in which they were not there."""
    con.execute(_GONE)
    con.execute(_SILENCE)
