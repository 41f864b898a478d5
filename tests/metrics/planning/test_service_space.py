"""Service space: who lacks how much, to the last decimal, and what could fill the gap."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.planning.service_space import Facility, SpacePlan, space_plan


def facility(area, counted=True, status="in_use", community="C1", name="站") -> Facility:
    return Facility(community, name, area, counted, status)


def of(households, *facilities, **options) -> SpacePlan:
    """The plan of one community, C1."""
    return space_plan([("C1", households)], facilities, **options)


def test_exactly_forty_square_metres_per_hundred_households_is_enough():
    found = of(3604, facility(1441.6))
    assert (found.communities[0].asked_m2, found.communities[0].missing_m2) == (1441.6, 0)
    assert found.lacking == ()
    assert found.sentences()[0].zh == "没有社区缺面积。"


def test_a_tenth_of_a_square_metre_less_is_not():
    assert of(3604, facility(1441.5)).missing_m2 == 0.1


def test_areas_are_added_as_they_were_written():
    """In binary, three tenths are not 0.1 + 0.2: such a gap would be one of rounding only."""
    assert 0.1 + 0.2 != 0.3
    found = of(10, facility(0.1), facility(0.2), facility(3.7))
    assert found.communities[0].missing_m2 == 0


@pytest.mark.parametrize("counted", [False, None])
def test_only_what_is_counted_and_in_use_counts(counted):
    found = of(100, facility(30), facility(20, counted), facility(20, True, "closed"))
    assert found.communities[0].counted_m2 == 30
    assert found.communities[0].missing_m2 == 10


def test_the_gap_is_filled_from_building_sites_first_then_closed_rooms_then_uncounted_ones():
    found = of(
        1000,
        facility(100),
        facility(120, True, "under_construction"),
        facility(80, True, "closed"),
        facility(50, False),
        facility(10, None),
    ).communities[0]
    assert found.missing_m2 == 300
    assert (found.from_opening_m2, found.from_reopening_m2, found.from_counting_m2) == (120, 80, 60)
    assert found.still_missing_m2 == 40
    assert [one.floor_area_m2 for one in found.not_counted] == [120, 80, 50, 10]


def test_no_more_is_taken_than_is_missing():
    found = of(4294, facility(1631.7), facility(680, True, "under_construction"))
    assert (found.missing_m2, found.communities[0].from_opening_m2) == (85.9, 85.9)
    assert found.still_missing_m2 == 0
    assert "86 ㎡" in found.sentences()[0].zh


def test_a_surplus_in_one_community_fills_no_gap_in_another():
    found = space_plan(
        [("C2", 1000), ("C1", 1000), ("C3", 1000)],
        [facility(900), facility(300, community="C2"), facility(250, community="C3")],
    )
    assert found.missing_m2 == 250
    assert [one.community_id for one in found.lacking] == ["C3", "C2"]
    assert [one.community_id for one in found.communities] == ["C1", "C2", "C3"]


def test_what_was_not_reported_is_unknown_and_not_a_gap():
    found = space_plan(
        [("C1", None), ("C2", 1000), ("C3", 1000), ("C4", 1000)],
        [facility(900), facility(None, community="C3")],
        not_reported=["C2"],
    )
    assert found.unknown == ("C1", "C2", "C3")
    assert [one.community_id for one in found.lacking] == ["C4"]
    assert found.missing_m2 == 400


def test_where_nothing_was_reported_nobody_is_said_to_have_enough():
    said = space_plan([("C1", None)], []).sentences()[0]
    assert said.zh == "1 个社区的户数或设施未报，是否缺面积不能判断。"


def test_a_facility_of_unknown_area_that_does_not_count_hides_no_gap():
    found = of(100, facility(30), facility(float("nan"), False)).communities[0]
    assert (found.missing_m2, found.still_missing_m2) == (10, 10)


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="negative"):
        of(100, facility(-1))
    with pytest.raises(ValueError, match="twice"):
        space_plan([("C1", 1), ("C1", 2)], [])


areas = st.decimals(0, 3000, places=1)
kinds = st.tuples(
    areas,
    st.sampled_from([True, False, None]),
    st.sampled_from(["in_use", "under_construction", "closed", None]),
)


@given(st.integers(0, 9999), st.lists(kinds, max_size=8))
def test_the_laws_of_space(households, rows):
    found = of(households, *(facility(float(area), *rest) for area, *rest in rows)).communities[0]
    counted = sum((a for a, is_counted, s in rows if is_counted and s == "in_use"), Decimal(0))
    everything = sum((area for area, *_ in rows), Decimal(0))
    asked = Fraction(2 * households, 5)
    assert found.missing_m2 == float(max(Fraction(0), asked - Fraction(counted)))
    assert found.still_missing_m2 == float(max(Fraction(0), asked - Fraction(everything)))
    attains = households == 0 or Fraction(counted) / households * 100 >= 40
    assert (found.missing_m2 == 0) == attains
    parts = found.from_opening_m2 + found.from_reopening_m2 + found.from_counting_m2
    assert parts + found.still_missing_m2 == pytest.approx(found.missing_m2)
    assert len(found.not_counted) == sum(not (c and s == "in_use") for _, c, s in rows)
