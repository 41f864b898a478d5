"""Disputes resolved by the end of the period in which they were found."""

KEY = "dispute_resolution_rate"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

DISPUTES = """
    dispute_id | community_id | found_on   | resolution | resolved_on
    -----------+--------------+------------+------------+------------
    1          | C1           | 2026-11-16 | resolved   | 2026-11-22
    2          | C1           | 2026-11-16 | unresolved |
    3          | C1           | 2026-11-15 | resolved   | 2026-11-16
    4          | C1           | 2026-10-30 | resolved   | 2026-11-02
    5          | C1           | 2026-11-18 | unresolved | 2026-11-19
"""


def test_found_and_resolved_within_the_week(tables):
    resolved = tables(KEY, communities=AREAS, disputes=DISPUTES)
    assert resolved.parts(KEY, "community") == {"C1": (1, 3), "C2": (0, 0)}


def test_what_is_resolved_after_the_period_does_not_count_in_it(tables):
    resolved = tables(KEY, communities=AREAS, disputes=DISPUTES)
    assert resolved.parts(KEY, "community", "2026-W46")["C1"] == (0, 1)
    assert resolved.parts(KEY, "community", "2026-W44")["C1"] == (0, 1)
    assert resolved.parts(KEY, "community", "2026-11")["C1"] == (2, 4)


def test_a_week_is_too_short_to_be_judged(tables):
    resolved = tables(KEY, communities=AREAS, disputes=DISPUTES.replace("2026-10-30", "2026-10-26"))
    assert set(resolved.state(KEY, "community").values()) == {"no_target"}
