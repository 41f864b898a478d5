"""Events and ledger rows, counted by place and period.

A ledger is first counted by day and place, then by period: its rows are read once, however many
periods there are.
"""

from __future__ import annotations

from typing import Literal

from metrics.rating import Target, amber_from

IN_TIME = (Target(0.95, set_by="office"),)
"""The plan names no rate for what has a deadline; the office takes 95 %."""

IN_TIME_RATING = amber_from(0.85)

_PLACES = """
FROM places AS g
CROSS JOIN periods AS p
LEFT JOIN counts AS n ON n.place_id = g.place_id AND n.period_id = p.period_id
WHERE g.level = '{level}' AND (g.is_active OR n.place_id IS NOT NULL)
"""


def shares(
    dataset: str,
    *,
    day: str,
    counted: str,
    of: str = "1 = 1",
    level: Literal["community", "grid"] = "community",
) -> str:
    """Of the rows ``e`` of a dataset with ``of`` on a ``day`` in the period, those ``counted``.

    One row per place in use; nothing there is 0 out of 0.
    """
    return f"""
WITH daily AS (
    SELECT e.{level}_id AS place_id, {day} AS day,
           SUM(CASE WHEN {counted} THEN 1 ELSE 0 END) AS counted, COUNT(*) AS total
    FROM {dataset} AS e
    WHERE {of}
    GROUP BY e.{level}_id, {day}),
counts AS (
    SELECT d.place_id AS place_id, p.period_id AS period_id,
           SUM(d.counted) AS counted, SUM(d.total) AS total
    FROM daily AS d
    JOIN periods AS p ON d.day BETWEEN p.start_on AND p.end_on
    GROUP BY d.place_id, p.period_id)
SELECT g.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(n.counted, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(n.total, 0) AS DOUBLE) AS denominator
{_PLACES.format(level=level)}
"""


def volumes(dataset: str, *, day: str, of: str = "1 = 1") -> str:
    """The number of rows ``e`` of a dataset with ``of`` on a ``day`` in the period."""
    return f"""
WITH daily AS (
    SELECT e.community_id AS place_id, {day} AS day, COUNT(*) AS total
    FROM {dataset} AS e
    WHERE {of}
    GROUP BY e.community_id, {day}),
counts AS (
    SELECT d.place_id AS place_id, p.period_id AS period_id, SUM(d.total) AS total
    FROM daily AS d
    JOIN periods AS p ON d.day BETWEEN p.start_on AND p.end_on
    GROUP BY d.place_id, p.period_id)
SELECT g.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(n.total, 0) AS DOUBLE) AS numerator,
       CAST(NULL AS DOUBLE) AS denominator
{_PLACES.format(level="community")}
"""


def standing(dataset: str, *, met: str, state: str = "CAST(NULL AS STRING)") -> str:
    """Communities that meet a condition on their row ``e`` of a snapshot at the end of ``p``."""
    return f"""
SELECT e.community_id AS place_id, e.period_id AS period_id,
       CAST(CASE WHEN {met} THEN 1 ELSE 0 END AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator,
       {state} AS grain_state
FROM {dataset}_at AS e
JOIN periods AS p ON p.period_id = e.period_id
"""


def how_many(columns: tuple[str, ...]) -> str:
    """How many of the yes-or-no columns of ``e`` are ticked."""
    return " + ".join(f"CASE WHEN e.{column} THEN 1 ELSE 0 END" for column in columns)
