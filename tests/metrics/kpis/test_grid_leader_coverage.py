"""Grids that have a leader on duty."""

KEY = "grid_leader_coverage"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 600
    C2           | 汀蘅社区       | 300
"""

GRIDS = """
    community_id | grid_id | grid_kind   | resident_households | status
    -------------+---------+-------------+---------------------+----------
    C1           | G1      | residential | 300                 | active
    C1           | G2      | residential | 300                 | active
    C1           | G9      | dedicated   | 0                   | active
    C1           | G8      | residential | 250                 | withdrawn
    C2           | G3      | residential | 300                 | active
"""

STAFF = """
    community_id | grid_id | role          | status  | person_key
    -------------+---------+---------------+---------+-----------
    C1           | G1      | leader        | on_duty | zhang
    C1           | G2      | leader        | left    | wang
    C1           | G2      | deputy_leader | on_duty | li
    C1           | G9      | leader        | on_duty | zhang
    C1           | G8      | leader        | on_duty | zhang
    C2           | G3      | worker        | on_duty | chen
"""


def test_a_leader_who_left_leads_no_grid(tables):
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert covered.value(KEY, "grid") == {"G1": 1, "G2": 0, "G3": 0, "G9": 1}
    assert covered.state(KEY, "grid") == {
        "G1": "green",
        "G2": "amber",
        "G3": "amber",
        "G9": "green",
    }


def test_dedicated_grids_need_a_leader_too_and_withdrawn_ones_do_not(tables):
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert covered.parts(KEY, "community") == {"C1": (2, 3), "C2": (0, 1)}


def test_one_person_may_lead_two_grids(tables):
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert covered.value(KEY, "grid")["G1"] == covered.value(KEY, "grid")["G9"] == 1


def test_the_subdistrict_is_not_the_mean_of_its_communities(tables):
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=STAFF)
    assert covered.value(KEY, "subdistrict") == {"subdistrict": 2 / 4}


def test_a_community_that_sent_no_roster_is_grey_and_not_zero(tables):
    only_c1 = "\n".join(line for line in STAFF.splitlines() if "C2" not in line)
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=only_c1)
    assert covered.value(KEY, "community")["C2"] is None
    assert covered.state(KEY, "community")["C2"] == "not_reported"
    assert covered.state(KEY, "grid")["G3"] == "not_reported"
    assert covered.parts(KEY, "subdistrict") == {"subdistrict": (2, 3)}
    assert covered.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}


ROSTERS = """
    community_id | grid_id | role   | status  | person_key | import_id | as_of_on
    -------------+---------+--------+---------+------------+-----------+-----------
    C1           | G1      | leader | on_duty | zhang      | 1         | 2026-10-20
    C1           | G2      | worker | on_duty | li         | 1         | 2026-10-20
    C1           | G9      | leader | on_duty | wang       | 1         | 2026-10-20
    C1           | G1      | leader | on_duty | zhang      | 2         | 2026-11-08
    C1           | G2      | worker | on_duty | li         | 2         | 2026-11-08
    C1           | G9      | leader | left    | wang       | 2         | 2026-11-08
"""


def test_a_grid_without_a_leader_is_amber_for_fourteen_days_and_red_after_that(tables):
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=ROSTERS)
    weeks = {
        week: covered.state(KEY, "grid", week) for week in ("2026-W44", "2026-W45", "2026-W47")
    }
    assert {week: states["G2"] for week, states in weeks.items()} == {
        "2026-W44": "amber", "2026-W45": "red", "2026-W47": "red",
    }  # fmt: skip
    # G9 lost its leader by the roster of the 8th: 14 days later, on the 22nd, is not more than 14.
    assert {week: states["G9"] for week, states in weeks.items()} == {
        "2026-W44": "green", "2026-W45": "amber", "2026-W47": "amber",
    }  # fmt: skip
    assert covered.state(KEY, "grid", "2026-11")["G9"] == "amber"  # the month is not over
    assert {states["G1"] for states in weeks.values()} == {"green"}


def test_a_new_leader_ends_the_count_and_the_next_gap_starts_afresh(tables):
    later = (
        ROSTERS
        + """
    C1           | G2      | leader | on_duty | chen       | 3         | 2026-11-15
    C1           | G2      | leader | left    | chen       | 4         | 2026-11-21
    """
    )
    covered = tables(KEY, communities=AREAS, grids=GRIDS, grid_staff=later)
    assert covered.state(KEY, "grid", "2026-W46")["G2"] == "green"
    assert covered.state(KEY, "grid", "2026-W47")["G2"] == "amber"
