"""Closed grid events with which residents are satisfied."""

import pytest

KEY = "grid_event_satisfaction"

GRIDS = """
    community_id | grid_id
    -------------+--------
    C1           | G1
    C1           | G2
    C2           | G3
"""

EVENTS = """
    event_id | community_id | grid_id | reported_at         | closed_at           | closing_kind | satisfaction
    ---------+--------------+---------+---------------------+---------------------+--------------+-----------------
    1        | C1           | G1      | 2026-11-02 08:00:00 | 2026-11-16 08:00:00 | substantive  | satisfied
    2        | C1           | G1      | 2026-11-02 08:00:00 | 2026-11-22 20:00:00 | interim      | fairly_satisfied
    3        | C1           | G1      | 2026-11-02 08:00:00 | 2026-11-18 08:00:00 | procedural   | dissatisfied
    4        | C1           | G1      | 2026-11-02 08:00:00 | 2026-11-18 08:00:00 | substantive  | not_rated
    5        | C1           | G2      | 2026-11-02 08:00:00 | 2026-11-18 08:00:00 |              |
    6        | C1           | G2      | 2026-11-18 08:00:00 |                     |              |
    7        | C1           | G2      | 2026-11-02 08:00:00 | 2026-11-15 08:00:00 | substantive  | satisfied
"""


def test_only_ratings_count_and_fairly_satisfied_is_satisfied(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.parts(KEY, "community") == {"C1": (2, 3), "C2": (0, 0)}
    assert events.value(KEY, "subdistrict") == {"subdistrict": pytest.approx(2 / 3)}


def test_few_ratings_are_marked(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.flags(KEY, "subdistrict") == {"subdistrict": "small_base"}
