"""Closed grid events that were really solved."""

KEY = "grid_event_solved_share"

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


def test_interim_and_procedural_closing_is_no_solution(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.parts(KEY, "grid") == {"G1": (2, 4), "G2": (0, 0), "G3": (0, 0)}


def test_the_day_of_closing_decides_the_period(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.parts(KEY, "community", "2026-W46") == {"C1": (1, 1), "C2": (0, 0)}


def test_nobody_set_a_target(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert set(events.state(KEY, "community").values()) == {"no_target"}
