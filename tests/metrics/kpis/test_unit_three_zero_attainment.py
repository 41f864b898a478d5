"""Enterprises and institutions that attain all three zeros."""

import pytest

KEY = "unit_three_zero_attainment"

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

PETITIONS = """
    petition_id | registered_on | community_id | unit_name | counts_toward_zero
    ------------+---------------+--------------+-----------+-------------------
    1           | 2026-11-18    | C1           | 乙学校    | no
    2           | 2026-11-18    | C1           |           | yes
    3           | 2026-11-10    | C1           | 乙学校    | yes
"""

ACCIDENTS = """
    accident_id | occurred_at         | community_id | unit_name | deaths | counts_toward_zero
    ------------+---------------------+--------------+-----------+--------+-------------------
    1           | 2026-11-18 08:00:00 | C1           | 乙学校    | 0      | yes
    2           | 2026-11-10 08:00:00 | C1           | 乙学校    | 0      | yes
"""

CASES = """
    case_id | case_class   | occurred_at         | community_id | unit_name | is_major_impact | counts_toward_zero
    --------+--------------+---------------------+--------------+-----------+-----------------+-------------------
    1       | public_order | 2026-11-18 08:00:00 | C1           | 乙学校    | no              | yes
    2       | criminal     | 2026-11-22 08:00:00 | C2           | 甲公司    |                 | pending
    3       | public_order | 2026-11-10 08:00:00 | C1           | 乙学校    | no              | yes
"""


@pytest.fixture
def drawn():
    return {
        "units": UNITS,
        "unit_zero_reports": REPORTS,
        "petitions": PETITIONS,
        "accidents": ACCIDENTS,
        "cases": CASES,
    }


def test_only_what_counts_or_is_pending_and_names_the_unit_breaks_its_zero(tables, drawn):
    zero = tables(KEY, **drawn, communities=AREAS)
    assert zero.parts(KEY, "community") == {"C1": (2, 3), "C2": (0, 1)}


def test_who_did_not_file_does_not_attain(tables, drawn):
    zero = tables(
        KEY, **drawn | {"unit_zero_reports": REPORTS.replace("U2", "U1")}, communities=AREAS
    )
    assert zero.parts(KEY, "community")["C1"] == (1, 3)


def test_the_office_took_90_percent(tables, drawn):
    zero = tables(KEY, **drawn, communities=AREAS)
    assert zero.state(KEY, "subdistrict") == {"subdistrict": "red"}
