"""Sparse counts: the predictive limits, the blocks, and how often a quiet series cries wolf."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.signal import Label, choose_method, predictive_limits, sparse_chart, xmr

NAN = float("nan")


@given(
    st.integers(0, 400), st.integers(1, 60), st.integers(1, 12), st.sampled_from([0.01, 0.00135])
)
def test_limits_are_quantiles_of_the_negative_binomial(total, periods, ahead, tail):
    limits = predictive_limits(total, periods, ahead, tail=tail)
    y = stats.nbinom(total + 0.5, periods / (periods + ahead))
    assert y.sf(limits.upper[0]) <= tail * (1 + 1e-9)
    assert limits.upper[0] == 0 or y.sf(limits.upper[0] - 1) > tail * (1 - 1e-9)
    assert y.cdf(limits.lower[0]) > tail * (1 - 1e-9)
    assert limits.lower[0] == 0 or y.cdf(limits.lower[0] - 1) <= tail * (1 + 1e-9)
    assert limits.expected[0] == pytest.approx(y.mean())


@given(st.integers(0, 100), st.integers(1, 60), st.integers(1, 11))
def test_a_longer_stretch_and_a_busier_baseline_allow_more(total, periods, ahead):
    here = predictive_limits(total, periods, ahead).upper
    assert predictive_limits(total, periods, ahead + 1).upper >= here
    assert predictive_limits(total + 1, periods, ahead).upper >= here


def test_a_block_well_above_its_baseline_is_a_concern():
    quiet = [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1] * 2
    chart = sparse_chart([*quiet, 1, 2, 2, 1], direction="down")
    assert (chart.baseline_total, chart.baseline_periods) == (6, 26)
    assert chart.count.tolist() == [6]
    assert chart.label.tolist() == [Label.CONCERN]
    assert chart.variation is Label.CONCERN
    assert not chart.provisional
    assert sparse_chart([*quiet, 1, 2, 2, 1], direction="up").variation is Label.IMPROVEMENT


def test_seven_quiet_weeks_are_no_evidence():
    chart = sparse_chart([*([0, 0, 1] * 9), *([0] * 8)], direction="down", baseline=27)
    assert (chart.lower == 0).all()
    assert set(chart.label) == {Label.COMMON_CAUSE}


def test_the_last_block_ends_with_the_series_unless_a_baseline_is_given():
    assert sparse_chart([0] * 35, direction="down").block_start.tolist() == [27, 31]
    assert sparse_chart([0] * 35, direction="down", baseline=26).block_start.tolist() == [26, 30]
    assert sparse_chart([0] * 10, direction="down").block_start.tolist() == [6]
    assert sparse_chart([0] * 10, direction="down").provisional


def test_weeks_not_reported_are_neither_zero_nor_time():
    base = [1, 0] * 13
    chart = sparse_chart([*base, 1, NAN, NAN, 0, NAN, NAN, NAN, NAN], direction="down", baseline=26)
    assert chart.block_periods.tolist() == [2, 0]
    assert chart.expected[0] == pytest.approx(13.5 * 2 / 26)
    assert np.isnan(chart.count[1])
    assert np.isnan(chart.upper[1])
    assert chart.variation is None
    missing = sparse_chart([NAN] * 26 + [1] * 4, direction="down", baseline=26)
    assert missing.baseline_periods == 0
    assert missing.variation is None


@pytest.mark.parametrize("size", range(6))
def test_short_series_are_answered(size):
    chart = sparse_chart([1] * size, direction="down")
    assert chart.block_start.size == (1 if size >= 4 else 0)
    assert (chart.variation is None) == (size <= 4)


@pytest.mark.parametrize(("mean", "method"), [(2.9, "sparse"), (3, "xmr"), (0, "sparse")])
def test_the_choice_of_method(mean, method):
    assert choose_method([mean, NAN, mean]) == method
    assert choose_method([NAN]) is None
    assert choose_method([]) is None


def test_quiet_series_rarely_cry_wolf_unlike_on_an_xmr_chart():
    rng = np.random.default_rng(20261123)
    false_sparse = false_xmr = 0
    for series in rng.poisson(0.3, size=(400, 52)):
        chart = sparse_chart(series, direction="down", baseline=26)
        false_sparse += bool((chart.count > chart.upper).any())
        false_xmr += bool(xmr(series, direction="down", baseline=26).outside[26:].any())
    assert false_sparse / 400 < 0.08
    assert false_xmr / 400 > 0.4
