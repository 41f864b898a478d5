"""A map as a picture for a report: it says what it shows, and says the same each time."""

from __future__ import annotations

import io
from datetime import date

import numpy as np
import pytest
from PIL import Image
from shapely.geometry import Polygon, box

from metrics.catalogue import metrics
from views import map_shapes
from views.geometry import Outline
from views.map_picture import Picture, bar_metres, choropleth, draw
from views.places import Period, Place
from views.results import Reading

WEEK = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
HOSTILE = "$\\frac{1}{0}$ <b>`${x}`"


def readings(*values, states=()):
    metric = metrics()["grid_staffing_attainment"]
    found = []
    for number, value in enumerate(values):
        place = Place(f"99010201300{number}", f"第{number}社区", "community")
        state = states[number] if number < len(states) else "green"
        found.append(Reading(metric, place, WEEK, value, 1, value, state, frozenset(), WEEK.end_on))
    return found


def shapes(count, names=()):
    return [
        Outline(
            f"99010201300{number}",
            names[number] if number < len(names) else f"第{number}社区",
            box(120 + number * 0.01, 30, 120.01 + number * 0.01, 30.01).wkb,
        )
        for number in range(count)
    ]


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def small(picture: Picture) -> bytes:
    return draw(picture, width=640, height=440, dpi=80)


def test_the_same_question_gives_the_same_bytes():
    asked = choropleth(readings(0.4, 0.9), shapes(2), "zh", where="槐澜街道")
    assert small(asked) == small(asked)


def test_a_picture_names_metric_place_period_and_day_of_the_data():
    asked = choropleth(readings(0.4, 1.0), shapes(2), "zh", where="槐澜街道")
    assert asked.title == "网格员配备达标率"
    assert asked.lines == ("槐澜街道 · 2026年第47周 · 数据截至 2026-11-22",)
    assert "WGS-84" in asked.note
    assert [key.words for key in asked.keys if key.mark == "target"] == ["目标 100.0%"]


def test_what_was_not_reported_is_neither_zero_nor_a_class():
    found = readings(0.4, None, states=("red", "not_reported"))
    asked = choropleth(found, shapes(3), "zh", where="槐澜街道")
    assert [area.index for area in asked.areas] == [0, -1, -2]
    assert {"hatch"} <= {key.mark for key in asked.keys}


@pytest.mark.parametrize(("language", "word"), [("zh", "按规则不显示"), ("en", "Withheld")])
def test_what_is_withheld_is_marked_so_and_is_no_class_no_gap_and_not_unreported(language, word):
    found = readings(0.4, None, None, states=("red", "green", "not_reported"))
    asked = choropleth(found, shapes(3), language, where="", withheld={"990102013001"})
    assert [area.index for area in asked.areas] == [0, -3, -1]
    assert [key.words for key in asked.keys if key.mark == "withheld"] == [word]
    assert not {"无数值", "No value"} & {key.words for key in asked.keys}
    as_gap = choropleth(found, shapes(3), language, where="")
    assert [key for key in as_gap.keys if key.mark == "withheld"] == []
    assert small(asked) != small(as_gap)


def test_a_darker_class_is_painted_darker():
    lighter = pixels(small(choropleth(readings(1.0, 1.0), shapes(2), "zh", where="")))
    darker = pixels(small(choropleth(readings(0.1, 1.0), shapes(2), "zh", where="")))
    assert darker[200, 160].sum() < lighter[200, 160].sum()


def test_names_that_would_collide_are_left_out_rather_than_written_over_each_other():
    crowd = [
        Outline(
            f"{n}",
            "一个名字很长很长的社区",
            box(120 + n * 1e-4, 30, 120 + (n + 1) * 1e-4, 30.01).wkb,
        )
        for n in range(40)
    ]
    few = pixels(small(choropleth(readings(1.0), crowd[:1], "zh", where="")))
    many = pixels(small(choropleth(readings(1.0), crowd, "zh", where="")))
    ink = [int((seen[80:360].astype(int).sum(axis=2) < 250).sum()) for seen in (few, many)]
    assert ink[1] < 4 * ink[0]


@pytest.mark.parametrize("name", [HOSTILE, "", "甲" * 300, "\n\n"])
def test_any_name_can_be_drawn(name):
    assert small(choropleth(readings(1.0), shapes(1, [name]), "zh", where=name))[:4] == b"\x89PNG"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_office_without_boundaries_gets_a_picture_that_says_so(language):
    assert small(choropleth(readings(1.0), [], language, where="x"))[:4] == b"\x89PNG"


def test_an_empty_extent_is_passed_over():
    nothing = Outline("990102013000", "空", Polygon().wkb)
    assert small(choropleth(readings(1.0), [nothing], "zh", where="x"))[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    ("widest", "shown"), [(1000, 1000), (999, 500), (480, 200), (2.4, 2), (7300, 5000)]
)
def test_the_scale_bar_is_a_round_number_of_metres(widest, shown):
    assert bar_metres(widest) == pytest.approx(shown)


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("颜色是平滑值 · 坐标系", 5, ["颜色是平滑", "值 · 坐", "标系"]),
        ("one word longer", 8, ["one word", "longer"]),
        ("unbreakable", 4, ["unbreakable"]),
        ("", 4, []),
    ],
)
def test_the_note_of_a_picture_is_broken_where_it_may_be(words, room, lines):
    assert map_shapes.wrapped(words, len, room) == lines
