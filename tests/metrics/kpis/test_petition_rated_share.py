"""Answered petitions that the petitioner rated."""

KEY = "petition_rated_share"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

PETITIONS = """
    petition_id | registered_on | community_id | replied_on | satisfaction
    ------------+---------------+--------------+------------+-----------------
    1           | 2026-10-01    | C1           | 2026-11-16 | satisfied
    2           | 2026-10-01    | C1           | 2026-11-22 | fairly_satisfied
    3           | 2026-10-01    | C1           | 2026-11-20 | dissatisfied
    4           | 2026-10-01    | C1           | 2026-11-20 | not_rated
    5           | 2026-10-01    | C2           | 2026-11-20 |
    6           | 2026-10-01    | C2           |            | satisfied
    7           | 2026-11-20    | C2           | 2026-11-15 | satisfied
"""


def test_out_of_those_answered_in_the_period(tables):
    rated = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert rated.parts(KEY, "community") == {"C1": (3, 4), "C2": (0, 1)}
    assert rated.parts(KEY, "subdistrict") == {"subdistrict": (3, 5)}
