"""The overview: who did not report what, in a line that can be read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from views import overview
from wording import Text


def missing(count, place="松岫社区", first=1):
    """The readings of one place that did not report some metrics."""
    return [
        SimpleNamespace(
            place=SimpleNamespace(place_id=place, name=place),
            metric=SimpleNamespace(name=Text(f"指标{n}", f"metric {n}"), family="three_zero"),
        )
        for n in range(first, first + count)
    ]


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (6, "指标5、指标6</li>", "metric 5, metric 6</li>"),
        (7, "指标6等 7 项指标</li>", "metric 6 and 1 more</li>"),
        (50, "指标6等 50 项指标</li>", "metric 6 and 44 more</li>"),
    ],
)
def test_of_very_many_missing_metrics_six_are_named_and_all_are_counted(count, zh, en):
    assert overview.places([], missing(count), {}, "zh").endswith(f"{zh}</ul>")
    assert overview.places([], missing(count), {}, "en").endswith(f"{en}</ul>")


def test_places_that_miss_as_many_but_not_the_same_stand_in_two_lines():
    here, there = missing(7), [*missing(6, "枫渡社区"), *missing(1, "枫渡社区", first=9)]
    assert overview.places([], [*here, *there], {}, "zh").count("<li>") == 2
    assert overview.places([], [*here, *missing(7, "枫渡社区")], {}, "zh").count("<li>") == 1
