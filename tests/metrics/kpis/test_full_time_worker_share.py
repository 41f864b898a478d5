"""How many of the grid workers are full-time."""

KEY = "full_time_worker_share"

GRIDS = """
    community_id | grid_id | grid_kind
    -------------+---------+------------
    C1           | G1      | residential
    C1           | G2      | residential
    C1           | G3      | dedicated
"""

STAFF = """
    community_id | grid_id | role             | employment | status  | person_key
    -------------+---------+------------------+------------+---------+-----------
    C1           | G1      | worker           | full_time  | on_duty | a
    C1           | G1      | full_time_worker | part_time  | on_duty | b
    C1           | G1      | part_time_worker |            | on_duty | c
    C1           | G1      | full_time_worker |            | on_duty | d
    C1           | G1      | worker           |            | on_duty | e
    C1           | G1      | worker           | full_time  | left    | f
    C1           | G1      | leader           | full_time  | on_duty | g
    C1           | G2      | worker           | full_time  | on_duty | a
    C1           | G3      | worker           | full_time  | on_duty | a
"""


def test_employment_goes_before_the_name_of_the_post(tables):
    staff = tables(KEY, grids=GRIDS, grid_staff=STAFF)
    assert staff.parts(KEY, "grid") == {"G1": (2, 4), "G2": (1, 1)}


def test_who_works_in_two_grids_counts_in_both(tables):
    staff = tables(KEY, grids=GRIDS, grid_staff=STAFF)
    assert staff.parts(KEY, "community") == {"C1": (3, 5)}
    assert staff.state(KEY, "community") == {"C1": "no_target"}


def test_a_grid_without_workers_has_no_value(tables):
    staff = tables(KEY, grids=GRIDS, grid_staff=STAFF.replace("G2 ", "G1 "))
    assert staff.value(KEY, "grid")["G2"] is None
