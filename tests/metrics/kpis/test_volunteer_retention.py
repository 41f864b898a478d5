"""Volunteers of a year ago who still serve."""

KEY = "volunteer_retention"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

VOLUNTEERS = """
    volunteer_id | community_id | registered_on | status     | withdrawn_on
    -------------+--------------+---------------+------------+-------------
    STAYED       | C1           | 2025-11-22    | registered |
    NEW          | C1           | 2025-11-23    | registered |
    IDLE         | C1           | 2020-01-01    | registered |
    LEFT         | C1           | 2020-01-01    | withdrawn  | 2026-06-01
    GONE         | C1           | 2020-01-01    | withdrawn  | 2025-11-22
"""

SERVICE = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    1         | STAYED       | C1           | 2026-11-22 | 3
    2         | NEW          | C1           | 2026-11-22 | 3
    3         | IDLE         | C1           | 2025-11-22 | 3
    4         | LEFT         | C1           | 2026-03-03 | 3
"""


def test_of_those_registered_a_year_ago_who_stayed_and_served(tables):
    stayed = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    assert stayed.parts(KEY, "community")["C1"] == (1, 3)


def test_a_roster_that_came_later_is_back_carried(tables):
    stayed = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    assert "back_carried" in stayed.flags(KEY, "community", "2026-10")["C1"]
