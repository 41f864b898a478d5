"""How many households a grid worker looks after; persons are counted once."""

import pytest

KEY = "households_per_grid_worker"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 600
    C2           | 汀蘅社区       | 200
"""

GRIDS = """
    community_id | grid_id | grid_kind   | resident_households
    -------------+---------+-------------+--------------------
    C1           | G1      | residential | 300
    C1           | G2      | residential | 300
    C2           | G3      | residential | 200
    C2           | G9      | dedicated   | 0
"""

STAFF = """
    community_id | grid_id | role   | status  | person_key
    -------------+---------+--------+---------+-----------
    C1           | G1      | worker | on_duty | a
    C1           | G1      | worker | on_duty | b
    C1           | G2      | worker | on_duty | a
    C2           | G9      | worker | on_duty | c
"""


def test_who_works_in_two_grids_is_one_person_in_the_community(tables):
    shared = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert shared.parts(KEY, "grid") == {"G1": (300, 2), "G2": (300, 1), "G3": (200, 0)}
    assert shared.parts(KEY, "community") == {"C1": (600, 2), "C2": (200, 0)}


def test_a_grid_without_a_worker_has_no_value_and_is_red(tables):
    shared = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert shared.value(KEY, "grid") == {"G1": 150, "G2": 300, "G3": None}
    assert shared.state(KEY, "grid") == {"G1": "green", "G2": "red", "G3": "red"}


def test_namesakes_without_a_telephone_are_two_persons(tables):
    nameless = """
        community_id | grid_id | role   | status  | person_key
        -------------+---------+--------+---------+-----------
        C1           | G1      | worker | on_duty |
        C1           | G1      | worker | on_duty |
    """
    shared = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=nameless)
    assert shared.parts(KEY, "community")["C1"] == (600, 2)


def test_households_of_a_community_without_a_roster_are_left_out_above(tables):
    only_c1 = "\n".join(line for line in STAFF.splitlines() if "C2" not in line)
    shared = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=only_c1)
    assert shared.value(KEY, "subdistrict") == {"subdistrict": pytest.approx(600 / 2)}
    assert shared.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}
    assert shared.state(KEY, "community")["C2"] == "not_reported"


def test_a_grid_whose_households_are_not_known_is_left_out_with_its_workers(tables):
    unknown = GRIDS.replace("C1           | G2      | residential | 300", "C1|G2|residential|")
    staff = STAFF + "    C1 | G2 | worker | on_duty | d\n"
    shared = tables(KEY, communities=AREAS, grids=unknown, grid_staff=staff)
    assert shared.parts(KEY, "community")["C1"] == (300, 2)
    assert shared.flags(KEY, "community") == {"C1": "provisional", "C2": ""}
    assert shared.state(KEY, "grid")["G2"] == "not_reported"
