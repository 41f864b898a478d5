"""Shapes as the browser fetches them: whole-number steps that lead back to every corner."""

from __future__ import annotations

import itertools

import pytest
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Polygon, box

from views.geometry import SCALE, Outline, stepped

HOLED = box(110, 34, 110.01, 34.01).difference(box(110.002, 34.002, 110.004, 34.004))
FAR = box(111, 35, 111.01, 35.02)
ROUND = shapely.Point(110.5, 34.5).buffer(0.003, quad_segs=4)


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
    told = stepped([Outline("1", "一", ROUND.wkb), Outline("2", "二", shape.wkb, is_over=True)])
    assert told["ids"] == ["1", "2"] and told["over"] == [1]
    assert back(told["areas"][1]).symmetric_difference(polygons).area < 1e-8
    assert back(told["areas"][0]).symmetric_difference(ROUND).area < 1e-8


def test_what_has_no_area_is_left_out_and_nobody_takes_its_place():
    line, nothing = LineString([(1, 1), (2, 2)]), Polygon()
    told = stepped([
        Outline("a", "甲", nothing.wkb), Outline("b", "乙", FAR.wkb), Outline("c", "丙", line.wkb),
        Outline("d", "丁", ROUND.wkb, is_over=True),
    ])  # fmt: skip
    assert told["ids"] == ["b", "d"] and told["names"] == ["乙", "丁"] and told["over"] == [1]
    assert len(told["at"]) == len(told["areas"]) == 2
    assert stepped([])["areas"] == []
