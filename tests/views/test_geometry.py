"""Shapes as the browser fetches them: whole-number steps that lead back to every corner."""

from __future__ import annotations

import base64
import itertools
import math

import numpy as np
import pytest
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Polygon, box

from views import geometry
from views.geometry import SCALE, WORLD, WORLD_OF_MANY, Outline, packed, stepped

HOLED = box(110, 34, 110.01, 34.01).difference(box(110.002, 34.002, 110.004, 34.004))
FAR = box(111, 35, 111.01, 35.02)
ROUND = shapely.Point(110.5, 34.5).buffer(0.003, quad_segs=4)


LISTED = [Outline("1", "一", ROUND.wkb), Outline("2", "二", HOLED.wkb, is_over=True)]


def back(area):
    """The shape that a browser makes of an area again."""

    def ring(steps):
        x, y = (list(itertools.accumulate(steps[first::2])) for first in (0, 1))
        return [(a / SCALE, b / SCALE) for a, b in zip(x, y, strict=True)]

    return MultiPolygon([(ring(outer), [ring(each) for each in holes]) for outer, *holes in area])


@pytest.mark.parametrize(
    ("shape", "polygons"),
    [
        (HOLED, HOLED),
        (MultiPolygon([HOLED, FAR]), MultiPolygon([HOLED, FAR])),
        (GeometryCollection([LineString([(1, 1), (2, 2)]), MultiPolygon([ROUND, FAR])]),
         MultiPolygon([ROUND, FAR])),
        (GeometryCollection([GeometryCollection([HOLED]), FAR]), MultiPolygon([HOLED, FAR])),
    ],
)  # fmt: skip
def test_every_polygon_with_its_holes_comes_back(shape, polygons):
    told = stepped([Outline("1", "一", ROUND.wkb), Outline("2", "二", shape.wkb)])
    assert told["ids"] == ["1", "2"]
    assert back(told["areas"][1]).symmetric_difference(polygons).area < 1e-8
    assert back(told["areas"][0]).symmetric_difference(ROUND).area < 1e-8


def numbers(written, kind):
    return np.frombuffer(base64.b64decode(written), kind).astype(int).tolist()


def degrees(x, y, world):
    """Where on the earth a place of the plane of web maps is, as every handbook has it."""
    north = math.atan(math.sinh(math.pi * (1 - 2 * y / world)))
    return (x / world * 360 - 180, math.degrees(north))


def unpacked(told):
    """The rings of each area in degrees, as a browser makes them of what was packed."""
    starts = iter(zip(*[iter(numbers(told["starts"], "<i4"))] * 2, strict=True))
    steps = iter(zip(*[iter(numbers(told["steps"], f"<i{told['wide']}"))] * 2, strict=True))
    corners = iter(numbers(told["rings"], "<i4"))

    def ring():
        line = [next(starts), *itertools.islice(steps, next(corners) - 1)]
        places = itertools.accumulate(line, lambda at, by: (at[0] + by[0], at[1] + by[1]))
        return [degrees(*place, told["k"]) for place in places]

    return [[ring() for _ in range(rings)] for rings in numbers(told["areas"], "<i4")]


@pytest.mark.parametrize("shift", [0, 40], ids=["close", "far apart"])
def test_a_canvas_is_told_every_ring_and_where_the_name_stands(shift):
    far = shapely.transform(FAR, lambda at: at + np.array((shift, shift / 2)))
    both = Outline("2", "二", MultiPolygon([HOLED, far]).wkb, is_over=True)
    told = packed([Outline("0", "零", Polygon().wkb), LISTED[0], both])
    assert told["ids"] == ["1", "2"] and told["names"] == ["一", "二"] and told["over"] == [1]
    assert told["k"] == WORLD and told["coarse"] == 0
    (plain,), (outer, hole, other) = unpacked(told)
    assert Polygon(plain).symmetric_difference(ROUND).area < 1e-8
    back_again = MultiPolygon([(outer, [hole]), Polygon(other)])
    assert back_again.symmetric_difference(MultiPolygon([HOLED, far])).area < 1e-7
    x, y, *_ = numbers(told["at"], "<i4")
    assert degrees(x, y, WORLD) == pytest.approx((110.5, 34.5), abs=1e-5)


def test_steps_are_wide_only_where_an_area_needs_it():
    assert packed(LISTED)["wide"] == 2  # a kilometre
    assert packed([Outline("1", "一", box(100, 20, 120, 40).wkb)])["wide"] == 4
    assert packed([])["steps"] == ""


def bent(column, row, parts=4):
    """A cell of a net whose sides have bends far too small for a map of the whole net."""

    def side(start, end):
        (x1, y1), (x2, y2) = start, end
        for part in range(parts):
            t, bend = part / parts, 0.0001 * (part % 2)
            yield (x1 + (x2 - x1) * t + bend, y1 + (y2 - y1) * t + bend)

    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    ways = zip(corners, [*corners[1:], corners[0]], strict=True)
    # Both neighbours draw a side from its lower corner.
    ring = [p for a, b in ways for p in (side(a, b) if a < b else [*side(b, a), a][:0:-1])]
    return Polygon([(110 + x / 100, 34 + y / 100) for x, y in ring])


def test_of_very_many_a_map_is_first_told_what_it_can_show_and_neighbours_stay_neighbours(
    monkeypatch,
):
    monkeypatch.setattr(geometry, "CROWDED", 50)
    monkeypatch.setattr(geometry, "MANY", 50)
    cells = [bent(column, row) for column in range(10) for row in range(10)]
    listed = [Outline(str(number), "格", cell.wkb) for number, cell in enumerate(cells)]
    rough, full = packed(listed), packed(listed, is_full=True)
    assert rough["k"] == full["k"] == WORLD_OF_MANY
    assert full["coarse"] == 0 < rough["coarse"]
    assert rough["ids"] == full["ids"] and rough["at"] == full["at"]
    assert sum(numbers(full["rings"], "<i4")) == 1600 > 2 * sum(numbers(rough["rings"], "<i4"))
    drawn = [Polygon(*area) for area in unpacked(rough)]
    whole = shapely.union_all(drawn)
    assert whole.geom_type == "Polygon" and not whole.interiors
    assert sum(each.area for each in drawn) == pytest.approx(whole.area)
    assert shapely.hausdorff_distance(drawn, cells).max() < 0.1 / geometry.SEEN_PX


def test_what_has_no_area_is_left_out_and_nobody_takes_its_place():
    line, nothing = LineString([(1, 1), (2, 2)]), Polygon()
    told = stepped([
        Outline("a", "甲", nothing.wkb), Outline("b", "乙", FAR.wkb), Outline("c", "丙", line.wkb),
        Outline("d", "丁", ROUND.wkb),
    ])  # fmt: skip
    assert told["ids"] == ["b", "d"] and told["names"] == ["乙", "丁"]
    assert len(told["areas"]) == 2
    assert stepped([])["areas"] == []
