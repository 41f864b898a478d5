"""Enterprises and institutions that filed every weekly zero report."""

KEY = "unit_zero_reporting_rate"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

UNITS = """
    unit_id | unit_name | community_id | status
    --------+-----------+--------------+-------------
    U1      | 甲公司    | C1           | active
    U2      | 乙学校    | C1           | active
    U3      | 丙市场    | C1           | active
    U4      | 丁公司    | C1           | deregistered
    U5      | 甲公司    | C2           | active
"""

REPORTS = """
    unit_id | community_id | week     | petitions | accidents | cases
    --------+--------------+----------+-----------+-----------+------
    U1      | C1           | 2026-W46 | 0         | 0         | 0
    U1      | C1           | 2026-W47 | 0         | 0         | 0
    U2      | C1           | 2026-W47 | 0         | 0         | 0
    U5      | C2           | 2026-W47 | 0         | 0         | 0
"""


def test_out_of_all_open_units_on_the_register(tables):
    filed = tables(KEY, communities=AREAS, units=UNITS, unit_zero_reports=REPORTS)
    assert filed.parts(KEY, "community") == {"C1": (2, 3), "C2": (1, 1)}
    assert filed.parts(KEY, "community", "2026-W46") == {"C1": (1, 3), "C2": (0, 1)}


def test_every_unit_is_to_file(tables):
    filed = tables(KEY, communities=AREAS, units=UNITS, unit_zero_reports=REPORTS)
    assert filed.state(KEY, "community") == {"C1": "red", "C2": "green"}
