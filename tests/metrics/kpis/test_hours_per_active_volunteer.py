"""How long an active volunteer served in a year."""

KEY = "hours_per_active_volunteer"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

VOLUNTEERS = """
    volunteer_id | community_id | registered_on | status     | withdrawn_on
    -------------+--------------+---------------+------------+-------------
    V1           | C1           | 2020-01-01    | registered |
    V2           | C1           | 2020-01-01    | registered |
    V3           | C1           | 2020-01-01    | registered |
    V4           | C1           | 2020-01-01    | withdrawn  | 2026-06-01
"""

SERVICE = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    1         | V1           | C2           | 2026-11-22 | 3
    2         | V1           | C1           | 2025-11-23 | 4
    3         | V1           | C1           | 2025-11-22 | 9
    4         | V2           | C1           | 2026-03-03 | 1
    5         | V3           | C1           | 2026-03-03 | 0
    6         | V4           | C1           | 2026-03-03 | 8
"""


def test_hours_of_365_days_by_the_volunteers_own_community(tables):
    hours = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    assert hours.parts(KEY, "subdistrict") == {"subdistrict": (8, 2)}
    assert hours.value(KEY, "community")["C1"] == 4


def test_two_volunteers_are_a_small_base_and_a_volume_has_no_colour(tables):
    hours = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    assert "small_base" in hours.flags(KEY, "community")["C1"]
    assert hours.state(KEY, "community")["C1"] == "no_target"
