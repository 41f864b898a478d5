"""Markup, classes, legends, lines and geometry."""

from __future__ import annotations

import base64
import json
import math
from datetime import date
from urllib.parse import unquote

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, box
from streamlit_folium import generate_leaflet_string

from metrics.catalogue import metrics
from views import classes, files, import_report, legend, sparkline
from views.geometry import SCALE, Outline, encode, stepped
from views.grid_map import frame, told
from views.html import Markup, link, safe, tag
from views.map_layers import Dot, dots
from views.map_view import Addresses, MapView
from views.places import Period, Place, Places
from views.results import Reading

HOSTILE = "<img src=x onerror=alert(1)>`${1}`\\"
WEEK = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)


def reading(
    value, *, name="第一网格", place_id="990102013001001", state="green", key="grid_worker_gap"
):
    place = Place(place_id, name, "grid", "990102013001")
    return Reading(metrics()[key], place, WEEK, value, None, value, state)


def test_text_of_a_cell_never_becomes_markup():
    for written in (safe(HOSTILE), tag("td", HOSTILE), tag("a", "x", title=HOSTILE)):
        for character in ("<img", "`", "${", "\\"):
            assert character not in written
    assert tag("b", Markup("<i>x</i>")) == "<b><i>x</i></b>"


def test_a_link_keeps_what_was_chosen():
    drawn = link("x", "grid_map", {"place": "1", "period": "", "lang": "zh"})
    assert 'href="grid_map?place=1&amp;lang=zh"' in drawn


def test_the_target_is_a_class_break():
    metric = metrics()["households_per_grid_worker"]
    found = classes.classes(metric, [90, 110, 130, 149, 150, 170, 210, 300], 150)
    assert 150 in found.breaks
    assert found.index(150) == found.index(149) != found.index(150.1)
    assert found.colour(found.count - 1) == classes.PALETTE[-1]


def test_a_share_that_must_reach_the_target_counts_the_target_itself_as_reached():
    metric = metrics()["grid_staffing_attainment"]
    found = classes.classes(metric, [0.4, 0.55, 0.61, 0.73, 0.8, 0.9, 1.0], 1.0)
    assert found.index(1.0) == found.count - 1 != found.index(0.99)
    assert found.colour(0) == classes.PALETTE[-1]


def test_few_values_are_their_own_classes_and_none_are_none():
    metric = metrics()["grid_worker_gap"]
    assert classes.classes(metric, [0, 1, 1, 2], 0).values == (0, 1, 2)
    assert classes.classes(metric, [None], 0).count == 0


@pytest.mark.parametrize("key", list(metrics()))
def test_every_metric_can_be_classed_and_named(key):
    metric = metrics()[key]
    target = metric.target_on(WEEK.end_on)
    values = [0.0, 0.1, 0.25, 0.4, 0.62, 0.81, 0.97, 1.0, 3.0, 41.0, 180.0]
    found = classes.classes(metric, values, target.value if target else None)
    assert 1 <= found.count <= 7
    assert len({found.label(i, "zh") for i in range(found.count)}) == found.count
    assert [found.index(value) for value in values] == sorted(found.index(v) for v in values)


def test_what_is_not_reported_is_hatched_in_the_legend():
    readings = [reading(1.0), reading(None, state="not_reported")]
    found = classes.classes(readings[0].metric, [1.0, None], 0)
    drawn = legend.legend(legend.keys(found, readings, "zh"))
    assert "lt-hatch" in drawn
    assert "未报" in drawn


def test_a_line_shows_gaps_and_carried_values_apart():
    drawn = sparkline.svg([1, 2, None, 3, 4], 2.5, [True, False, False, False, False])
    assert drawn.count("<polyline") == 2
    assert "stroke-dasharray" in drawn
    assert sparkline.svg([None, None], 1) == ""


def test_a_picture_says_in_words_what_it_shows():
    drawn = sparkline.picture([1, 2], None, "近 2 周")
    assert 'alt="近 2 周"' in drawn
    assert b"<svg" in base64.b64decode(drawn.split("base64,")[1].split('"')[0])


def test_areas_with_holes_and_several_parts_come_out_whole():
    ring = box(0, 0, 1, 1).difference(box(0.4, 0.4, 0.6, 0.6))
    parts = MultiPolygon([box(2, 0, 3, 1), box(4, 0, 5, 1)])
    found = stepped([Outline("1", "甲", ring.wkb), Outline("2", "乙", parts.wkb)])
    assert [len(polygon) for polygon in found["areas"][0]] == [2]
    assert [len(polygon) for polygon in found["areas"][1]] == [1, 1]


def test_a_name_stands_beside_a_hole():
    ring = box(0, 0, 1, 1).difference(box(0.4, 0.4, 0.6, 0.6))
    found = json.loads(encode([Outline("1", "甲", ring.wkb)]))
    x, y = np.frombuffer(base64.b64decode(found["at"]), "<i4") / found["k"]
    at = Point(x * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))))
    assert ring.contains(at)


def test_steps_add_up_to_the_corners():
    found = stepped([Outline("1", "甲", box(113.5, 34.5, 113.6, 34.6).wkb)])
    steps = found["areas"][0][0][0]
    xs = [sum(steps[0 : i + 1 : 2]) for i in range(0, len(steps), 2)]
    assert {x / SCALE for x in xs} == {113.5, 113.6}


def test_points_carry_their_name_as_data():
    found = json.loads(dots([Dot((1, 2), "#000", "#FFF", HOSTILE)]))
    assert found["items"] == [[SCALE, 2 * SCALE, "#000", "#FFF", HOSTILE, [], 0]]


def test_the_map_asks_nobody_outside_and_carries_no_geometry_and_no_value():
    found = reading(1.0, name=HOSTILE)
    place = Place("990102013001", HOSTILE, "community")
    scale = classes.classes(found.metric, [1.0], 0)
    view = MapView(
        mode="", metric=found.metric, place=place, container=place, level="grid", period=WEEK,
        readings=(found,), scale=scale, keys=legend.keys(scale, [found], "zh"),
        addresses=Addresses("geometry/grid.json?v=1", "geometry/values/grid.json?v=1"),
    )  # fmt: skip
    shown = frame()
    told(view, "zh").add_to(shown)
    page = shown.get_root().render()
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert HOSTILE not in page
    assert "<img" not in page
    assert len(page) < 20_000


@pytest.mark.parametrize("name", ["{{ 7 * 7 }}", "{{ cycler }}", "{% for %}", "{# ", "{{", "}}"])
def test_braces_in_a_name_are_no_instructions_to_the_template_of_the_map(name):
    place = Place("990102013001", name, "community")
    found = reading(1.0)
    scale = classes.classes(found.metric, [1.0], 0)
    view = MapView(
        mode="", metric=found.metric, place=place, container=place, level="grid", period=WEEK,
        readings=(found,), scale=scale, keys=(), addresses=Addresses("geometry/grid.json?v=1"),
    )  # fmt: skip
    script = generate_leaflet_string(told(view, "zh").add_to(frame()))
    written = script.split('decodeURIComponent("')[1].split('"')[0]
    assert json.loads(unquote(written))["place"] == name


def test_the_tree_has_communities_before_grids():
    grid = Place("990102013001001", "第一网格", "grid", "990102013001")
    community = Place("990102013002", "乙社区", "community", "990102013")
    tree = Places.of([grid, community])
    assert [place.name for place in tree.all] == ["乙社区", "第一网格"]
    assert tree.top == community


def test_a_file_never_starts_a_formula():
    written = files.readings([reading(1.0, name="=cmd|'/c calc'!A0")], "zh").decode("utf-8-sig")
    assert ",'=cmd" in written
    assert written.splitlines()[0].startswith("代码,网格,指标")


def test_open_questions_come_back_as_a_file_of_answers():
    import tomllib

    sheet = {"asked": [{
        "question": "place", "spelling": 'a"\n\\b', "file": "表.xlsx", "cell": "A5",
        "message": {"zh": "登记表中没有这个地方。"}, "candidates": ["leave out"],
    }]}  # fmt: skip
    asked = import_report.questions({"files": [{"sheets": [sheet]}]})
    (answer,) = tomllib.loads(asked)["answer"]
    assert answer["spelling"] == 'a"\n\\b'
    assert answer["value"] == ""
