"""One metric over many places and periods at once, for maps: columns instead of rows.

Everything comes from the table of measures; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from publication.reading import Published

_SPREAD = """
SELECT DISTINCT value FROM measures
WHERE metric = ? AND level = ? AND list_contains(?, period_id)
  AND value IS NOT NULL AND state <> 'not_reported'
  AND place_id IN (SELECT UNNEST(?))
ORDER BY value
"""

_FIELD = """
SELECT place_id, value, state, flags, numerator, denominator FROM measures
WHERE metric = ? AND level = ? AND period_id = ?
"""

_COUNTED = """
SELECT period_id, place_id, numerator, denominator FROM measures
WHERE metric = ? AND level = ? AND list_contains(?, period_id)
  AND value IS NOT NULL AND state <> 'not_reported'
ORDER BY period_id, place_id
"""


@dataclass(frozen=True)
class Measured:
    """A value as published, and the counts behind it; None where nothing can be said."""

    value: float | None
    state: str
    flags: frozenset[str]
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, eq=False)
class Counted:
    """What was counted in the places of a level in one period: columns of the same length."""

    place_ids: list[str]
    numerators: list[float]
    denominators: list[float]


def spread(
    published: Published,
    metric: str,
    level: str,
    place_ids: Collection[str],
    period_ids: Collection[str],
) -> list[float]:
    """The different values of a metric over places and periods, lowest first."""
    asked = [metric, level, list(period_ids), list(place_ids)]
    with published.cursor() as cursor:
        return [float(value) for (value,) in cursor.execute(_SPREAD, asked).fetchall()]


def field(published: Published, metric: str, level: str, period_id: str) -> Mapping[str, Measured]:
    """Place -> what was measured, for all places of a level."""
    with published.cursor() as cursor:
        rows = cursor.execute(_FIELD, [metric, level, period_id]).fetchall()
    none = frozenset[str]()
    return {
        place: Measured(
            None if state == "not_reported" else value,
            state or "no_target",
            frozenset(flags.split(",")) if flags else none,
            None if state == "not_reported" else upper,
            lower,
        )
        for place, value, state, flags, upper, lower in rows
    }


def counted(
    published: Published, metric: str, level: str, period_ids: Collection[str]
) -> Mapping[str, Counted]:
    """Period -> the counts of all places of a level that have a value; for all periods at once."""
    with published.cursor() as cursor:
        found = cursor.execute(_COUNTED, [metric, level, list(period_ids)]).fetchnumpy()
    periods, places = found["period_id"], found["place_id"].tolist()
    uppers, lowers = found["numerator"].tolist(), found["denominator"].tolist()
    starts = [i for i in range(len(periods)) if i == 0 or periods[i] != periods[i - 1]]
    return {
        str(periods[i]): Counted(places[i:j], uppers[i:j], lowers[i:j])
        for i, j in pairwise([*starts, len(periods)])
    }


_STATES = """
WITH signed AS (
    SELECT s.period_id, p.end_on,
           STRING_AGG(s.community_id || ' ' || s.import_id || ' ' || s.as_of_on, '|'
                      ORDER BY s.community_id, s.import_id) AS state
    FROM snapshots AS s JOIN periods AS p ON p.period_id = s.period_id
    WHERE s.dataset = ? GROUP BY s.period_id, p.end_on)
SELECT period_id, FIRST_VALUE(period_id) OVER (PARTITION BY state ORDER BY end_on, period_id)
FROM signed
"""


def same_state(published: Published, dataset: str) -> Mapping[str, str]:
    """Period -> the earliest period for which the same snapshots of a dataset speak."""
    with published.cursor() as cursor:
        return dict(cursor.execute(_STATES, [dataset]).fetchall())
