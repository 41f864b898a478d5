"""Neighbouring grids: a common street makes neighbours, a common corner does not."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from publication.neighbourhood import metres_within, nearest_metres, neighbourhood
from tests.metrics.drawn import WEEK, draw

DEGREES = Transformer.from_crs(
    "+proj=aeqd +lat_0=34 +lon_0=113 +datum=WGS84 +units=m", "EPSG:4326", always_xy=True
)


def in_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    """A shape drawn in metres, set down somewhere in the plain."""
    return shapely.transform(shape, lambda c: np.column_stack(DEGREES.transform(c[:, 0], c[:, 1])))


def square(east: float, north: float, side: float = 300) -> shapely.Geometry:
    return shapely.box(east, north, east + side, north + side)


def borders(**drawn: shapely.Geometry | str) -> dict[tuple[str, str], float]:
    """Neighbours and the metres of their common border."""
    shapes = {
        name: shapely.from_wkt(one) if isinstance(one, str) else one for name, one in drawn.items()
    }
    found = neighbourhood({name: in_degrees(shape).wkb for name, shape in shapes.items()})
    return dict(zip(found.pairs_by_id(), found.borders_m.tolist(), strict=True))


def test_grids_with_a_common_side_are_neighbours():
    assert borders(B=square(300, 0), A=square(0, 0)) == {("A", "B"): pytest.approx(300, abs=12)}


def test_grids_that_meet_at_a_corner_are_not():
    assert borders(A=square(0, 0), B=square(300, 300)) == {}


@pytest.mark.parametrize(("apart", "neighbours"), [(-8, 1), (-0.5, 1), (0.5, 1), (4, 1), (8, 0)])
def test_a_badly_drawn_border_is_a_border_and_a_wide_gap_is_not(apart, neighbours):
    assert len(borders(A=square(0, 0), B=square(300 + apart, 0))) == neighbours


@pytest.mark.parametrize(("common", "neighbours"), [(5, 0), (50, 1)])
def test_a_border_of_a_few_metres_makes_no_neighbours(common, neighbours):
    assert len(borders(A=square(0, 0), B=square(300, 300 - common))) == neighbours


def test_a_grid_inside_another_is_its_neighbour():
    ring = shapely.difference(square(0, 0), square(100, 100, 50))
    assert list(borders(A=ring, B=square(100, 100, 50))) == [("A", "B")]
    assert list(borders(A=square(0, 0), B=square(100, 100, 50))) == [("A", "B")]


def test_a_grid_in_two_parts_is_a_neighbour_on_either_side():
    parts = shapely.union_all([square(0, 0), square(900, 0)])
    assert list(borders(A=square(300, 0), B=square(1200, 0), M=parts)) == [("A", "M"), ("B", "M")]


def test_a_border_that_meets_itself_still_counts_and_a_stray_line_does_not():
    knot = "POLYGON((0 0, 300 0, 300 300, 0 300, 300 150, 0 0))"
    spike = "POLYGON((0 0, 300 0, 300 300, 300 900, 300 300, 0 300, 0 0))"
    for drawn in (knot, spike):
        assert ("A", "B") in borders(A=drawn, B=square(300, 0))
    assert borders(A=spike, B=square(300, 500)) == {}


def test_a_grid_without_an_extent_is_left_out():
    empty = shapely.from_wkt("POLYGON EMPTY").wkb
    found = neighbourhood({"A": empty, "B": in_degrees(square(0, 0)).wkb})
    assert (found.grid_ids, found.points.shape) == (("B",), (1, 2))
    assert neighbourhood({"A": empty}).grid_ids == ()


def test_no_grids_no_neighbours():
    found = neighbourhood({})
    assert (found.grid_ids, found.pairs_by_id()) == ((), [])
    assert metres_within(found.points, found.points, 500).metres.shape == (0,)


def test_neighbours_do_not_depend_on_the_order_of_the_file():
    drawn = {
        f"G{i}{j}": in_degrees(square(300 * i, 300 * j)).wkb for i in range(3) for j in range(3)
    }
    forwards, backwards = neighbourhood(drawn), neighbourhood(dict(reversed(drawn.items())))
    assert forwards.pairs_by_id() == backwards.pairs_by_id()
    np.testing.assert_array_equal(forwards.apart_m, backwards.apart_m)


def test_every_grid_of_a_large_lattice_has_its_four_neighbours():
    drawn = {
        f"{i:02d}{j:02d}": in_degrees(square(300 * i, 300 * j)).wkb
        for i in range(15)
        for j in range(20)
    }
    found = neighbourhood(drawn)
    assert len(found.pairs) == 14 * 20 + 15 * 19
    np.testing.assert_allclose(found.apart_m, 300, rtol=1e-4)
    assert np.all(found.pairs[:, 0] < found.pairs[:, 1])


def test_distances_are_those_on_the_ground():
    drawn = {f"G{i}": in_degrees(square(700 * i, 400 * i * i)) for i in range(5)}
    found = neighbourhood({name: shape.wkb for name, shape in drawn.items()})
    near = metres_within(found.points, found.points, 20_000)
    points = [shapely.point_on_surface(shape) for shape in drawn.values()]
    for one, other, metres in zip(near.candidate, near.place, near.metres, strict=True):
        a, b = points[one], points[other]
        ground = Geod(ellps="WGS84").inv(a.x, a.y, b.x, b.y)[2]
        assert metres == pytest.approx(ground, rel=1e-4, abs=1e-6)


def test_facilities_are_set_down_beside_the_points_of_the_grids():
    drawn = [in_degrees(square(300 * i, 0)) for i in range(3)]
    found = neighbourhood({f"G{i}": shape.wkb for i, shape in enumerate(drawn)})
    points = [shapely.point_on_surface(shape) for shape in drawn]
    local = found.local([p.x for p in points], [p.y for p in points])
    np.testing.assert_allclose(local, found.points, atol=1e-6)
    assert found.local(points[0].x, points[0].y).shape == (1, 2)


def test_the_way_to_the_nearest_facility_is_the_published_one():
    grids = {"G1": square(0, 0), "G2": square(300, 0), "G3": square(1500, 900)}
    shapes = {name: in_degrees(shape) for name, shape in grids.items()}
    boundaries = "\n".join(f"C1 | {name} | {shape.wkt}" for name, shape in shapes.items())
    places = "\n".join(f"C1 | {name} | 300" for name in shapes)
    spot = in_degrees(shapely.Point(200, 250))
    con = draw(
        communities="community_id|community_name|resident_households\n-|-|-\nC1|松岫社区|900",
        grids=f"community_id|grid_id|resident_households\n-|-|-\n{places}",
        grid_boundaries=f"community_id|grid_id|geometry\n-|-|-\n{boundaries}",
        facilities="community_id|facility_name|floor_area_m2|is_counted|status|longitude|latitude\n"
        f"-|-|-|-|-|-|-\nC1|站|100|yes|in_use|{spot.x}|{spot.y}",
    )
    published = con.execute(
        "SELECT nearest_counted_facility_m FROM grid_reach_at WHERE period_id = ? ORDER BY grid_id",
        [WEEK],
    ).fetchnumpy()["nearest_counted_facility_m"]
    found = neighbourhood({name: shape.wkb for name, shape in shapes.items()})
    ours = nearest_metres(found.points, found.local(spot.x, spot.y))
    np.testing.assert_allclose(ours, published, atol=1e-3)


def test_without_facilities_everywhere_is_infinitely_far():
    assert nearest_metres([[0, 0], [1, 1]], []).tolist() == [np.inf, np.inf]
    assert nearest_metres([], [[0, 0]]).tolist() == []


spots = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=12)


@settings(deadline=None)
@given(spots, spots, st.integers(0, 15))
def test_near_is_what_lies_within_the_radius_and_nothing_else(candidates, places, radius):
    expected = [
        (i, j, np.hypot(a[0] - b[0], a[1] - b[1]))
        for i, a in enumerate(candidates)
        for j, b in enumerate(places)
        if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 <= radius**2
    ]
    near = metres_within(candidates, places, radius)
    found = zip(near.candidate.tolist(), near.place.tolist(), near.metres.tolist(), strict=True)
    assert list(found) == [(i, j, pytest.approx(m)) for i, j, m in expected]
