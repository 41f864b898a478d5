"""Registered volunteers who served within the last year; the week ends on 2026-11-22."""

KEY = "active_volunteer_rate"

AREAS = """
    community_id | community_name | resident_population
    -------------+----------------+--------------------
    C1           | 松岫社区       | 100
    C2           | 汀蘅社区       | 100
"""

VOLUNTEERS = """
    community_id | volunteer_id | registered_on | status     | withdrawn_on
    -------------+--------------+---------------+------------+-------------
    C1           | V1           | 2020-01-01    | registered |
    C1           | V2           | 2020-01-01    | registered |
    C1           | V3           | 2020-01-01    | withdrawn  | 2026-11-23
    C1           | V4           | 2020-01-01    | withdrawn  | 2026-11-22
    C1           | V5           | 2026-11-23    | registered |
    C1           | V6           | 2020-01-01    | registered |
    C2           | V7           | 2027-01-01    | registered |
"""

SERVICE = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    1         | V1           | C2           | 2025-11-23 | 2
    2         | V2           | C1           | 2025-11-22 | 2
    3         | V3           | C1           | 2026-11-22 | 0.5
    4         | V3           | C1           | 2026-06-01 | 0.5
    5         | V6           | C1           | 2026-06-01 | 0
    6         | V4           | C1           | 2026-06-01 | 8
    7         | V9           | C1           | 2024-06-01 | 8
"""


def test_the_year_has_365_days_and_ends_on_the_last_day_of_the_period(tables):
    active = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    # registered: V1 V2 V3 V6; active: V1 (365 days ago) and V3
    assert active.parts(KEY, "community")["C1"] == (2, 4)


def test_a_volunteer_counts_at_home_wherever_the_service_was(tables):
    active = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    assert active.parts(KEY, "community")["C2"] == (0, 0)
    assert active.value(KEY, "community")["C2"] is None
    assert active.state(KEY, "community") == {"C1": "no_target", "C2": "no_target"}


def test_fewer_than_five_volunteers_are_a_small_base(tables):
    active = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=SERVICE)
    assert "small_base" in active.flags(KEY, "community")["C1"].split(",")


def test_records_that_do_not_reach_a_year_back_make_the_rate_provisional(tables):
    since_june = "\n".join(line for line in SERVICE.splitlines() if "2024-" not in line)
    since_june = "\n".join(line for line in since_june.splitlines() if "2025-" not in line)
    active = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS, volunteer_service=since_june)
    assert "provisional" in active.flags(KEY, "community")["C1"]
    assert active.state(KEY, "community", "2026-W20") == {
        "C1": "not_reported", "C2": "not_reported",
    }  # fmt: skip
