"""A community lies in one net: no gaps, no overlaps. The drawings are about 1 km wide."""

import pytest

KEY = "one_network_integrity"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 600
    C2           | 汀蘅社区       | 600
"""

BOUNDARIES = """
    community_id | community_name | geometry
    -------------+----------------+------------------------------------------------------------
    C1           | 松岫社区       | POLYGON((110.00 34, 110.01 34, 110.01 34.01, 110.00 34.01, 110.00 34))
"""

GRIDS = """
    community_id | grid_id | grid_kind   | resident_households | status
    -------------+---------+-------------+---------------------+----------
    C1           | G1      | residential | 300                 | active
    C1           | G2      | residential | 300                 | active
    C1           | G8      | residential | 300                 | withdrawn
    C1           | G9      | dedicated   | 0                   | active
"""

HALF_AND_OVERLAP = """
    community_id | grid_id | geometry
    -------------+---------+---------------------------------------------------------------------
    C1           | G1      | POLYGON((110.00 34, 110.005 34, 110.005 34.01, 110.00 34.01, 110.00 34))
    C1           | G2      | POLYGON((110.004 34, 110.008 34, 110.008 34.01, 110.004 34.01, 110.004 34))
    C1           | G8      | POLYGON((110.008 34, 110.01 34, 110.01 34.01, 110.008 34.01, 110.008 34))
    C1           | G9      | POLYGON((110.001 34, 110.003 34, 110.003 34.01, 110.001 34.01, 110.001 34))
"""


def test_gaps_and_overlaps_both_break_the_net(tables):
    net = tables(
        KEY,
        communities=AREAS,
        community_boundaries=BOUNDARIES,
        grids=GRIDS,
        grid_boundaries=HALF_AND_OVERLAP,
    )
    # of ten tenths, one is covered twice and two not at all by a residential grid in use
    assert net.value(KEY, "community")["C1"] == pytest.approx(0.7, abs=0.002)
    # a hundredth of a degree here: 924 m from west to east, 1109 m from south to north
    assert net.parts(KEY, "community")["C1"][1] == pytest.approx(924 * 1109, rel=0.01)


def test_a_community_without_a_drawn_boundary_is_not_reported(tables):
    net = tables(
        KEY,
        communities=AREAS,
        community_boundaries=BOUNDARIES,
        grids=GRIDS,
        grid_boundaries=HALF_AND_OVERLAP,
    )
    assert net.state(KEY, "community") == {"C1": "red", "C2": "not_reported"}
    assert net.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}
