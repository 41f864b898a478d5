"""Police officer, legal adviser in office and mediators."""

KEY = "community_forces_complete"

FORCES = """
    community_id | police_name | adviser_name | adviser_from_on | adviser_until_on | mediators
    -------------+-------------+--------------+-----------------+------------------+----------
    C1           | 甲          | 乙           | 2026-01-01      | 2027-06-30       | 1
    C2           |             | 乙           | 2026-01-01      | 2026-11-22       | 0
    C3           | 甲          | 乙           | 2025-01-01      | 2026-11-21       | 3
    C4           | 甲          |              |                 | 2027-06-30       | 2
    C5           | 甲          | 乙           | 2026-11-23      | 2027-06-30       |
    C6           | 甲          | 乙           | 2026-01-01      |                  | 2
"""
AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
    C4           | 砚浦社区
    C5           | 枫渡社区
    C6           | 青荇社区
"""


def test_all_three_are_needed(tables):
    forces = tables(KEY, communities=AREAS, community_forces=FORCES)
    assert forces.parts(KEY, "subdistrict") == {"subdistrict": (1, 6)}
    assert forces.value(KEY, "community")["C1"] == 1


def test_the_terms_are_those_of_the_periods_last_day(tables):
    forces = tables(KEY, communities=AREAS, community_forces=FORCES)
    assert forces.value(KEY, "community", "2026-W46")["C3"] == 1
    assert forces.flags(KEY, "community", "2026-W46")["C3"] == "back_carried"
