"""The weeks of the player, and what an area is told in an office that has little to tell."""

from __future__ import annotations

import json

import pytest

from metrics.catalogue import metrics
from tests import demonstration
from ui import answers, grid_map_values, ledgers

SMOOTHED = sorted(key for key, metric in metrics().items() if metric.is_smoothed)


@pytest.fixture
def one(monkeypatch):
    """One community that has sent in its registers and nothing else."""
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    return answers.periods().up_to(answers.periods().all[0], 1)[0]


@pytest.mark.parametrize("figure", ["", "raw", "smoothed"])
def test_where_nobody_has_reported_anything_every_figure_is_grey_or_none(one, figure):
    for key in SMOOTHED:
        metric = metrics()[key]
        rates = grid_map_values.rates(metric, "community", one, "smoothed")
        assert rates.smoothed == {} and not rates.is_chance
        grid_map_values.scale(metric, "community", "", one, "smoothed")
        told = grid_map_values.values(
            ledgers.at(), key, "community", "", one.period_id, "zh", figure
        )
        assert json.loads(told)["classes"] == ""  # without boundaries there is nothing to colour


def test_the_player_steps_through_the_latest_weeks_or_up_to_an_older_one(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    calendar = answers.periods()
    latest = grid_map_values.window(calendar.find("2026-W47"))
    assert [p.period_id for p in latest[-2:]] == ["2026-W46", "2026-W47"] and len(latest) == 26
    assert all(p.kind == "week" and p.is_complete for p in latest)
    assert list(latest) == sorted(latest, key=lambda p: p.end_on)
    assert grid_map_values.window(latest[3]) == latest  # the same weeks, so the same colours
    months = grid_map_values.window(calendar.find("2026-10"))
    assert {p.kind for p in months} == {"month"}
    older = next(p for p in calendar.all if p.kind == "week" and p.end_on < latest[0].start_on)
    assert grid_map_values.window(older)[-1] == older


def test_a_colour_means_the_same_figure_in_every_week_that_is_stepped_through(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    metric = metrics()["grid_events_per_100_households"]
    weeks = grid_map_values.window(answers.periods().find("2026-W47"))
    for figure in ("raw", "smoothed"):
        scale, *others = (
            grid_map_values.scale(metric, "community", "", week, figure) for week in weeks[::5]
        )
        assert all(other == scale for other in others)
        for week in weeks[::5]:
            values = grid_map_values.rates(metric, "community", week, "smoothed").smoothed
            assert all(0 <= scale.index(value) < scale.count for value in values.values())


def test_a_period_that_is_not_known_is_not_answered(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    asked = (ledgers.at(), "petition_repeat_share", "community", "", "1999-W01", "zh")
    assert grid_map_values.values(*asked) is None
