"""Communities that held a drill of their own this year."""

KEY = "community_drill_coverage"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

DRILLS = """
    held_on    | drill_name | drill_kind    | organised_at | community_id
    -----------+------------+---------------+--------------+-------------
    2024-12-09 | 防汛       | comprehensive | subdistrict  |
    2025-12-09 | 地震       | comprehensive | subdistrict  |
    2026-05-12 | 消防       | special       | subdistrict  |
    2026-06-16 | 燃气       | comprehensive | community    | C1
    2026-11-20 | 综合       | comprehensive | subdistrict  |
    2025-11-20 | 疏散       | table_top     | community    | C2
"""


def test_last_years_drill_does_not_count(tables):
    drills = tables(KEY, communities=AREAS, drills=DRILLS)
    assert drills.value(KEY, "community") == {"C1": 1, "C2": 0}
    assert drills.value(KEY, "community", "2026-05") == {"C1": 0, "C2": 0}
    assert drills.value(KEY, "community", "2025-Q4") == {"C1": 0, "C2": 1}


def test_the_plan_sets_no_number(tables):
    drills = tables(KEY, communities=AREAS, drills=DRILLS)
    assert drills.state(KEY, "subdistrict") == {"subdistrict": "no_target"}


def test_two_communities_may_hold_a_drill_of_one_name_on_one_day(tables):
    same_day = """
        held_on    | drill_name | drill_kind | organised_at | community_id
        -----------+------------+------------+--------------+-------------
        2026-11-09 | 消防演练   | special    | community    | C1
        2026-11-09 | 消防演练   | special    | community    | C2
    """
    drills = tables(KEY, communities=AREAS, drills=same_day)
    assert drills.value(KEY, "community", "2026-11") == {"C1": 1, "C2": 1}
