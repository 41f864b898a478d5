"""Did it work: judged by limits from before the decision, and never too early."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.signal import Verdict, effect_by_limits, effect_of_counts, effect_on_target, is_sparse

BEFORE = [10, 12, 9, 11, 10, 13, 8, 11, 10, 12, 9, 10, 11, 12]
"""Mean 10.6, average moving range 2.15: limits 4.9 and 16.3."""

MISSING = float("nan")


def test_one_point_below_the_limits_is_an_effect_at_once():
    effect = effect_by_limits(BEFORE, [4], direction="down")
    assert (effect.verdict, effect.reason) == (Verdict.EFFECTIVE, "beyond_limits")
    assert effect.lower == pytest.approx(4.85, abs=0.01)


def test_six_quiet_weeks_are_too_early_and_seven_are_no_effect():
    quiet = [10, 12, 9, 11, 10, 12]
    assert effect_by_limits(BEFORE, quiet, direction="down").verdict is Verdict.TOO_EARLY
    effect = effect_by_limits(BEFORE, [*quiet, 11], direction="down")
    assert (effect.verdict, effect.reason) == (Verdict.NO_EFFECT, "within_limits")


def test_seven_weeks_below_the_mean_are_an_effect_though_none_is_outside():
    effect = effect_by_limits(BEFORE, [9, 8, 9, 8, 9, 8, 9], direction="down")
    assert effect.verdict is Verdict.EFFECTIVE


def test_a_run_that_began_before_the_work_was_done_does_not_count_for_it():
    falling = [*BEFORE[:8], 9, 9, 9, 9, 9, 9]
    assert effect_by_limits(falling, [9], direction="down").verdict is Verdict.TOO_EARLY


def test_the_wrong_direction_is_no_effect_and_says_so():
    effect = effect_by_limits(BEFORE, [4], direction="up")
    assert (effect.verdict, effect.reason) == (Verdict.NO_EFFECT, "got_worse")


def test_a_good_week_that_a_bad_one_follows_is_no_effect():
    assert effect_by_limits(BEFORE, [4, 20], direction="down").reason == "got_worse"


def test_the_ninth_week_changes_nothing_any_more():
    quiet = [10, 12, 9, 11, 10, 12, 11, 10]
    assert effect_by_limits(BEFORE, [*quiet, 1], direction="down").verdict is Verdict.NO_EFFECT


def test_weeks_without_a_report_are_not_counted_as_weeks():
    quiet = [10, MISSING, 12, 9, MISSING, 11, 10, 12]
    effect = effect_by_limits(BEFORE, quiet, direction="down")
    assert (effect.verdict, effect.points_after) == (Verdict.TOO_EARLY, 6)


@pytest.mark.parametrize(
    ("before", "direction", "reason"),
    [(BEFORE[:11], "down", "short_baseline"), ([5] * 20, "down", "no_limits"),
     (BEFORE, "neutral", "no_direction")],
)  # fmt: skip
def test_what_cannot_be_judged_says_why(before, direction, reason):
    effect = effect_by_limits(before, [1] * 8, direction=direction)
    assert (effect.verdict, effect.reason) == (Verdict.UNTESTABLE, reason)


def test_seven_weeks_at_zero_prove_nothing_where_an_event_was_rare():
    before = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] * 2 + [0] * 6
    assert is_sparse(before)
    assert effect_of_counts(before, [0] * 7, direction="down").verdict is Verdict.TOO_EARLY


def test_rare_events_end_as_cannot_be_told_and_not_as_without_effect():
    before = [1] + [0] * 25
    effect = effect_of_counts(before, [0] * 26, direction="down")
    assert (effect.verdict, effect.reason) == (Verdict.UNTESTABLE, "too_rare")


def test_two_a_week_that_stop_are_an_effect_after_four_weeks():
    effect = effect_of_counts([2] * 26, [0] * 4, direction="down")
    assert (effect.verdict, effect.lower) == (Verdict.EFFECTIVE, 2)
    assert effect_of_counts([2] * 26, [0] * 3, direction="down").verdict is Verdict.TOO_EARLY
    assert effect_of_counts([2] * 26, [2] * 4, direction="down").verdict is Verdict.NO_EFFECT


def test_fewer_events_out_of_fewer_cases_are_no_effect():
    few = {"exposure_before": [20] * 26, "exposure_after": [1] * 8}
    assert effect_of_counts([2] * 26, [0] * 8, direction="down", **few).verdict is not (
        Verdict.EFFECTIVE
    )
    same = {"exposure_before": [20] * 26, "exposure_after": [20] * 8}
    assert effect_of_counts([2] * 26, [0] * 8, direction="down", **same).verdict is (
        Verdict.EFFECTIVE
    )


def test_more_of_what_there_should_be_more_of_is_an_effect():
    assert effect_of_counts([1] * 26, [4] * 4, direction="up").reason == "more"


def test_a_state_is_judged_by_data_from_after_the_work():
    assert effect_on_target(0.99, 1.0, direction="up", is_new=True).verdict is Verdict.NO_EFFECT
    assert effect_on_target(1.0, 1.0, direction="up", is_new=True).verdict is Verdict.EFFECTIVE
    assert effect_on_target(1.0, 1.0, direction="up", is_new=False).verdict is Verdict.TOO_EARLY
    assert effect_on_target(3, 3, direction="down", is_new=True).verdict is Verdict.EFFECTIVE
    assert effect_on_target(3, None, direction="down", is_new=True).reason == "no_target"


def test_few_unchanged_measures_are_called_improved():
    chance = np.random.default_rng(7)
    found = [
        effect_by_limits(chance.normal(size=26), chance.normal(size=8), direction="down").verdict
        for _ in range(400)
    ]
    assert found.count(Verdict.EFFECTIVE) / 400 < 0.08


counts = st.lists(st.integers(0, 6) | st.just(MISSING), max_size=30)


@settings(max_examples=150)
@given(counts, counts, st.sampled_from(["up", "down", "neutral"]))
def test_any_counts_get_a_verdict_and_nothing_after_it_means_too_early(before, after, direction):
    for judge in (effect_by_limits, effect_of_counts):
        assert judge(before, after, direction=direction).verdict in Verdict
        nothing = judge(before, [], direction=direction)
        assert nothing.verdict in (Verdict.TOO_EARLY, Verdict.UNTESTABLE)
