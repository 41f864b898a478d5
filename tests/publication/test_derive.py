"""Which rows count: how files of one kind follow one another."""

from datetime import date

from tests.publication.office import AREAS, GRIDS, accept

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 22)

STAFF = """
    community_id | grid_id | role   | status  | person_key
    -------------+---------+--------+---------+-----------
    C1           | G1      | worker | on_duty | a
    C2           | G2      | worker | on_duty | b
"""

C1_ONLY = """
    community_id | grid_id | role   | status  | person_key
    -------------+---------+--------+---------+-----------
    C1           | G1      | worker | on_duty | c
    C1           | G1      | worker | on_duty | d
"""

PETITIONS = """
    petition_id | registered_on | community_id | counts_toward_zero
    ------------+---------------+--------------+-------------------
    P1          | 2026-10-05    | C1           | pending
    P2          | 2026-10-06    | C2           | yes
    P3          | 2026-10-07    | C2           | no
"""


def persons(version, period):
    rows = version.rows("grid_staff", period_id=period)
    return sorted(zip(rows.community_id, rows.person_key, rows.is_back_carried, strict=True))


def test_a_file_of_one_community_replaces_the_state_of_that_community_only(home, published):
    version = published(
        accept(home, communities=AREAS, grid_staff=STAFF, as_of=OCTOBER),
        accept(home, grid_staff=C1_ONLY, as_of=NOVEMBER),
    )
    assert persons(version, "2026-10") == [("C1", "a", False), ("C2", "b", False)]
    assert persons(version, "2026-W47") == [
        ("C1", "c", False), ("C1", "d", False), ("C2", "b", False),
    ]  # fmt: skip


def test_before_the_first_state_the_earliest_later_one_is_carried_back(home, published):
    version = published(
        accept(home, communities=AREAS, grid_staff=C1_ONLY, as_of=NOVEMBER),
        accept(home, grid_staff=STAFF, as_of=OCTOBER),
    )
    assert persons(version, "2026-09") == [("C1", "a", True), ("C2", "b", True)]


def test_of_two_states_of_one_day_the_later_import_counts(home, published):
    version = published(
        accept(home, communities=AREAS, grid_staff=STAFF), accept(home, grid_staff=C1_ONLY)
    )
    assert persons(version, "2026-W47")[0] == ("C1", "c", False)


def test_a_community_that_a_roster_of_others_does_not_name_keeps_silent(home, published):
    version = published(accept(home, communities=AREAS, grids=GRIDS, grid_staff=C1_ONLY))
    measures = version.measures(
        metrics=["grid_leader_coverage"], level="community", periods=["2026-W47"]
    )
    assert dict(zip(measures.place_id, measures.state, strict=True)) == {
        "C1": "red", "C2": "not_reported",
    }  # fmt: skip


def test_a_later_ledger_replaces_the_earlier_one_whole(home, published):
    later = """
        petition_id | registered_on | community_id | counts_toward_zero
        ------------+---------------+--------------+-------------------
        P1          | 2026-10-05    | C1           | no
        P2          | 2026-10-06    | C2           | yes
    """
    first = accept(home, communities=AREAS, petitions=PETITIONS, as_of=OCTOBER)
    version = published(first, accept(home, petitions=later, as_of=NOVEMBER))
    rows = version.rows("petitions")
    assert list(zip(rows.petition_id, rows.counts_toward_zero, strict=True)) == [
        ("P1", "no"), ("P2", "yes"),
    ]  # fmt: skip


def test_an_older_ledger_imported_later_changes_nothing(home, published):
    newer = accept(home, communities=AREAS, petitions=PETITIONS, as_of=NOVEMBER)
    older = accept(home, petitions=PETITIONS.replace("pending", "yes"), as_of=OCTOBER)
    assert set(published(newer, older).rows("petitions").import_id) == {newer}


def test_a_ledger_of_one_community_speaks_for_that_one_only(home, published):
    own = """
        petition_id | registered_on | community_id | counts_toward_zero
        ------------+---------------+--------------+-------------------
        P9          | 2026-11-20    | C2           | yes
    """
    whole = accept(home, communities=AREAS, petitions=PETITIONS, as_of=OCTOBER)
    version = published(whole, accept(home, petitions=own, as_of=NOVEMBER))
    assert sorted(version.rows("petitions").petition_id) == ["P1", "P9"]


SERVICE = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    R1        | V1           | C1           | 2026-10-05 | 1
    R2        | V1           | C1           | 2026-10-06 | 2
              | V1           | C1           | 2026-10-07 | 4
"""


def test_later_events_add_and_correct_and_those_without_a_number_stand_alone(home, published):
    correction = """
        record_id | volunteer_id | community_id | served_on  | service_hours
        ----------+--------------+--------------+------------+--------------
        R2        | V1           | C1           | 2026-10-06 | 3
        R3        | V1           | C1           | 2026-10-09 | 5
                  | V1           | C1           | 2026-10-07 | 4
    """
    first = accept(home, communities=AREAS, volunteer_service=SERVICE)
    version = published(first, accept(home, volunteer_service=correction))
    assert sorted(version.rows("volunteer_service").service_hours) == [1, 3, 4, 4, 5]


def test_undoing_a_correction_brings_the_corrected_row_back(home, published):
    first = accept(home, communities=AREAS, volunteer_service=SERVICE)
    second = accept(home, volunteer_service=SERVICE.replace("| 2", "| 8"))
    assert sorted(published(first, second).rows("volunteer_service").service_hours) == [1, 4, 4, 8]
    assert sorted(published(remove=[second]).rows("volunteer_service").service_hours) == [1, 2, 4]


def test_totals_are_corrected_month_by_month(home, published):
    totals = """
        community_id | month   | criminal_cases
        -------------+---------+---------------
        C1           | 2026-09 | 1
        C1           | 2026-10 | 2
    """
    corrected = """
        community_id | month   | criminal_cases
        -------------+---------+---------------
        C1           | 2026-10 | 5
    """
    version = published(
        accept(home, communities=AREAS, case_totals=totals), accept(home, case_totals=corrected)
    )
    assert sorted(version.rows("case_totals").criminal_cases) == [1, 5]


def test_data_cover_from_the_monday_of_the_first_event_to_their_latest_day(home, published):
    reports = """
        community_id | week     | petitions | accidents | cases
        -------------+----------+-----------+-----------+------
        C1           | 2026-W40 | 0         | 0         | 0
    """
    totals = """
        community_id | month   | criminal_cases
        -------------+---------+---------------
        C1           | 2026-10 | 1
    """
    version = published(
        accept(home, communities=AREAS, volunteer_service=SERVICE, as_of=OCTOBER),
        accept(home, zero_reports=reports, case_totals=totals),
    )
    covered = version.datasets().set_index("dataset")
    days = {name: str(covered.start_on[name].date()) for name in
            ("volunteer_service", "zero_reports", "case_totals")}  # fmt: skip
    assert days == {
        "volunteer_service": "2026-10-05", "zero_reports": "2026-09-28", "case_totals": "2026-09-28",
    }  # fmt: skip
    assert str(covered.through_on["volunteer_service"].date()) == "2026-10-31"
    assert version.through_on == NOVEMBER


def test_places_are_a_tree_with_paths_and_a_community_that_only_grids_name_is_in_it(
    home, published
):
    areas = """
        community_id | community_name | resident_households | subdistrict_name
        -------------+----------------+---------------------+-----------------
        990102013001 | 松岫社区       | 300                 | 槐澜街道
    """
    grids = """
        community_id | grid_id         | grid_name | grid_kind   | resident_households | status
        -------------+-----------------+-----------+-------------+---------------------+----------
                     | 990102013001001 | 第一网格  | residential | 300                 | active
        990102013002 | 990102013002901 | 商圈网格  | dedicated   | 0                   | withdrawn
    """
    places = published(accept(home, communities=areas, grids=grids)).places()
    found = places[["place_id", "parent_id", "path", "kind", "is_active"]]
    assert found.astype(object).where(found.notna(), None).values.tolist() == [
        ["990102013", None, "槐澜街道", None, True],
        ["990102013001", "990102013", "槐澜街道/松岫社区", None, True],
        ["990102013002", "990102013", "槐澜街道/990102013002", None, True],
        ["990102013001001", "990102013001", "槐澜街道/松岫社区/第一网格", "residential", True],
        ["990102013002901", "990102013002", "槐澜街道/990102013002/商圈网格", "dedicated", False],
    ]


def test_geometry_is_computed_once_for_all_periods_that_share_a_state(home, published, monkeypatch):
    from publication import geometry

    computed = []
    real = geometry._reach
    monkeypatch.setattr(
        geometry, "_reach", lambda con, period: computed.append(period) or real(con, period)
    )
    boundaries = """
        community_id | grid_id | geometry
        -------------+---------+------------------------------------------------------------------
        C1           | G1      | POLYGON((110 34, 110.001 34, 110.001 34.001, 110 34.001, 110 34))
    """
    version = published(
        accept(home, communities=AREAS, grids=GRIDS, grid_boundaries=boundaries, as_of=OCTOBER),
        accept(home, grids=GRIDS.replace("150", "160"), as_of=NOVEMBER),
    )
    assert len(computed) == 2
    assert version.measures(metrics=["ten_minute_coverage"], level="grid").period_id.nunique() == 50


def test_a_drill_of_the_subdistrict_counts_once_however_often_it_is_sent(home, published):
    """No community stands beside it: blank is who held it, not something unknown."""
    drills = """
        held_on    | drill_name | drill_kind    | organised_at | community_id | participants
        -----------+------------+---------------+--------------+--------------+-------------
        2026-05-12 | 消防       | comprehensive | subdistrict  |              | 30
        2026-05-12 | 消防       | special       | community    | C1           | 20
    """
    first = accept(home, communities=AREAS, drills=drills, as_of=OCTOBER)
    version = published(first, accept(home, drills=drills.replace("| 30", "| 45")))
    rows = version.rows("drills")
    assert sorted(rows.participants) == [20, 45]
