"""The ten-minute circle: who lives inside, straight and with detours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.planning.circle import circle, circle_bounds

NAN, INF = float("nan"), float("inf")


def test_exactly_on_the_circle_is_inside():
    found = circle([300, 200, 100], [499.9, 500, 500.1])
    assert (found.inside, found.outside) == (500, 100)
    assert found.share == 500 / 600


def test_with_detours_fewer_households_live_inside():
    found = circle_bounds([300, 200, 100], [380, 390, 600])
    assert (found.upper.inside, found.lower.inside) == (500, 300)
    assert (found.upper.detour, found.lower.detour) == (1, 1.3)
    assert "500" in found.assumes().zh and "1.3" in found.assumes().zh


def test_any_radius_and_any_detour_can_be_asked_for():
    assert circle([300, 200], [700, 800], radius_m=800).inside == 500
    assert circle([300, 200], [700, 800], radius_m=1000, detour=1.25).inside == 500
    assert circle([300, 200], [700, 800], radius_m=0).inside == 0


def test_without_any_facility_everybody_is_outside_but_an_unknown_place_is_unknown():
    found = circle([300, 200, NAN], [INF, NAN, 10])
    assert (found.inside, found.outside, found.unknown) == (0, 300, 200)
    assert found.share == 0
    assert circle([300], [NAN]).share is None


def test_nonsense_is_refused():
    for wrong in ({"radius_m": -1}, {"radius_m": NAN}, {"detour": 0.9}):
        with pytest.raises(ValueError, match="no circle"):
            circle([1], [1], **wrong)
    for households, metres in (([1, 2], [1]), ([-1], [1]), ([0.5], [1])):
        with pytest.raises(ValueError, match="households"):
            circle(households, metres)


places = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from([NAN, INF]) | st.floats(0, 2000)), max_size=20
)


@given(places, st.floats(0, 2000), st.floats(0, 500), st.floats(1, 3))
def test_the_laws_of_the_circle(rows, radius, more, detour):
    households, metres = [row[0] for row in rows], [row[1] for row in rows]
    found = circle_bounds(households, metres, radius_m=radius, detour=detour)
    assert found.lower.inside <= found.upper.inside
    assert circle(households, metres, radius_m=radius + more).inside >= found.upper.inside
    for one in (found.lower, found.upper):
        assert one.inside + one.outside + one.unknown == sum(households)
        assert one.unknown == sum(h for h, m in rows if np.isnan(m))
    assert found.upper.inside == sum(h for h, m in rows if m <= radius)
