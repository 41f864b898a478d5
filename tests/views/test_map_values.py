"""What the browser is told of an area: the raw rate, and beside it the smoothed one."""

from __future__ import annotations

import json
from datetime import date

import pytest

from metrics.catalogue import metrics
from metrics.signal import empirical_bayes
from views.classes import classes
from views.map_values import encode, smoothed
from views.places import Period, Place
from views.results import Reading

EVENTS = metrics()["grid_events_per_100_households"]
PERIOD = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
COUNTED = {"A": (12, 4000), "B": (1, 40), "C": (9, 5000), "D": (None, 300)}


def reading(place, counted, households):
    value = None if counted is None else EVENTS.scale * counted / households
    state = "not_reported" if counted is None else "no_target"
    return Reading(
        EVENTS, Place(place, place, "community"), PERIOD, counted, households, value, state
    )


READINGS = [reading(place, *parts) for place, parts in COUNTED.items()]


def test_a_smoothed_rate_is_that_of_marshall_and_a_silent_place_has_none():
    found = smoothed(EVENTS, READINGS)
    expected = empirical_bayes([12, 1, 9], [4000, 40, 5000]).smoothed * EVENTS.scale
    assert list(found) == ["A", "B", "C"]
    assert list(found.values()) == pytest.approx(list(expected))
    assert found["B"] < READINGS[1].value  # the smallest place is drawn towards the mean


def test_the_tip_says_the_raw_rate_first_and_other_metrics_are_not_smoothed():
    values = [r.value for r in READINGS if r.value is not None]
    held = {r.place.place_id: r for r in READINGS}
    told = json.loads(
        encode(
            list(held),
            EVENTS,
            classes(EVENTS, values, None),
            held,
            "zh",
            smoothed(EVENTS, READINGS),
        )
    )
    raw, smooth, *_ = told["said"][told["text"][1]]
    assert raw.startswith("2.5 ")
    assert smooth.startswith("平滑后 ")
    assert smooth.endswith("（原值 2.50）")
    assert not [word for word in told["said"][told["text"][3]] if "平滑" in word]
    assert smoothed(metrics()["grid_leader_coverage"], READINGS) == {}
