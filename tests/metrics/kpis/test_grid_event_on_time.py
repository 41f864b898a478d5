"""Grid events closed by their deadline."""

from datetime import date

KEY = "grid_event_on_time"

GRIDS = """
    community_id | grid_id
    -------------+--------
    C1           | G1
    C1           | G2
    C2           | G3
"""

EVENTS = """
    event_id | community_id | grid_id | reported_at         | due_on     | closed_at
    ---------+--------------+---------+---------------------+------------+--------------------
    1        | C1           | G1      | 2026-11-09 08:00:00 | 2026-11-18 | 2026-11-18 23:59:00
    2        | C1           | G1      | 2026-11-09 08:00:00 | 2026-11-18 | 2026-11-19 00:01:00
    3        | C1           | G1      | 2026-11-09 08:00:00 | 2026-11-16 |
    4        | C1           | G2      | 2026-11-09 08:00:00 | 2026-11-22 | 2026-11-10 08:00:00
    5        | C1           | G2      | 2026-11-09 08:00:00 | 2026-11-24 | 2026-11-10 08:00:00
    6        | C1           | G2      | 2026-11-09 08:00:00 | 2026-11-25 |
    7        | C1           | G2      | 2026-10-20 08:00:00 | 2026-10-25 |
"""


def test_the_day_of_the_deadline_is_still_on_time_and_open_past_it_is_a_failure(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.parts(KEY, "grid") == {"G1": (1, 3), "G2": (1, 1), "G3": (0, 0)}
    assert events.parts(KEY, "subdistrict") == {"subdistrict": (2, 4)}


def test_nothing_due_has_no_value(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.value(KEY, "community")["C2"] is None
    assert events.state(KEY, "community")["C2"] == "no_target"


def test_a_deadline_after_the_day_of_the_ledger_is_not_counted_yet(tables):
    month = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert month.parts(KEY, "community", "2026-11")["C1"] == (2, 4)
    assert month.flags(KEY, "community", "2026-11")["C1"] == "provisional"
    later = tables(KEY, as_of=date(2026, 11, 29), grids=GRIDS, grid_events=EVENTS)
    assert later.parts(KEY, "community", "2026-11")["C1"] == (3, 6)


def test_the_office_set_95_percent_and_amber_from_85(tables):
    events = tables(KEY, grids=GRIDS, grid_events=EVENTS)
    assert events.state(KEY, "grid") == {"G1": "red", "G2": "green", "G3": "no_target"}


def test_a_withdrawn_grid_keeps_its_events(tables):
    grids = GRIDS.replace("grid_id", "grid_id | status").replace("+--------", "+--------+--------")
    grids = grids.replace("| G1", "| G1 | withdrawn").replace("| G2", "| G2 | active")
    grids = grids.replace("| G3", "| G3 | active")
    events = tables(KEY, grids=grids, grid_events=EVENTS)
    assert events.parts(KEY, "community")["C1"] == (2, 4)
