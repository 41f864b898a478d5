"""Comprehensive drills of the subdistrict this year."""

KEY = "drills_this_year"

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


def test_only_comprehensive_drills_of_the_subdistrict_in_the_calendar_year(tables):
    drills = tables(KEY, communities=AREAS, drills=DRILLS)
    assert drills.parts(KEY, "subdistrict") == {"subdistrict": (1, None)}
    assert drills.value(KEY, "subdistrict", "2026-W46") == {"subdistrict": 0}
    assert drills.value(KEY, "subdistrict", "2025") == {"subdistrict": 1}


def test_it_is_amber_from_october_and_not_judged_before(tables):
    drills = tables(KEY, communities=AREAS, drills=DRILLS)
    states = [
        drills.state(KEY, "subdistrict", period)["subdistrict"]
        for period in ("2026-09", "2026-10", "2026-W47", "2025-Q4")
    ]
    assert states == ["no_target", "amber", "green", "green"]


def test_a_year_without_a_drill_ends_red(tables):
    drills = tables(KEY, communities=AREAS, drills=DRILLS.replace("2025-12-09", "2024-12-10"))
    assert drills.state(KEY, "subdistrict", "2025") == {"subdistrict": "red"}


def test_a_ledger_whose_first_drill_was_in_may_still_tells_the_year(tables):
    """Nothing before May is on record, but everything that counts in the year is."""
    since_may = "\n".join(
        line for line in DRILLS.splitlines() if "2024" not in line and "2025" not in line
    )
    drills = tables(KEY, communities=AREAS, drills=since_may)
    assert drills.value(KEY, "subdistrict", "2026") == {"subdistrict": 1}
    assert drills.value(KEY, "subdistrict", "2026-Q2") == {"subdistrict": 0}
    assert drills.state(KEY, "subdistrict", "2026-04") == {"subdistrict": "not_reported"}
    assert drills.state(KEY, "subdistrict", "2025") == {"subdistrict": "not_reported"}
