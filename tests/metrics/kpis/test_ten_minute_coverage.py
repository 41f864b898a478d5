"""Households within 500 m of a facility; 0.001 degrees of latitude are about 111 m."""

KEY = "ten_minute_coverage"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 600
    C2           | 汀蘅社区       | 100
"""

GRIDS = """
    community_id | grid_id | resident_households
    -------------+---------+--------------------
    C1           | NEAR    | 300
    C1           | FAR     | 200
    C1           | UNDRAWN | 100
    C2           | OTHER   | 100
"""

BOUNDARIES = """
    community_id | grid_id | geometry
    -------------+---------+----------------------------------------------------------------------
    C1           | NEAR    | POLYGON((110 34, 110.001 34, 110.001 34.001, 110 34.001, 110 34))
    C1           | FAR     | POLYGON((110 34.008, 110.001 34.008, 110.001 34.009, 110 34.009, 110 34.008))
    C2           | OTHER   | POLYGON((110 33.997, 110.001 33.997, 110.001 33.998, 110 33.998, 110 33.997))
"""

FACILITIES = """
    community_id | facility_name | floor_area_m2 | is_counted | status | longitude | latitude
    -------------+---------------+---------------+------------+--------+-----------+---------
    C1           | 中心          | 500           | yes        | in_use | 110.0005  | 34.0085
    C1           | 旧站          | 500           | yes        | closed | 110.0005  | 34.0085
    C2           | 物业          | 500           | no         | in_use | 110.0005  | 34.0085
"""

POINTS = """
    community_id | facility_name | geometry
    -------------+---------------+------------------------
    C1           | 中心          | POINT(110.0005 34.0005)
"""


def ten_minutes(tables, **changed):
    drawn = {
        "communities": AREAS,
        "grids": GRIDS,
        "grid_boundaries": BOUNDARIES,
        "facilities": FACILITIES,
        "facility_points": POINTS,
    }
    return tables(KEY, **drawn | changed)


def test_a_facility_of_the_neighbours_serves_too(tables):
    assert ten_minutes(tables).value(KEY, "grid") == {
        "NEAR": 1, "FAR": 0, "UNDRAWN": None, "OTHER": 1,
    }  # fmt: skip


def test_the_drawn_point_goes_before_the_coordinates_in_the_register(tables):
    without = ten_minutes(tables, facility_points=POINTS.replace("中心", "别处"))
    assert without.value(KEY, "grid") == {"NEAR": 0, "FAR": 1, "UNDRAWN": None, "OTHER": 0}


def test_a_grid_that_nobody_drew_is_grey_and_its_community_provisional(tables):
    reach = ten_minutes(tables)
    assert reach.state(KEY, "grid")["UNDRAWN"] == "not_reported"
    assert reach.parts(KEY, "community")["C1"] == (300, 500)
    assert reach.flags(KEY, "community") == {"C1": "provisional", "C2": ""}


def test_where_no_facility_counts_nobody_is_covered(tables):
    closed = ten_minutes(tables, facilities=FACILITIES.replace("yes ", "no  "))
    assert closed.value(KEY, "community") == {"C1": 0, "C2": 0}
