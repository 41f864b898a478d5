"""How numbers, changes and lights are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.catalogue import metrics
from views import numbers
from views.changes import change
from views.lights import LIGHTS, chip
from views.places import Period, Place
from views.results import Reading, Standing

WEEK = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
BEFORE = Period("2026-W46", "week", date(2026, 11, 9), date(2026, 11, 15), True)
PLACE = Place("990102013", "槐澜街道", "subdistrict")


def reading(key, value, *, upper=None, lower=None, period=WEEK, state="red", flags=()):
    return Reading(
        metrics()[key], PLACE, period, upper, lower, value, state, frozenset(flags), None
    )


def changed(now, then):
    found = change(Standing(now, then))
    return f"{found.arrow} {found.words.zh}".strip(), found.tone


@pytest.mark.parametrize(
    ("key", "value", "zh", "en"),
    [
        ("grid_staffing_attainment", 0.8125, "81.2%", "81.2%"),
        ("service_space_per_100_households", 44.072176, "44.1", "44.1"),
        ("service_space_gap_m2", 1285.9, "1,286", "1,286"),
        ("volunteer_hours", 123456, "12.3万", "123,456"),
        ("volunteer_hours", 12345, "12,345", "12,345"),
        ("grid_worker_gap", 0, "0", "0"),
        ("grid_worker_gap", None, "—", "—"),
        ("grid_worker_gap", float("nan"), "—", "—"),
    ],
)
def test_a_figure_on_a_card(key, value, zh, en):
    assert numbers.figure(metrics()[key], value, "zh", card=True) == zh
    assert numbers.figure(metrics()[key], value, "en", card=True) == en


def test_a_small_negative_number_is_not_minus_zero():
    assert numbers.plain(-0.2) == "0"


def test_a_share_of_many_changes_in_points():
    now = reading("grid_staffing_attainment", 0.8125, upper=78, lower=96)
    then = reading("grid_staffing_attainment", 0.75, upper=72, lower=96, period=BEFORE)
    assert changed(now, then) == ("▲ 6.2 个百分点", "good")


def test_a_share_of_few_shows_what_was_counted():
    now = reading("three_zero_attainment", 5 / 8, upper=5, lower=8)
    then = reading("three_zero_attainment", 7 / 8, upper=7, lower=8, period=BEFORE)
    assert changed(now, then) == ("▼ 上周 7 / 8", "bad")


def test_a_count_under_ten_changes_without_per_cent():
    now, then = reading("grid_worker_gap", 9), reading("grid_worker_gap", 6, period=BEFORE)
    assert changed(now, then) == ("▲ 3 人", "bad")


def test_a_larger_count_changes_with_per_cent():
    now, then = reading("grid_worker_gap", 24), reading("grid_worker_gap", 30, period=BEFORE)
    assert changed(now, then) == ("▼ 6 人（−20.0%）", "good")


def test_a_volume_that_rises_is_neither_good_nor_bad():
    neutral = replace(metrics()["volunteer_hours"], better="neutral")
    now = replace(reading("volunteer_hours", 500), metric=neutral)
    then = replace(reading("volunteer_hours", 400, period=BEFORE), metric=neutral)
    assert changed(now, then)[1] == "plain"


def test_a_week_that_is_not_over_is_compared_with_nothing():
    running = replace(WEEK, is_complete=False)
    now, then = reading("grid_worker_gap", 2, period=running), reading("grid_worker_gap", 9)
    assert changed(now, then) == ("本期未满，不作比较", "none")


def test_what_is_carried_back_is_no_earlier_figure():
    now = reading("grid_worker_gap", 24)
    then = reading("grid_worker_gap", 30, period=BEFORE, flags=["back_carried"])
    assert changed(now, then) == ("上周为回溯值", "none")


@pytest.mark.parametrize("state", ["red", "amber", "green", "not_reported"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_light_is_a_shape_and_a_word_never_a_colour_alone(state, language):
    drawn = chip(state, language)
    assert LIGHTS[state].shape in drawn
    assert LIGHTS[state].word.in_(language) in drawn


@pytest.mark.parametrize(
    ("key", "value", "zh", "en"),
    [
        ("petitions_registered", 1, "1 件", "1 petition"),
        ("petitions_registered", 2, "2 件", "2 petitions"),
        ("service_space_gap_m2", 1, "1 ㎡", "1 m²"),
        ("hours_per_active_volunteer", 1, "1.0 小时/人", "1.0 hours per volunteer"),
    ],
)
def test_one_of_something_is_no_plural(key, value, zh, en):
    written = [numbers.with_unit(metrics()[key], value, language) for language in ("zh", "en")]
    assert written == [zh, en]
