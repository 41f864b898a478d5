"""What the explore page shows adds up as shown, and what may not be compared is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue import metrics
from metrics.definition import DefinitionChange
from metrics.parts import Adds, Breakdown, Part
from views.explore.compared import between, refusal
from views.explore.parts_table import merged
from views.explore.rounding import apportion
from views.places import Period, Place
from views.results import Reading
from wording import Text

WORDS = Text("词", "word")
PLACE = Place("1", "松岫社区", "community")
THIS = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
LAST = Period("2026-W46", "week", date(2026, 11, 9), date(2026, 11, 15), True)
METRIC = metrics()["grid_event_on_time"]


def reading(value: float | None, period: Period = THIS, *, state: str = "green",
            flags: frozenset[str] = frozenset(), denominator: float = 100) -> Reading:  # fmt: skip
    upper = None if value is None else value * denominator
    return Reading(METRIC, PLACE, period, upper, denominator, value, state, flags)


@given(st.lists(st.fractions(-1000, 1000, max_denominator=997), max_size=20), st.integers(0, 2))
def test_rounded_parts_add_up_to_the_rounded_sum_and_stay_close(values, decimals):
    shown, unit = apportion(values, decimals), Fraction(1, 10**decimals)
    assert abs(sum(shown, Fraction(0)) - sum(values, Fraction(0))) <= unit / 2
    assert all(abs(a - b) < unit for a, b in zip(shown, values, strict=True))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(1, 15))
def test_small_parts_are_put_together_and_none_is_lost(rows, most):
    parts = tuple(Part(f"k{i}", WORDS, float(n), None, float(n), n) for i, n in enumerate(rows))
    unknown = Part(None, WORDS, 3.0, None, 3.0, 3)
    whole = Breakdown("d", WORDS, WORDS, Adds.BOTH, (*parts, unknown), 0, None, 0, sum(rows) + 3)
    shown, rest = merged(whole, None, most)
    assert sum(part.rows for part in (*shown, *rest)) == whole.rows
    assert unknown in shown
    assert len(rest) != 1


def test_a_part_that_is_gone_is_still_shown():
    now = Breakdown("d", WORDS, WORDS, Adds.BOTH, (), 0, None, 0, 0)
    then = replace(now, parts=(Part("gone", WORDS, 4.0, None, 4.0, 4),))
    shown, _ = merged(now, then)
    assert [(part.code, part.numerator, part.rows) for part in shown] == [("gone", 0.0, 0)]


@pytest.mark.parametrize("now, then, this, last, said", [
    (reading(0.9), reading(0.8, LAST), replace(THIS, is_complete=False), LAST, "未满"),
    (reading(0.9), reading(None, LAST, state="not_reported"), THIS, LAST, "未报"),
    (reading(0.9), None, THIS, LAST, "未报"),
    (reading(None), reading(0.8, LAST), THIS, LAST, "没有数值"),
    (reading(0.9), reading(0.8, LAST, flags=frozenset({"back_carried"})), THIS, LAST, "回溯"),
])  # fmt: skip
def test_what_may_not_be_compared_is_refused_with_the_reason(now, then, this, last, said):
    refused = refusal(METRIC, now, this, last, then)
    assert refused is not None and said in refused.zh


def test_two_definitions_are_not_compared():
    changed = replace(METRIC, changes=(DefinitionChange(date(2026, 11, 16), is_recomputed=False),))
    refused = refusal(changed, reading(0.9), THIS, LAST, reading(0.8, LAST))
    assert refused is not None and "口径" in refused.zh


def test_two_whole_weeks_are_compared():
    assert refusal(METRIC, reading(0.9), THIS, LAST, reading(0.8, LAST)) is None


def test_a_small_base_is_told_in_counts_not_in_points():
    assert between(METRIC, 0.1, reading(0.8, LAST)).words.zh == "10.0 个百分点"
    assert between(METRIC, 0.1, reading(0.5, LAST, denominator=6)).words.zh == "当时 3 / 6"


def test_figures_that_read_differently_are_not_called_the_same():
    rate = metrics()["grid_events_per_100_households"]
    before = Reading(rate, PLACE, LAST, 38.0, 100.0, 0.38, "no_target")
    assert between(rate, -0.034, before).words.zh == "0.03 件/百户"
    assert between(rate, -0.02, before).words.zh == "持平"
    close = reading(0.87451, LAST)
    assert between(METRIC, -0.00002, close).words.zh == "0.002 个百分点"
