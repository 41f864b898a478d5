"""Floor area that counts, per 100 households."""

import pytest

KEY = "service_space_per_100_households"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 3604
    C2           | 汀蘅社区       | 100
    C3           | 槐榭社区       | 0
"""

FACILITIES = """
    community_id | facility_name | floor_area_m2 | is_counted | status
    -------------+---------------+---------------+------------+-------------------
    C1           | 党群服务中心  | 1000.3        | yes        | in_use
    C1           | 日间照料中心  | 441.3         | yes        | in_use
    C1           | 物业用房      | 900           | no         | in_use
    C1           | 新馆          | 800           | yes        | under_construction
    C1           | 旧馆          | 700           |            | in_use
    C2           | 党群服务中心  | 29.99         | yes        | in_use
    C3           | 党群服务中心  | 50            | yes        | in_use
"""


def test_only_area_that_counts_and_is_in_use_is_measured(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.parts(KEY, "community")["C1"] == (pytest.approx(1441.6), 3604)


def test_exactly_40_square_metres_attain(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.value(KEY, "community")["C1"] == pytest.approx(40)
    assert space.state(KEY, "community")["C1"] == "green"


def test_below_the_national_minimum_of_30_is_red(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.state(KEY, "community")["C2"] == "red"
    more = FACILITIES.replace("29.99", "30.00")
    assert tables(KEY, communities=AREAS, facilities=more).state(KEY, "community")["C2"] == "amber"


def test_a_community_without_households_has_no_value(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.value(KEY, "community")["C3"] is None
    assert space.state(KEY, "community")["C3"] == "no_target"


def test_the_subdistrict_divides_all_area_by_all_households(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.value(KEY, "subdistrict") == {"subdistrict": pytest.approx(152159 / 3704)}
