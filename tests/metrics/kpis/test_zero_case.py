"""No criminal case and no public-order case of major impact; C3 and C4 send monthly totals only."""

import pytest

KEY = "zero_case"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
    C4           | 砚浦社区
"""

REPORTS = "community_id | week | petitions | accidents | cases\n---+---\n" + "".join(
    f"C{community} | 2026-W{week} | 0 | 0 | {1 if (community, week) == (4, 47) else 0}\n"
    for community in (1, 2, 3, 4)
    for week in range(35, 48)
)

CASES = """
    case_id | case_class   | occurred_at         | community_id | is_major_impact | counts_toward_zero
    --------+--------------+---------------------+--------------+-----------------+-------------------
    1       | public_order | 2026-11-17 08:00:00 | C1           | no              | yes
    2       | public_order | 2026-11-17 08:00:00 | C2           | yes             | yes
    3       | criminal     | 2026-10-05 08:00:00 | C1           | no              | pending
    4       | criminal     | 2026-09-01 08:00:00 | C2           | no              | no
"""

TOTALS = """
    community_id | month   | criminal_cases | major_public_order_cases
    -------------+---------+----------------+-------------------------
    C3           | 2026-09 | 0              | 0
    C3           | 2026-10 | 0              | 0
    C4           | 2026-09 | 0              | 1
    C4           | 2026-10 | 0              |
"""


@pytest.fixture
def zero(tables):
    return tables(KEY, communities=AREAS, zero_reports=REPORTS, cases=CASES, case_totals=TOTALS)


def test_an_ordinary_public_order_case_costs_no_zero(zero):
    states = zero.state(KEY, "community")
    assert (states["C1"], states["C2"]) == ("green", "red")
    assert zero.state(KEY, "community", "2026-10")["C1"] == "amber"


def test_where_only_totals_are_sent_a_week_rests_on_the_zero_report_and_is_provisional(zero):
    assert zero.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 1, "C4": 0}
    assert zero.flags(KEY, "community") == {
        "C1": "", "C2": "", "C3": "provisional", "C4": "provisional",
    }  # fmt: skip


def test_a_month_rests_on_its_totals(zero):
    assert zero.state(KEY, "community", "2026-09") == {
        "C1": "green", "C2": "green", "C3": "green", "C4": "red",
    }  # fmt: skip
    assert zero.value(KEY, "community", "2026-10")["C4"] == 1
    assert zero.flags(KEY, "community", "2026-10")["C4"] == ""


def test_a_month_without_totals_is_not_reported(zero):
    assert zero.state(KEY, "community", "2026-11")["C3"] == "not_reported"
    assert zero.value(KEY, "community", "2026-11")["C3"] == 0


def test_a_quarter_that_still_runs_asks_for_the_totals_of_its_finished_months(zero):
    assert zero.state(KEY, "community", "2026-Q4")["C3"] == "green"


def test_a_district_that_only_ever_sends_totals_is_measured_too(tables):
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, case_totals=TOTALS)
    assert zero.value(KEY, "community", "2026-10") == {"C1": 1, "C2": 1, "C3": 1, "C4": 1}
