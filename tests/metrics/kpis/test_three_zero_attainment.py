"""Communities that attain all three zeros."""

import pytest

KEY = "three_zero_attainment"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
    C4           | 砚浦社区
    C5           | 枫渡社区
"""

REPORTS = """
    community_id | week     | petitions | accidents | cases
    -------------+----------+-----------+-----------+------
    C1           | 2026-W47 | 0         | 0         | 0
    C2           | 2026-W47 | 0         | 0         | 0
    C3           | 2026-W47 | 0         | 0         | 0
    C4           | 2026-W47 | 0         | 0         | 0
"""

PETITIONS = """
    petition_id | registered_on | community_id | counts_toward_zero
    ------------+---------------+--------------+-------------------
    1           | 2026-11-18    | C2           | yes
    2           | 2026-11-18    | C4           | pending
"""

ACCIDENTS = """
    accident_id | occurred_at         | community_id | deaths | counts_toward_zero
    ------------+---------------------+--------------+--------+-------------------
    1           | 2026-11-18 08:00:00 | C3           | 1      | yes
    2           | 2026-11-18 08:00:00 | C4           | 1      | no
"""

CASES = """
    case_id | case_class | occurred_at         | community_id | counts_toward_zero
    --------+------------+---------------------+--------------+-------------------
    1       | criminal   | 2026-11-18 08:00:00 | C3           | yes
"""


@pytest.fixture
def drawn():
    return {
        "communities": AREAS,
        "zero_reports": REPORTS,
        "petitions": PETITIONS,
        "accidents": ACCIDENTS,
        "cases": CASES,
    }


def test_one_counted_event_of_any_kind_is_enough_to_miss(tables, drawn):
    zero = tables(KEY, **drawn)
    assert zero.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0, "C4": 0, "C5": 0}
    assert zero.state(KEY, "community") == {
        "C1": "green", "C2": "red", "C3": "red", "C4": "amber", "C5": "not_reported",
    }  # fmt: skip


def test_the_rate_is_out_of_all_communities(tables, drawn):
    zero = tables(KEY, **drawn)
    assert zero.parts(KEY, "subdistrict") == {"subdistrict": (1, 5)}


def test_without_a_case_ledger_nothing_can_be_said(tables, drawn):
    del drawn["cases"]
    zero = tables(KEY, **drawn)
    assert set(zero.state(KEY, "community").values()) == {"not_reported"}


def test_a_community_that_sends_totals_only_is_provisional_in_the_week(tables, drawn):
    totals = """
        community_id | month   | criminal_cases
        -------------+---------+---------------
        C1           | 2026-10 | 3
    """
    zero = tables(KEY, **drawn, case_totals=totals)
    assert zero.flags(KEY, "community")["C1"] == "provisional"
    assert zero.value(KEY, "community")["C1"] == 1
    assert zero.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}
