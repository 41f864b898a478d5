"""A legal adviser in office in every community."""

KEY = "legal_adviser_presence"

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


def test_the_last_day_of_the_term_still_counts_and_an_open_end_does_not(tables):
    adviser = tables(KEY, communities=AREAS, community_forces=FORCES)
    assert adviser.value(KEY, "community") == {
        "C1": 1, "C2": 1, "C3": 0, "C4": 0, "C5": 0, "C6": 0,
    }  # fmt: skip


def test_a_term_that_ends_within_thirty_days_is_amber(tables):
    adviser = tables(KEY, communities=AREAS, community_forces=FORCES)
    states = adviser.state(KEY, "community")
    assert (states["C1"], states["C2"], states["C3"]) == ("green", "amber", "red")
