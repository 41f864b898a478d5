"""Registered volunteers out of the residents; the week ends on 2026-11-22."""

KEY = "registered_volunteer_share"

AREAS = """
    community_id | community_name | resident_population
    -------------+----------------+--------------------
    C1           | 松岫社区       | 100
    C2           | 汀蘅社区       | 300
    C3           | 槐榭社区       |
"""

VOLUNTEERS = """
    community_id | volunteer_id | registered_on | status     | withdrawn_on
    -------------+--------------+---------------+------------+-------------
    C1           | V1           | 2020-01-01    | registered |
    C1           | V2           | 2026-11-22    | registered |
    C1           | V3           | 2026-11-23    | registered |
    C1           | V4           | 2020-01-01    | withdrawn  | 2026-11-22
    C1           | V5           | 2020-01-01    | withdrawn  | 2026-11-23
    C1           | V6           | 2020-01-01    | withdrawn  |
    C2           | V7           | 2026-11-01    | registered |
    C3           | V8           | 2026-11-01    | registered |
"""


def test_who_registers_on_the_last_day_counts_and_who_withdraws_on_it_does_not(tables):
    share = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS)
    assert share.parts(KEY, "community")["C1"] == (3, 100)


def test_dates_within_the_roster_count_even_where_the_roster_is_carried_back(tables):
    share = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS)
    # at the end of October V2 was not yet registered, and V4 had not yet withdrawn
    assert share.parts(KEY, "community", "2026-10")["C1"] == (3, 100)
    assert share.parts(KEY, "community", "2026-10")["C2"] == (0, 300)
    assert share.flags(KEY, "community", "2026-10")["C2"] == "back_carried"


def test_the_subdistrict_is_not_the_mean_of_its_communities(tables):
    share = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS)
    assert share.value(KEY, "subdistrict") == {"subdistrict": 4 / 400}


def test_without_a_population_the_share_is_not_known(tables):
    share = tables(KEY, communities=AREAS, volunteers=VOLUNTEERS)
    assert share.state(KEY, "community")["C3"] == "not_reported"
    assert share.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}
