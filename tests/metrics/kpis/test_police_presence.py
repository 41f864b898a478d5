"""A police officer for every community."""

KEY = "police_presence"

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


def test_a_blank_name_is_no_officer(tables):
    police = tables(KEY, communities=AREAS, community_forces=FORCES)
    assert police.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 1, "C4": 1, "C5": 1, "C6": 1}
    assert police.state(KEY, "community")["C2"] == "red"
