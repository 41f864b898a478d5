"""The service space page: gaps in words, bars against two figures, facilities with their reason."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.catalogue import metrics
from metrics.planning.service_space import Facility, space_plan
from views import planning
from views.places import Period, Place
from views.results import Reading, Standing
from views.service_space import facilities, page

WEEK = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
TOP = Place("S", "岭街道", "subdistrict")
PLACES = {c: Place(c, f"{c}社区", "community", "S") for c in "ABC"}


def reading(key, place, above, below=None, *, value=None, state="green"):
    return Reading(metrics()[key], place, WEEK, above, below, value, state)


def rates(*values):
    lights = {None: "not_reported"}
    return [
        reading(page.RATE, place, value, 1, value=value,
                state=lights.get(value) or ("green" if value >= 40 else "amber"))
        for place, value in zip(PLACES.values(), values, strict=True)
    ]  # fmt: skip


def standings(gap):
    return [
        Standing(reading(page.ATTAINED, TOP, 2, 3, value=2 / 3)),
        Standing(reading(page.RATE, TOP, 400, 1000, value=40.0)),
        Standing(reading(page.GAP, TOP, gap, value=gap, state="no_target")),
    ]


def test_the_first_line_says_who_lacks_how_much_and_who_is_silent():
    gaps = [
        reading(page.GAP, PLACES["A"], 86, value=86.0, state="amber"),
        reading(page.GAP, PLACES["B"], 0, value=0.0),
        reading(page.GAP, PLACES["C"], None, state="not_reported"),
    ]
    assert page.headline(standings(86.0), gaps).zh == (
        "3 个社区中 2 个达到每百户 40 ㎡，A社区缺 86 ㎡。设施台账未报：C社区。"
    )
    assert page.headline([], []) == page.NO_FIGURES


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((45.0, 41.0, 40.0), "没有社区低于方案的 40 ㎡"),
        ((45.0, 35.0, None), "1 个社区低于方案的 40 ㎡，都不低于全国底线 30 ㎡"),
        ((45.0, 35.0, 20.0), "2 个社区低于方案的 40 ㎡，其中 1 个低于全国底线 30 ㎡"),
    ],
)
def test_the_title_of_the_bars_is_the_finding(values, said):
    head, _, _ = page.rate_chart(rates(*values), TOP, "2026-11-22", "zh")
    assert said in head


def test_a_silent_community_is_hatched_and_never_zero():
    _, figure, _ = page.rate_chart(rates(45.0, None, 20.0), TOP, "2026-11-22", "zh")
    assert list(figure.data[0].marker.pattern.shape).count("/") == 1
    assert any("未报" in note.text for note in figure.layout.annotations)
    assert page.rate_chart(rates(None, None, None), TOP, "", "zh") is None


def facility(name, **more):
    return {"community_id": "A", "facility_name": name, "floor_area_m2": 100.0, "is_counted": True,
            "status": "in_use", "not_counted_reason": None, **more}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"status": "under_construction"}, "在建"),
        ({"is_counted": False, "not_counted_reason": "物业用房"}, "物业用房"),
        ({"is_counted": None}, "未填原因"),
    ],
)
def test_what_does_not_count_says_why(more, said):
    row = facility("<b>活动室</b>", **more)
    assert facilities.why(row, "zh") == said
    drawn = facilities.lists([row, facility("书屋")], 100.0, PLACES, "zh")
    assert "&lt;b&gt;活动室" in drawn
    assert "计入的设施（1 处，100 ㎡）" in drawn


def test_the_proposal_for_space_is_labelled():
    plan = space_plan([("A", 1000)], [Facility("A", "x", 300.0, True, "in_use")])
    assert "测算建议" in planning.space(plan, PLACES, "zh")
    assert "A社区" in planning.space(plan, PLACES, "zh")


def test_without_a_register_nothing_is_said_to_count_or_not():
    drawn = facilities.lists([], None, PLACES, "zh")
    assert "设施台账未报。" in drawn and "0 处" not in drawn
