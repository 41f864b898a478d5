"""Raw and smoothed figures on a map: the colours, the tip, the table, the sentence, the files."""

from __future__ import annotations

import json
from datetime import date

import pytest

from metrics.catalogue import metrics
from metrics.smoothed import smoothed, usual_figure
from views import map_rates, sentences
from views.classes import NOT_REPORTED, classes
from views.map_rates import Rates
from views.map_values import encode
from views.places import Period, Place
from views.results import Reading

EVENTS = metrics()["grid_events_per_100_households"]
REPEATED = metrics()["petition_repeat_share"]
PERIOD = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
COUNTED = {"A": (12, 400), "B": (9, 40), "C": (9, 5000), "D": (None, 300)}
HOUSEHOLDS = 400 + 40 + 5000
MEAN = 30 / HOUSEHOLDS


def reading(metric, place, counted, base):
    value = None if counted is None else metric.scale * counted / base
    state = "not_reported" if counted is None else "no_target"
    there = Place(place, f"{place}社区", "community")
    return Reading(metric, there, PERIOD, counted, base, value, state)


def field(metric=EVENTS, counted=COUNTED):
    return [reading(metric, place, *parts) for place, parts in counted.items()]


def marshall(counted, households):
    """The formula of the paper, written down once more for one place of ``COUNTED``."""
    spread = sum(n * (y / n - MEAN) ** 2 for y, n in list(COUNTED.values())[:3]) / HOUSEHOLDS
    between = spread - MEAN / (HOUSEHOLDS / 3)
    weight = between / (between + MEAN / households)
    return 100 * (weight * counted / households + (1 - weight) * MEAN)


def test_a_smoothed_rate_is_marshalls_and_a_silent_place_has_none():
    found = map_rates.rates(EVENTS, field(), "smoothed")
    assert list(found.smoothed) == ["A", "B", "C"]
    for place in found.smoothed:
        assert found.smoothed[place] == pytest.approx(marshall(*COUNTED[place]), rel=1e-12)
    assert 100 * MEAN < found.smoothed["B"] < 22.5  # the smallest place moves furthest
    assert not found.is_chance


def test_a_smoothed_share_is_that_of_the_beta_binomial_distribution():
    """Two cases of 4, none of 4, 8 of 12: with mean 1/2 the moments can be done by hand."""
    counted = {"A": (2, 4), "B": (0, 4), "C": (8, 12)}
    found = map_rates.rates(REPEATED, field(REPEATED, counted), "smoothed")
    spread = (4 * 0 + 4 * 0.25 + 12 * (1 / 6) ** 2) / 20
    usual = 20 / 3
    between = (spread - 0.25 / usual) / (1 - 1 / usual)
    prior = 0.25 / between - 1  # alpha + beta
    for place, (y, n) in counted.items():
        assert found.smoothed[place] == pytest.approx((y + prior * 0.5) / (n + prior))


def test_places_that_differ_by_chance_alone_have_one_figure_and_the_map_says_so():
    readings = field(counted={"A": (1, 100), "B": (2, 100), "C": (1, 110)})
    found = map_rates.rates(EVENTS, readings, "smoothed")
    assert found.is_chance
    assert list(found.smoothed.values()) == pytest.approx([400 / 310] * 3)
    assert map_rates.finding(readings, found).zh == (
        "3 个社区之间的差别没有超过偶然波动，平滑后都是 1.29 件/百户"
    )
    assert smoothed(EVENTS, [], []).values == ()


def test_a_metric_with_a_light_shows_what_the_light_goes_by_unless_asked_otherwise():
    assert usual_figure(EVENTS, is_judged=False) == "smoothed"
    assert usual_figure(metrics()["petition_reply_on_time"], is_judged=True) == "raw"
    assert usual_figure(metrics()["grid_leader_coverage"], is_judged=True) == ""
    judged = map_rates.notes(Rates("smoothed"), "community", is_judged=True)
    assert map_rates.JUDGED in judged
    assert map_rates.notes(Rates(), "community", is_judged=True) == []


def told(figure, language="zh"):
    readings = field()
    found = map_rates.rates(EVENTS, readings, figure)
    scale = classes(EVENTS, [1.0, 5.0, 12.0, 22.5], None)
    held = {r.place.place_id: r for r in readings}
    said = json.loads(encode(list(held), EVENTS, scale, held, language, found))
    return said["classes"], [said["said"][i] for i in said["text"]], scale


def test_the_colour_is_that_of_the_figure_shown_and_the_tip_has_both_with_the_counts():
    colours, tips, scale = told("raw")
    assert colours == f"{scale.index(3.0)}{scale.index(22.5)}{scale.index(0.18)}h"
    assert tips[1][:2] == [
        "原值 22.50 件/百户（计数 9 / 40）",
        f"平滑值 {marshall(9, 40):.2f} 件/百户",
    ]
    colours, tips, scale = told("smoothed")
    assert colours[1] == str(scale.index(marshall(9, 40))) != str(scale.index(22.5))
    assert tips[1][0].startswith("平滑值") and tips[1][1].startswith("原值 22.50")
    assert "as counted 22.50 events per 100 households (9 / 40)" in told("smoothed", "en")[1][1]
    assert colours[3] == "h" and not [line for line in tips[3] if "平滑" in line]
    assert NOT_REPORTED == -1


def test_the_table_has_both_figures_and_the_counts_and_goes_by_the_one_shown():
    readings = field()
    found = map_rates.rates(EVENTS, readings, "smoothed")
    ordered = map_rates.attention_first(readings, found)
    assert [r.place.place_id for r in ordered] == ["D", "B", "A", "C"]
    drawn = map_rates.ranking(ordered, found, {}, "zh", "A", 10.0)
    for words in (
        "原值（件/百户）",
        "平滑值（件/百户）",
        "9 / 40",
        "22.50",
        f"{marshall(9, 40):.2f}",
    ):
        assert words in drawn
    assert drawn.count("lt-fill") == 3  # a bar a place, at the smoothed figure
    assert drawn.count("lt-hatched") == 1 and "未报" in drawn
    assert "亮灯" not in map_rates.ranking(ordered[1:], found, {}, "zh", "A", 10.0)


def test_the_sentence_names_the_smoothed_extremes_with_what_was_counted():
    said = map_rates.finding(field(), map_rates.rates(EVENTS, field(), "smoothed"))
    assert said.zh.startswith("1 个社区未报：D社区；平滑后最高 B社区")
    assert "（原值 22.50）" in said.zh and "(as counted 22.50)" in said.en
    raw = map_rates.finding(field(), map_rates.rates(EVENTS, field(), "raw"))
    assert "平滑" not in raw.zh


def test_grids_of_several_communities_are_named_with_theirs():
    """Each community has a first grid: its name alone would point at any of them."""
    share = metrics()["grid_event_satisfaction"]

    def grid(community, value):
        name = f"{community}社区"
        there = Place(f"{community}1", "第一网格", "grid", community, f"街道/{name}/第一网格")
        return Reading(share, there, PERIOD, 50 * value, 50, value, "no_target")

    both = [grid("A", 0.9), grid("B", 0.5)]
    assert "A社区 / 第一网格" in sentences.field(both).zh
    figures = Rates("smoothed", {"A1": 0.8, "B1": 0.6})
    assert "B社区 / 第一网格" in map_rates.finding(both, figures).en
    assert "A社区" not in sentences.field(both[:1]).zh
