"""Petitioners who are satisfied with the answer."""

KEY = "petition_satisfaction"

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


def test_out_of_those_who_rated_an_answer_of_the_period(tables):
    satisfied = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert satisfied.parts(KEY, "community") == {"C1": (2, 3), "C2": (0, 0)}


def test_three_ratings_are_a_small_base(tables):
    satisfied = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert satisfied.flags(KEY, "subdistrict") == {"subdistrict": "small_base"}
