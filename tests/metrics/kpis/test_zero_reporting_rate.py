"""Communities that filed every weekly zero report."""

KEY = "zero_reporting_rate"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

REPORTS = """
    community_id | week     | petitions | accidents | cases
    -------------+----------+-----------+-----------+------
    C1           | 2026-W39 | 0         | 0         | 0
    C1           | 2026-W40 | 0         | 0         | 0
    C1           | 2026-W41 | 0         | 0         | 0
    C1           | 2026-W42 | 3         | 0         | 0
    C1           | 2026-W43 | 0         | 0         | 0
    C2           | 2026-W40 | 0         | 0         | 0
    C2           | 2026-W41 | 0         | 0         | 0
    C2           | 2026-W43 | 0         | 0         | 0
    C2           | 2026-W44 | 0         | 0         | 0
    C2           | 2026-W45 | 0         | 0         | 0
    C2           | 2026-W46 | 0         | 0         | 0
    C2           | 2026-W47 | 0         | 0         | 0
"""


def test_a_week_belongs_to_the_month_of_its_sunday(tables):
    """October 2026 asks for W40 to W43: W44 ends on 1 November."""
    filed = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert filed.value(KEY, "community", "2026-10") == {"C1": 1, "C2": 0}
    assert filed.parts(KEY, "subdistrict", "2026-10") == {"subdistrict": (1, 2)}


def test_a_report_of_events_is_filed_like_a_report_of_none(tables):
    filed = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert filed.value(KEY, "community", "2026-W42") == {"C1": 1, "C2": 0}


def test_no_report_is_grey_at_the_community_and_counts_against_the_subdistrict(tables):
    filed = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert filed.state(KEY, "community") == {"C1": "not_reported", "C2": "green"}
    assert filed.state(KEY, "subdistrict") == {"subdistrict": "red"}


def test_a_month_that_still_runs_asks_for_the_weeks_that_have_ended(tables):
    filed = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert filed.value(KEY, "community", "2026-11") == {"C1": 0, "C2": 1}
    assert filed.flags(KEY, "community", "2026-11") == {"C1": "provisional", "C2": "provisional"}
