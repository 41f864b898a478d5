"""How many grid workers are missing."""

KEY = "grid_worker_gap"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 900
    C2           | 汀蘅社区       | 150
"""

GRIDS = """
    community_id | grid_id | resident_households
    -------------+---------+--------------------
    C1           | G1      | 450
    C1           | G2      | 450
    C2           | G3      | 150
"""

STAFF = """
    community_id | grid_id | role   | status  | person_key
    -------------+---------+--------+---------+-----------
    C1           | G1      | worker | on_duty | a
    C1           | G2      | worker | on_duty | b
    C1           | G2      | worker | on_duty | c
    C2           | G3      | worker | on_duty | d
    C2           | G3      | worker | on_duty | e
"""


def test_a_surplus_in_one_grid_does_not_fill_the_gap_of_another(tables):
    gaps = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert gaps.value(KEY, "grid") == {"G1": 2, "G2": 1, "G3": 0}
    assert gaps.value(KEY, "community") == {"C1": 3, "C2": 0}
    assert gaps.parts(KEY, "subdistrict") == {"subdistrict": (3, None)}


def test_a_gap_of_one_is_amber_a_gap_of_two_is_red(tables):
    gaps = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert gaps.state(KEY, "grid") == {"G1": "red", "G2": "amber", "G3": "green"}
    assert gaps.state(KEY, "community") == {"C1": "red", "C2": "green"}
