"""Petitions that came before."""

KEY = "petition_repeat_share"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

PETITIONS = """
    petition_id | registered_on | community_id | is_repeat
    ------------+---------------+--------------+----------
    1           | 2026-11-16    | C1           | first
    2           | 2026-11-16    | C1           | repeat
    3           | 2026-11-22    | C1           |
    4           | 2026-11-23    | C1           | repeat
"""


def test_without_a_mark_it_is_a_first_one(tables):
    repeated = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert repeated.parts(KEY, "community") == {"C1": (1, 3), "C2": (0, 0)}


def test_nobody_set_a_target(tables):
    repeated = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert set(repeated.state(KEY, "community").values()) == {"no_target"}
