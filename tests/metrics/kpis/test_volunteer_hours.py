"""Hours of service, by the community of the service."""

KEY = "volunteer_hours"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
"""

SERVICE = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    1         | V1           | C1           | 2026-11-16 | 2
    2         | V2           | C1           | 2026-11-22 | 1.5
    3         | V1           | C2           | 2026-11-22 | 0.5
    4         | V1           | C1           | 2026-11-15 | 8
    5         | V1           | C1           | 2026-10-31 | 4
"""


def test_a_week_runs_from_monday_to_sunday(tables):
    hours = tables(KEY, communities=AREAS, volunteer_service=SERVICE)
    assert hours.value(KEY, "community") == {"C1": 3.5, "C2": 0.5, "C3": 0}
    assert hours.parts(KEY, "subdistrict") == {"subdistrict": (4, None)}


def test_a_month_runs_from_its_first_day_to_its_last(tables):
    hours = tables(KEY, communities=AREAS, volunteer_service=SERVICE)
    assert hours.value(KEY, "subdistrict", "2026-11") == {"subdistrict": 12}
    assert hours.flags(KEY, "subdistrict", "2026-11") == {"subdistrict": "provisional"}


def test_before_the_first_record_nothing_is_reported(tables):
    hours = tables(KEY, communities=AREAS, volunteer_service=SERVICE)
    assert hours.value(KEY, "community", "2026-W43") == {"C1": None, "C2": None, "C3": None}
    assert set(hours.state(KEY, "community", "2026-W43").values()) == {"not_reported"}
    assert hours.value(KEY, "community", "2026-W45") == {"C1": 0, "C2": 0, "C3": 0}


def test_a_volume_carries_no_colour(tables):
    hours = tables(KEY, communities=AREAS, volunteer_service=SERVICE)
    assert set(hours.state(KEY, "community").values()) == {"no_target"}
