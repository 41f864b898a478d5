"""Events and ledger rows, counted by place and period.

A ledger is first counted by day and place, then by period: its rows are read once, however many
periods there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metrics.counted import Counted
from metrics.fragments.communities import COMMUNITIES_THERE
from metrics.rating import Target, amber_from

IN_TIME = (Target(0.95, set_by="office"),)
"""The plan names no rate for what has a deadline; the office takes 95 %."""

IN_TIME_RATING = amber_from(0.85, is_share=True)

_IN_USE = {
    "community": f"""{COMMUNITIES_THERE},
in_use AS (
    SELECT t.place_id AS place_id, t.period_id AS period_id FROM communities_there AS t)""",
    "grid": """
in_use AS (
    SELECT g.place_id AS place_id, p.period_id AS period_id
    FROM places AS g
    CROSS JOIN periods AS p
    WHERE g.level = 'grid' AND g.is_active)""",
}

_PLACES = """
FROM places AS g
CROSS JOIN periods AS p
LEFT JOIN in_use AS u ON u.place_id = g.place_id AND u.period_id = p.period_id
LEFT JOIN counts AS n ON n.place_id = g.place_id AND n.period_id = p.period_id
WHERE g.level = '{level}' AND (u.place_id IS NOT NULL OR n.place_id IS NOT NULL)
"""
"""What a ledger tells of a place that is no longer in use counts all the same."""


@dataclass(frozen=True)
class Shares:
    """Of the rows ``e`` of a dataset with ``of`` on a ``day`` in the period, those ``counted``.

    One row per place in use; nothing there is 0 out of 0.
    """

    dataset: str
    day: str
    counted: str
    of: str = "1 = 1"
    level: Literal["community", "grid"] = "community"

    @property
    def rows(self) -> str:
        """The SQL of the indicator."""
        return f"""
WITH {_IN_USE[self.level]},
daily AS (
    SELECT e.{self.level}_id AS place_id, {self.day} AS day,
           SUM(CASE WHEN {self.counted} THEN 1 ELSE 0 END) AS counted, COUNT(*) AS total
    FROM {self.dataset} AS e
    WHERE {self.of}
    GROUP BY e.{self.level}_id, {self.day}),
counts AS (
    SELECT d.place_id AS place_id, p.period_id AS period_id,
           SUM(d.counted) AS counted, SUM(d.total) AS total
    FROM daily AS d
    JOIN periods AS p ON d.day BETWEEN p.start_on AND p.end_on
    GROUP BY d.place_id, p.period_id)
SELECT g.place_id AS place_id, p.period_id AS period_id,
       CAST(COALESCE(n.counted, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(n.total, 0) AS DOUBLE) AS denominator
{_PLACES.format(level=self.level)}
"""

    @property
    def evidence(self) -> tuple[Counted, ...]:
        """The rows behind it."""
        counted = f"CASE WHEN {self.counted} THEN 1 ELSE 0 END"
        return (in_period(self.dataset, self.day, self.of, numerator=counted, denominator="1"),)


@dataclass(frozen=True)
class Volume:
    """The number of rows ``e`` of a dataset with ``of`` on a ``day`` in the period."""

    dataset: str
    day: str
    of: str = "1 = 1"

    @property
    def rows(self) -> str:
        """The SQL of the indicator."""
        return f"""
WITH {_IN_USE["community"]},
daily AS (
    SELECT e.community_id AS place_id, {self.day} AS day, COUNT(*) AS total
    FROM {self.dataset} AS e
    WHERE {self.of}
    GROUP BY e.community_id, {self.day}),
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

    @property
    def evidence(self) -> tuple[Counted, ...]:
        """The rows behind it."""
        return (in_period(self.dataset, self.day, self.of, numerator="1"),)


def in_period(
    dataset: str,
    day: str,
    of: str = "1 = 1",
    *,
    numerator: str | None = None,
    denominator: str | None = None,
) -> Counted:
    """The rows with ``of`` on a ``day`` in the period, and what each adds."""
    where = f"({of}) AND {day} BETWEEN p.start_on AND p.end_on"
    return Counted(dataset, where, numerator=numerator, denominator=denominator)


def of_each_community(dataset: str) -> tuple[Counted, ...]:
    """The row of each community in a snapshot, as the unit that is counted."""
    return (Counted(dataset, "1 = 1", unit="community_id"),)


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
