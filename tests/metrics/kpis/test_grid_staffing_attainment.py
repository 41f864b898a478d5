"""One worker for every 150 households, grid by grid."""

KEY = "grid_staffing_attainment"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 1051
"""

GRIDS = """
    community_id | grid_id | grid_kind   | resident_households
    -------------+---------+-------------+--------------------
    C1           | G1      | residential | 300
    C1           | G2      | residential | 151
    C1           | G3      | residential | 0
    C1           | G4      | residential | 150
    C1           | G5      | residential | 450
    C1           | G9      | dedicated   | 0
"""

STAFF = """
    community_id | grid_id | role             | status  | person_key
    -------------+---------+------------------+---------+-----------
    C1           | G1      | worker           | on_duty | a
    C1           | G1      | part_time_worker | on_duty | b
    C1           | G2      | full_time_worker | on_duty | c
    C1           | G2      | leader           | on_duty | d
    C1           | G4      | worker           | left    | e
    C1           | G5      | worker           | on_duty | a
    C1           | G5      | worker           | on_duty | a
"""


def test_151_households_need_two_workers(tables):
    staffed = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert staffed.value(KEY, "grid") == {"G1": 1, "G2": 0, "G3": None, "G4": 0, "G5": 0}


def test_one_missing_is_amber_two_missing_or_nobody_at_all_is_red(tables):
    staffed = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert staffed.state(KEY, "grid") == {
        "G1": "green", "G2": "amber", "G3": "no_target", "G4": "red", "G5": "red",
    }  # fmt: skip


def test_a_person_listed_twice_in_a_grid_is_one_worker_and_in_two_grids_counts_in_both(tables):
    staffed = tables("grid_worker_gap", communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    gaps = staffed.value("grid_worker_gap", "grid")
    assert gaps == {"G1": 0, "G2": 1, "G3": 0, "G4": 1, "G5": 2}


def test_dedicated_grids_and_grids_without_households_stay_out_of_the_community(tables):
    staffed = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert staffed.parts(KEY, "community") == {"C1": (1, 4)}
    assert staffed.state(KEY, "community") == {"C1": "red"}
