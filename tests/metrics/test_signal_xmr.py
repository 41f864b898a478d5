"""The XmR chart against the reference's own figures, a plain second reckoning, and its laws."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.signal import Assurance, Label, Rule, xmr
from tests.metrics.plain_xmr import plain_answers, plain_xmr

FIXTURE = Path(__file__).parents[1] / "fixtures" / "xmr_series.json"
SERIES = json.loads(FIXTURE.read_text(encoding="utf-8"))
NAN = float("nan")
SIGN = {"up": 1, "down": -1, "neutral": 0}

# Few different values, so that ties, runs and points on the mean or on a limit are common.
coarse = st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0, 9.0, NAN])
tenths = st.integers(-20, 20).map(lambda i: i / 10)
series_of = st.one_of(
    st.lists(coarse, max_size=40),
    st.lists(tenths, max_size=60),
    st.lists(st.integers(0, 400).map(float), max_size=60),
)


@pytest.mark.parametrize("series", SERIES, ids=[s["name"] for s in SERIES])
def test_equals_the_reference(series):
    arguments = series["args"]
    result = xmr(
        series["y"],
        direction=arguments["improvement_direction"],
        screen=arguments["screen_outliers"],
    )
    for name, limits in (("mean", result.mean), ("lpl", result.lower), ("upl", result.upper)):
        np.testing.assert_allclose(limits, series[name], rtol=0, atol=1e-9)
    assert result.outside.tolist() == series["outside"]
    assert result.near_limit.tolist() == series["close"]
    assert result.group.tolist() == series["rebase_group"]
    assert result.rule.tolist() == series["special"]
    assert result.label.tolist() == series["point"]


@settings(max_examples=400)
@given(
    series_of,
    st.tuples(st.sampled_from(["up", "down", "neutral"]), st.none() | coarse | tenths),
    st.booleans(),
    st.none() | st.integers(1, 70),
    st.sets(st.integers(0, 39), max_size=3),
)
def test_equals_a_plain_reckoning(values, aim, screen, baseline, rebase):
    """Rebased at the first and the last point too, with baselines longer than the series."""
    direction, target = aim
    rebase = {position for position in rebase if position < len(values)}
    options = {"screen": screen, "baseline": baseline, "rebase": rebase}
    result = xmr(values, direction=direction, target=target, **options)
    expected = plain_xmr(values, improvement=SIGN[direction], **options)
    answers = plain_answers(
        values, expected, improvement=SIGN[direction], baseline=baseline, cuts=rebase, target=target
    )
    assert (result.variation, result.assurance, result.provisional.tolist()) == answers
    for column, got in enumerate((result.mean, result.lower, result.upper)):
        np.testing.assert_allclose(got, [p[column] for p in expected], rtol=1e-12, atol=1e-12)
    assert result.outside.tolist() == [p[3] for p in expected]
    assert result.near_limit.tolist() == [p[4] for p in expected]
    assert result.rule.tolist() == [p[5] for p in expected]
    assert result.label.tolist() == [p[6] for p in expected]


def test_the_published_example_with_and_without_screening():
    values = [1, 2, 1, 2, 10, *([1, 2] * 6), 1]
    screened = xmr(values, direction="down")
    found = [round(float(x[0]), 2) for x in (screened.upper, screened.mean, screened.lower)]
    assert found == [4.60, 1.94, -0.72]
    unscreened = xmr(values, direction="down", screen=False)
    assert round(float(unscreened.upper[0]), 2) == 6.95
    assert round(float(unscreened.lower[0]), 2) == -3.06


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=40), st.integers(-1000, 1000))
def test_a_shifted_series_has_shifted_limits_and_the_same_signals(values, shift):
    before = xmr(values, direction="up")
    after = xmr([v + shift for v in values], direction="up")
    np.testing.assert_allclose(after.upper, before.upper + shift, atol=1e-9)
    np.testing.assert_allclose(after.lower, before.lower + shift, atol=1e-9)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=40), st.integers(1, 6))
def test_scaling_by_a_power_of_two_scales_limits_and_keeps_signals(values, power):
    before = xmr(values, direction="up")
    after = xmr([v * 2**power for v in values], direction="up")
    np.testing.assert_array_equal(after.upper, before.upper * 2**power)
    assert after.rule.tolist() == before.rule.tolist()


@given(series_of)
def test_the_other_direction_turns_improvement_into_concern(values):
    turned = {
        Label.IMPROVEMENT: Label.CONCERN,
        Label.CONCERN: Label.IMPROVEMENT,
        Label.COMMON_CAUSE: Label.COMMON_CAUSE,
    }
    up, down = xmr(values, direction="up"), xmr(values, direction="down")
    assert [turned[Label(word)] for word in up.label] == down.label.tolist()
    assert up.rule.tolist() == down.rule.tolist()


@given(st.lists(st.integers(0, 30), min_size=2, max_size=50))
def test_limits_stand_in_order_and_every_label_has_a_rule(values):
    result = xmr(values, direction="up")
    there = result.has_limits
    columns = (result.lower, result.inner_lower, result.mean, result.inner_upper, result.upper)
    for below, above in pairwise(columns):
        assert (below[there] <= above[there]).all()
    special = result.label != Label.COMMON_CAUSE
    assert (special == (result.rule != Rule.NONE)).all()
    assert (special == (result.side != 0)).all()


@given(st.lists(st.integers(0, 30), min_size=2, max_size=40), st.integers(1, 39))
def test_a_rebase_separates_what_lies_before_and_after(values, cut):
    cut = min(cut, len(values) - 1)
    whole = xmr(values, direction="up", rebase=[cut])
    parts = [xmr(values[:cut], direction="up"), xmr(values[cut:], direction="up")]
    assert whole.label.tolist() == [word for part in parts for word in part.label]
    np.testing.assert_array_equal(whole.upper, np.concatenate([p.upper for p in parts]))
    assert whole.group.tolist() == [0] * cut + [1] * (len(values) - cut)


def test_several_rebases_count_up_and_a_first_position_starts_at_one():
    assert (
        xmr(range(9), direction="up", rebase=[6, 3]).group.tolist() == [0] * 3 + [1] * 3 + [2] * 3
    )
    assert xmr(range(3), direction="up", rebase=[0]).group.tolist() == [1, 1, 1]


@pytest.mark.parametrize("position", [-1, 5])
def test_a_rebase_outside_the_series_is_refused(position):
    with pytest.raises(ValueError, match="rebase"):
        xmr(range(5), direction="up", rebase=[position])


def test_a_baseline_fixes_limits_and_a_longer_one_takes_all():
    values = [3, 5, 2, 5, 6, 4, 3, 1, 2, 1, 4, 2, 90, 80]
    fixed = xmr(values, direction="down", baseline=12)
    assert fixed.upper[-1] == xmr(values[:12], direction="down").upper[0]
    assert fixed.outside.tolist() == [False] * 12 + [True, True]
    longer = xmr(values, direction="down", baseline=99)
    np.testing.assert_array_equal(longer.upper, xmr(values, direction="down").upper)


def test_a_constant_series_has_no_screened_limits_and_zero_width_unscreened_ones():
    screened = xmr([0.1] * 20, direction="up", target=0.05)
    assert np.isnan(screened.upper).all()
    assert not screened.has_limits.any()
    assert set(screened.label) == {Label.COMMON_CAUSE}
    assert screened.assurance is None  # no limits: nothing can be said about the target
    plain = xmr([0.1] * 20, direction="up", screen=False, target=0.05)
    assert (plain.upper == 0.1).all()
    assert not plain.outside.any()
    assert plain.assurance is Assurance.PASS


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_short_series_are_answered_without_a_signal(size):
    result = xmr([1.0, 4.0, 2.0][:size], direction="up", target=3)
    assert result.label.tolist() == [Label.COMMON_CAUSE] * size
    assert result.provisional.all()
    assert result.has_limits.tolist() == ([False] * size if size < 2 else [True] * size)


def test_a_point_on_the_mean_breaks_a_shift():
    values = [2, 2, 2, 1, 2, 2, 2, 0, 0, 0, 1, 0, 0, 0]
    assert xmr(values, direction="up", screen=False).mean[0] == 1
    assert not xmr(values, direction="up", screen=False).shift.any()
    seven = [2] * 7 + [0] * 7
    assert xmr(seven, direction="up", screen=False).shift.all()


def test_a_point_equal_to_a_limit_is_inside():
    # Mean 0, moving ranges of 100: limits at exactly +-266.
    base = [50.0, -50.0] * 10
    result = xmr([*base, 266.0, 266.5], direction="up", baseline=20, screen=False)
    assert result.upper[0] == 266.0
    assert result.outside.tolist()[-2:] == [False, True]
    assert result.near_limit.tolist()[-2:] == [True, False]


def test_a_trend_needs_six_strict_steps_and_a_tie_breaks_it():
    assert xmr([1, 2, 3, 4, 5, 6, 7], direction="up").trend.all()
    assert not xmr([1, 2, 3, 4, 5, 6], direction="up").trend.any()
    assert not xmr([1, 2, 3, 3, 4, 5, 6, 7], direction="up").trend.any()


def test_a_turning_point_takes_the_later_trend():
    peak = xmr([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], direction="up")
    at_peak = peak.rule.tolist()[6]
    assert at_peak in {Rule.TREND_DOWN, Rule.ABOVE_LIMIT}


def test_a_gap_breaks_runs_and_is_not_bridged():
    values = [2.0] * 4 + [NAN] + [2.0] * 4 + [0.0] * 8
    result = xmr(values, direction="up", screen=False)
    assert not result.shift[:9].any()
    assert not result.measured[4]
    assert result.label[4] == Label.COMMON_CAUSE
    ranges = [0.0] * 6 + [2.0] + [0.0] * 7
    assert result.upper[0] == result.mean[0] + 2.66 * (sum(ranges) / 14)
    assert xmr([*values, NAN], direction="up").variation is None


def test_provisional_below_thirteen_measured_points():
    assert xmr(range(12), direction="up").provisional.all()
    assert not xmr(range(13), direction="up").provisional.any()
    assert xmr([*range(12), NAN], direction="up").provisional.all()
    rebased = xmr(range(20), direction="up", rebase=[13])
    assert rebased.provisional.tolist() == [False] * 13 + [True] * 7


@pytest.mark.parametrize(
    ("target", "up", "down"),
    [
        (9.0, Assurance.FAIL, Assurance.PASS),
        (-4.0, Assurance.PASS, Assurance.FAIL),
        (2.0, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
        (None, None, None),
        (NAN, None, None),
    ],
)
def test_assurance(target, up, down):
    values = [1.0, 2.0, 3.0] * 6
    assert xmr(values, direction="up", target=target).assurance == up
    assert xmr(values, direction="down", target=target).assurance == down
    assert xmr(values, direction="neutral", target=target).assurance is None


def test_a_target_equal_to_a_limit_is_inconsistent_and_only_the_last_group_counts():
    values = [50.0, -50.0] * 10
    for limit in (266.0, -266.0):
        result = xmr(values, direction="up", screen=False, target=limit)
        assert result.assurance is Assurance.INCONSISTENT
    late = xmr([*values, *[1000.0, 1010.0] * 10], direction="up", rebase=[20], target=500)
    assert late.assurance is Assurance.PASS


def test_directions_and_their_synonyms():
    values = [1, 2, 1, 2, 10, *([1, 2] * 6), 1]
    for ours, theirs in (("up", "increase"), ("down", "decrease")):
        assert (xmr(values, direction=ours).label == xmr(values, direction=theirs).label).all()
    with pytest.raises(ValueError, match="sideways"):
        xmr(values, direction="sideways")


@pytest.mark.parametrize("values", [[[1, 2], [3, 4]], [1, float("inf")]])
def test_what_is_no_series_is_refused(values):
    with pytest.raises(ValueError, match="values"):
        xmr(values, direction="up")
