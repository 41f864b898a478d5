"""Disputes resolved by their deadline."""

KEY = "dispute_resolved_on_time"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

DISPUTES = """
    dispute_id | community_id | found_on   | due_on     | resolution | resolved_on
    -----------+--------------+------------+------------+------------+------------
    1          | C1           | 2026-10-20 | 2026-11-20 | resolved   | 2026-11-20
    2          | C1           | 2026-10-20 | 2026-11-20 | resolved   | 2026-11-21
    3          | C1           | 2026-10-20 | 2026-11-22 | unresolved |
    4          | C1           | 2026-10-20 |            | unresolved |
    5          | C1           | 2026-10-20 | 2026-11-25 | resolved   | 2026-11-01
"""


def test_the_day_of_the_deadline_is_still_on_time(tables):
    resolved = tables(KEY, communities=AREAS, disputes=DISPUTES)
    assert resolved.parts(KEY, "community") == {"C1": (1, 3), "C2": (0, 0)}
    assert resolved.state(KEY, "community")["C1"] == "red"


def test_a_deadline_after_the_data_is_not_counted_yet(tables):
    resolved = tables(KEY, communities=AREAS, disputes=DISPUTES)
    assert resolved.parts(KEY, "community", "2026-11")["C1"] == (1, 3)
