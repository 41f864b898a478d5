"""No petition that counts, and a report that says so."""

KEY = "zero_petition"

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
    C1           | 2026-W47 | 1         | 0         | 0
    C2           | 2026-W47 | 0         | 0         | 0
    C3           | 2026-W47 | 0         | 0         | 0
    C5           | 2026-W47 | 0         | 0         | 0
"""

PETITIONS = """
    petition_id | registered_on | community_id | counts_toward_zero
    ------------+---------------+--------------+-------------------
    1           | 2026-11-16    | C1           | no
    2           | 2026-11-22    | C2           | yes
    3           | 2026-11-18    | C3           | pending
    4           | 2026-11-15    | C1           | yes
    5           | 2026-11-18    | C5           |
"""


def test_registering_what_is_settled_here_costs_no_zero(tables):
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, petitions=PETITIONS)
    assert zero.value(KEY, "community")["C1"] == 1


def test_counted_is_red_pending_is_amber_not_filed_is_grey(tables):
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, petitions=PETITIONS)
    assert zero.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0, "C4": 0, "C5": 0}
    assert zero.state(KEY, "community") == {
        "C1": "green", "C2": "red", "C3": "amber", "C4": "not_reported", "C5": "amber",
    }  # fmt: skip


def test_the_register_is_the_denominator_not_the_reports(tables):
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, petitions=PETITIONS)
    assert zero.parts(KEY, "subdistrict") == {"subdistrict": (1, 5)}


def test_the_reference_of_80_percent_is_the_offices_and_70_is_still_amber(tables):
    def light(attained):
        areas = "community_id | community_name\n---+---\n" + "".join(
            f"D{n:02} | 社区{n}\n" for n in range(20)
        )
        reports = "community_id | week | petitions | accidents | cases\n---+---\n" + "".join(
            f"D{n:02} | 2026-W47 | 0 | 0 | 0\n" for n in range(attained)
        )
        zero = tables(KEY, communities=areas, zero_reports=reports, petitions=PETITIONS)
        return zero.state(KEY, "subdistrict")["subdistrict"]

    assert [light(16), light(14), light(13)] == ["green", "amber", "red"]
