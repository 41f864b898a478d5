"""Visits that went above the subdistrict."""

KEY = "petition_escalated_share"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

PETITIONS = """
    petition_id | registered_on | community_id | channel | reached_level
    ------------+---------------+--------------+---------+--------------
    1           | 2026-11-16    | C1           | visit   | subdistrict
    2           | 2026-11-16    | C1           | visit   | district
    3           | 2026-11-16    | C1           | visit   | capital
    4           | 2026-11-16    | C1           | visit   |
    5           | 2026-11-16    | C1           | letter  | city
    6           | 2026-11-16    | C1           | online  | online
"""


def test_only_visits_count_and_from_the_district_up_they_are_escalated(tables):
    escalated = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert escalated.parts(KEY, "community") == {"C1": (2, 4), "C2": (0, 0)}
    assert escalated.state(KEY, "community")["C1"] == "no_target"
