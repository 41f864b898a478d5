"""Zero reports that came after the Sunday of their week."""

KEY = "zero_report_late_share"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

REPORTS = """
    community_id | week     | petitions | accidents | cases | filed_at
    -------------+----------+-----------+-----------+-------+--------------------
    C1           | 2026-W44 | 0         | 0         | 0     | 2026-11-01 12:00:00
    C1           | 2026-W45 | 0         | 0         | 0     | 2026-11-09 00:10:00
    C1           | 2026-W46 | 0         | 0         | 0     | 2026-11-15 23:50:00
    C1           | 2026-W47 | 0         | 0         | 0     |
    C2           | 2026-W47 | 0         | 0         | 0     | 2026-11-20 12:00:00
"""


def test_monday_is_late_and_sunday_is_not(tables):
    late = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert late.parts(KEY, "community", "2026-W45") == {"C1": (1, 1), "C2": (0, 0)}
    assert late.parts(KEY, "community", "2026-W46")["C1"] == (0, 1)


def test_a_report_without_a_time_is_left_out(tables):
    late = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert late.parts(KEY, "community") == {"C1": (0, 0), "C2": (0, 1)}


def test_a_week_belongs_to_the_month_of_its_sunday(tables):
    late = tables(KEY, communities=AREAS, zero_reports=REPORTS)
    assert late.parts(KEY, "subdistrict", "2026-11") == {"subdistrict": (1, 4)}
