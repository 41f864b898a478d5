"""How many grid events are reported."""

KEY = "grid_events_per_100_households"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 400
    C2           | 汀蘅社区       | 0
    C3           | 槐榭社区       |
"""

EVENTS = """
    event_id | community_id | grid_id | reported_at
    ---------+--------------+---------+--------------------
    1        | C1           | G1      | 2026-11-16 00:00:00
    2        | C1           | G1      | 2026-11-22 23:59:00
    3        | C1           | G1      | 2026-11-15 23:59:00
    4        | C3           | G9      | 2026-11-18 12:00:00
"""


def test_events_per_hundred_households(tables):
    events = tables(KEY, communities=AREAS, grid_events=EVENTS)
    assert events.value(KEY, "community") == {"C1": 0.5, "C2": None, "C3": None}
    assert events.parts(KEY, "community")["C1"] == (2, 400)


def test_a_volume_has_no_colour(tables):
    events = tables(KEY, communities=AREAS, grid_events=EVENTS)
    assert events.state(KEY, "community") == {
        "C1": "no_target", "C2": "no_target", "C3": "not_reported",
    }  # fmt: skip


def test_households_that_are_not_known_make_the_whole_provisional(tables):
    events = tables(KEY, communities=AREAS, grid_events=EVENTS)
    assert events.parts(KEY, "subdistrict") == {"subdistrict": (2, 400)}
    assert events.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}
