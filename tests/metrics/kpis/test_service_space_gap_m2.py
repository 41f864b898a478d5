"""How many square metres are missing."""

import pytest

KEY = "service_space_gap_m2"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 4294
    C2           | 汀蘅社区       | 1000
    C3           | 槐榭社区       | 1000
"""

FACILITIES = """
    community_id | facility_name | floor_area_m2 | is_counted | status
    -------------+---------------+---------------+------------+-------
    C1           | 一            | 1631.7        | yes        | in_use
    C2           | 一            | 9000          | yes        | in_use
    C3           | 一            | 100           | yes        | in_use
"""


def test_a_surplus_in_one_community_does_not_fill_the_gap_of_another(tables):
    gap = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert gap.value(KEY, "community") == {"C1": pytest.approx(85.9), "C2": 0, "C3": 300}
    assert gap.value(KEY, "subdistrict") == {"subdistrict": pytest.approx(385.9)}


def test_a_community_is_red_below_30_the_subdistrict_only_amber(tables):
    gap = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert gap.state(KEY, "community") == {"C1": "amber", "C2": "green", "C3": "red"}
    assert gap.state(KEY, "subdistrict") == {"subdistrict": "amber"}
