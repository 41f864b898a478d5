"""The volunteers page: hours with their usual range, shares in a funnel, words instead of ranks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from metrics.catalogue import metrics
from metrics.signal import funnel_proportions, xmr
from views.places import Period, Place
from views.results import Reading, Standing
from views.volunteers import page
from wording import Text

TOP = Place("S", "岭街道", "subdistrict")
END = date(2026, 11, 22)


def weeks(count):
    found = []
    for i in reversed(range(count)):
        end = END - timedelta(days=7 * i)
        year, week, _ = end.isocalendar()
        found.append(Period(f"{year}-W{week:02d}", "week", end - timedelta(days=6), end, True))
    return tuple(found)


def weekly(values):
    return page.Weekly(weeks(len(values)), xmr(values, direction="neutral"))


def active(**counts):
    return [
        Reading(metrics()[page.ACTIVE], Place(n, f"{n}社区", "community", "S"), weeks(1)[0],
                above, 400, above / 400, "no_target")
        for n, above in counts.items()
    ]  # fmt: skip


def plot(readings):
    return funnel_proportions([r.numerator for r in readings], [r.denominator for r in readings])


@pytest.mark.parametrize(
    ("last", "said"),
    [(105.0, "在通常波动范围内"), (400.0, "高于通常水平"), (np.nan, "最近一周没有数据")],
)
def test_the_title_says_whether_hours_change(last, said):
    head, figure, _ = page.hours_chart(weekly([100.0, 110.0] * 10 + [last]), TOP, "zh")
    assert said in head
    assert "暂定" not in head
    assert len(figure.data[0].x) == 21


def test_few_weeks_are_provisional_and_neither_good_nor_bad():
    head, figure, _ = page.hours_chart(weekly([100.0, 110.0, 105.0, 90.0]), TOP, "zh")
    assert "不足 13 周，暂定" in head
    assert "#0B5CAD" not in str(figure.data[0].marker)
    assert page.hours_chart(None, TOP, "zh") is None


def test_places_inside_the_funnel_are_not_ranked():
    given = active(A=200, B=205, C=195)
    assert page.difference(given, plot(given)).zh == "志愿者活跃率：3 个社区之间没有显著差异"


def test_a_place_outside_the_funnel_is_named():
    given = active(A=200, B=205, C=195, D=100)
    words = page.difference(given, plot(given))
    assert "D社区低于总体" in words.zh
    assert "D社区 below the whole" in words.en
    _, figure, _ = page.funnel_chart(given, plot(given), TOP, "2026-11-22", "zh")
    assert figure.data[-1].text[-1] == "D社区"


def test_grids_in_a_funnel_are_called_grids_and_the_metric_by_its_name():
    given = [replace(r, place=replace(r.place, level="grid")) for r in active(A=200, B=205, C=195)]
    said = page.difference(given, plot(given), Text("按期办结率", "Solved on time"))
    assert said.zh == "按期办结率：3 个网格之间没有显著差异"
    assert said.en == "Solved on time: no significant difference between 3 grids"


def test_one_community_is_compared_with_nobody():
    given = active(A=200)
    assert page.funnel_chart(given, plot(given), TOP, "", "zh") is None
    assert "没有显著差异" not in page.communities({page.ACTIVE: given}, plot(given), {}, "zh")


def test_the_first_line_compares_complete_weeks_only():
    hours, (before, now) = metrics()[page.HOURS], weeks(2)
    then = Reading(hours, TOP, before, 1000, None, 1000.0, "no_target")
    this = Reading(hours, TOP, now, 500, None, 500.0, "no_target")
    said = page.headline([Standing(this, previous=then)])
    assert said.zh == "本周服务 500 小时，较上周 ▼ 500 小时（−50.0%）。"
    assert page.headline([Standing(this)]).zh == "本周服务 500 小时。"
    assert page.headline([]) == page.NO_FIGURES
