"""Closed grid events that somebody rated."""

KEY = "grid_event_rated_share"

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
    1        | C1           | G1      | 2026-10-28 08:00:00 | 2026-11-16 08:00:00 | substantive  | satisfied
    2        | C1           | G1      | 2026-10-28 08:00:00 | 2026-11-22 20:00:00 | interim      | fairly_satisfied
    3        | C1           | G1      | 2026-10-28 08:00:00 | 2026-11-18 08:00:00 | procedural   | dissatisfied
    4        | C1           | G1      | 2026-10-28 08:00:00 | 2026-11-18 08:00:00 | substantive  | not_rated
    5        | C1           | G2      | 2026-10-28 08:00:00 | 2026-11-18 08:00:00 |              |
    6        | C1           | G2      | 2026-11-18 08:00:00 |                     |              |
    7        | C1           | G2      | 2026-10-28 08:00:00 | 2026-11-15 08:00:00 | substantive  | satisfied
"""


def test_a_bad_rating_is_a_rating_and_none_is_none(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.parts(KEY, "grid") == {"G1": (3, 4), "G2": (0, 1), "G3": (0, 0)}


def test_what_is_open_is_not_asked_about(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.parts(KEY, "community", "2026-11")["C1"] == (4, 6)
