"""No accident with casualties that counts."""

KEY = "zero_accident"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
    C4           | 砚浦社区
"""

REPORTS = """
    community_id | week     | petitions | accidents | cases
    -------------+----------+-----------+-----------+------
    C1           | 2026-W47 | 0         | 0         | 0
    C2           | 2026-W47 | 0         | 0         | 0
    C3           | 2026-W47 | 0         | 0         | 0
    C4           | 2026-W47 | 0         | 0         | 0
"""

ACCIDENTS = """
    accident_id | occurred_at         | community_id | deaths | seriously_injured | slightly_injured | counts_toward_zero
    ------------+---------------------+--------------+--------+-------------------+------------------+-------------------
    1           | 2026-11-16 08:00:00 | C1           | 0      | 0                 | 0                | yes
    2           | 2026-11-22 23:59:00 | C2           | 0      |                   | 1                | yes
    3           | 2026-11-20 10:00:00 | C3           | 0      | 1                 | 0                | pending
    4           | 2026-11-20 10:00:00 | C4           | 0      | 0                 | 0                | pending
    5           | 2026-11-20 10:00:00 | C4           | 0      | 2                 | 0                | no
"""


def test_damage_to_property_costs_no_zero(tables):
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, accidents=ACCIDENTS)
    assert zero.state(KEY, "community") == {
        "C1": "green", "C2": "red", "C3": "amber", "C4": "green",
    }  # fmt: skip


def test_the_last_minute_of_sunday_belongs_to_the_week(tables):
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, accidents=ACCIDENTS)
    assert zero.value(KEY, "community")["C2"] == 0
    assert zero.parts(KEY, "subdistrict") == {"subdistrict": (2, 4)}


def test_a_week_after_the_ledger_ends_is_not_reported(tables):
    old = ACCIDENTS.replace("2026-11", "2026-10") + "\n"
    header, dashes, *rows = [line for line in old.splitlines() if line.strip()]
    aged = [f"{header} | as_of_on", dashes, *(f"{row} | 2026-10-31" for row in rows)]
    zero = tables(KEY, communities=AREAS, zero_reports=REPORTS, accidents="\n".join(aged))
    assert set(zero.state(KEY, "community").values()) == {"not_reported"}
    assert set(zero.value(KEY, "community").values()) == {None}
