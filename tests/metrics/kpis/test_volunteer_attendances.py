"""How often volunteers served, by the community of the service."""

KEY = "volunteer_attendances"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

SERVICE = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    1         | V1           | C1           | 2026-11-16 | 2
    2         | V1           | C1           | 2026-11-16 | 1.5
    3         | V1           | C1           | 2026-11-22 | 0
    4         | V1           | C2           | 2026-11-15 | 8
    5         | V1           | C2           | 2026-10-31 | 8
"""


def test_every_record_with_hours_is_one_attendance(tables):
    served = tables(KEY, communities=AREAS, volunteer_service=SERVICE)
    assert served.parts(KEY, "community") == {"C1": (2, None), "C2": (0, None)}
    assert served.value(KEY, "subdistrict", "2026-11") == {"subdistrict": 3}


def test_a_volume_has_no_colour(tables):
    served = tables(KEY, communities=AREAS, volunteer_service=SERVICE)
    assert set(served.state(KEY, "community").values()) == {"no_target"}
