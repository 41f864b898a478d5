"""Petitions accepted within 15 days of registration."""

KEY = "petition_accepted_on_time"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

PETITIONS = """
    petition_id | registered_on | community_id | accepted_on
    ------------+---------------+--------------+------------
    1           | 2026-11-01    | C1           | 2026-11-16
    2           | 2026-11-07    | C1           | 2026-11-10
    3           | 2026-11-01    | C1           | 2026-11-17
    4           | 2026-11-07    | C1           |
    5           | 2026-11-08    | C1           | 2026-11-09
"""


def test_the_fifteenth_day_is_still_on_time(tables):
    accepted = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert accepted.parts(KEY, "community") == {"C1": (2, 4), "C2": (0, 0)}


def test_a_clock_that_still_runs_is_not_counted(tables):
    accepted = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert accepted.parts(KEY, "community", "2026-W46") == {"C1": (0, 0), "C2": (0, 0)}
    assert accepted.state(KEY, "community") == {"C1": "red", "C2": "no_target"}
