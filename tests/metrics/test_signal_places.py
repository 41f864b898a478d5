"""Funnels, intervals and smoothed rates against published figures and scipy's distributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.signal import (
    FunnelLabel,
    byar_interval,
    empirical_bayes,
    funnel_proportions,
    funnel_rates,
    normal_quantile,
    proportion_funnel_limits,
    rate_funnel_limits,
    wilson_interval,
)

NAN = float("nan")
places = st.lists(
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=15,
)


def test_normal_quantiles():
    assert normal_quantile(0.95) == pytest.approx(stats.norm.ppf(0.975), rel=1e-14)
    assert normal_quantile(0.998) == pytest.approx(stats.norm.ppf(0.999), rel=1e-14)


@pytest.mark.parametrize(
    ("count", "size", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(count, size, lower, upper):
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    found = wilson_interval(count, size)
    assert (round(float(found.lower), 4), round(float(found.upper), 4)) == (lower, upper)


@given(places)
def test_wilson_lies_around_the_share_and_within_bounds(data):
    y, n = zip(*data, strict=True)
    found = wilson_interval(y, n)
    assert (found.lower <= found.value + 1e-12).all()
    assert (found.value <= found.upper + 1e-12).all()
    assert (found.lower >= 0).all()
    assert (found.upper <= 1).all()
    mirrored = wilson_interval([b - a for a, b in data], n)
    np.testing.assert_allclose(mirrored.lower, 1 - found.upper, atol=1e-12)


def test_wilson_without_a_base_is_no_number():
    found = wilson_interval([0, NAN], [0, 5])
    assert np.isnan(found.lower).all()
    assert np.isnan(found.upper).all()


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_byar_is_exact_below_ten_and_byars_formula_from_there(confidence):
    counts = np.arange(30)
    found = byar_interval(counts, confidence=confidence)
    tail, z = (1 - confidence) / 2, stats.norm.ppf(0.5 + confidence / 2)
    assert found.lower[0] == 0
    for x in counts[1:10]:
        assert found.lower[x] == pytest.approx(stats.chi2.ppf(tail, 2 * x) / 2, rel=1e-12)
    for x in counts[:10]:
        assert found.upper[x] == pytest.approx(stats.chi2.ppf(1 - tail, 2 * x + 2) / 2, rel=1e-12)
    for x in counts[10:]:
        assert found.lower[x] == pytest.approx(
            x * (1 - 1 / (9 * x) - z / (3 * x**0.5)) ** 3, rel=1e-12
        )
        upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * (x + 1) ** 0.5)) ** 3
        assert found.upper[x] == pytest.approx(upper, rel=1e-12)


def test_byar_of_rates_and_gaps():
    found = byar_interval([20, NAN, 0, 3], [1000.0, 10.0, 500.0, 0.0])
    assert found.value[0] == 0.02
    assert found.upper[0] == pytest.approx(float(byar_interval(20).upper) / 1000)
    assert np.isnan(found.lower).tolist() == [False, True, False, True]
    assert np.isnan(found.upper).tolist() == [False, True, False, True]
    assert found.lower[2] == 0


@given(st.floats(0.01, 0.99), st.integers(1, 100_000))
def test_proportion_limits_equal_the_long_formula(mean, size):
    """PHEindicatormethods, sigma_adjustment, with the normal quantile of each pair."""
    limits = proportion_funnel_limits(mean, [size])
    for p, lower, upper in (
        (0.975, limits.lower_95, limits.upper_95),
        (0.999, limits.lower_998, limits.upper_998),
    ):
        z2 = stats.norm.ppf(p) ** 2
        first = mean * (size / z2 + 1)
        inner = first**2 - (1 / z2 + 1 / size) * mean * (
            size * (mean * (size / z2 + 2) - 1) + z2 * (mean - 1)
        )
        spread, last = math.sqrt(max(inner, 0)), 1 / z2 + 1 / size
        assert lower[0] == pytest.approx(max(0, (first - spread) / last / size), abs=1e-6)
        assert upper[0] == pytest.approx(min(1, (first + spread) / last / size), abs=1e-6)


@given(st.floats(0.2, 400.0))
def test_rate_limits_are_those_of_the_exact_test(expected):
    limits = rate_funnel_limits(expected, [1.0])
    for tail, lower, upper in (
        (0.025, limits.lower_95[0], limits.upper_95[0]),
        (0.001, limits.lower_998[0], limits.upper_998[0]),
    ):
        above, below = math.floor(upper) + 1, math.ceil(lower) - 1
        assert stats.poisson.sf(above - 1, expected) <= tail * (1 + 1e-9)
        assert stats.poisson.sf(above - 2, expected) >= tail * (1 - 1e-9)
        if below >= 0:
            assert stats.poisson.cdf(below, expected) <= tail * (1 + 1e-9)
        assert stats.poisson.cdf(below + 1, expected) >= tail * (1 - 1e-9)


@given(places)
def test_labels_follow_the_limits_and_limits_stand_in_order(data):
    y, n = zip(*data, strict=True)
    for plot in (funnel_proportions(y, n), funnel_rates(y, n)):
        limits = plot.limits
        assert (limits.lower_998 <= limits.lower_95).all()
        assert (limits.upper_95 <= limits.upper_998).all()
        inside = (plot.values >= limits.lower_95) & (plot.values <= limits.upper_95)
        assert (inside == (plot.label == FunnelLabel.NO_SIGNIFICANT_DIFFERENCE)).all()


def test_a_funnel_of_rates():
    plot = funnel_rates([4, 6, 5, 30, 0, NAN], [1000.0] * 6)
    assert plot.places == 5
    assert plot.mean == 45 / 5000
    assert plot.label.tolist() == [
        FunnelLabel.NO_SIGNIFICANT_DIFFERENCE,
        FunnelLabel.NO_SIGNIFICANT_DIFFERENCE,
        FunnelLabel.NO_SIGNIFICANT_DIFFERENCE,
        FunnelLabel.FAR_ABOVE,
        FunnelLabel.FAR_BELOW,
        FunnelLabel.NOT_MEASURED,
    ]


def test_the_dispersion_is_the_mean_chi_square():
    y, n = [12, 30, 21, 18], [100.0, 200.0, 150.0, 180.0]
    plot = funnel_rates(y, n)
    expected = [sum(y) / sum(n) * size for size in n]
    chi, p_value = stats.chisquare(y, expected)
    assert plot.dispersion == pytest.approx(chi / 4)
    assert plot.dispersion_probability == pytest.approx(p_value)


def test_a_zero_is_low_only_where_a_zero_is_rare():
    limits = rate_funnel_limits(0.001, [3000.0, 4000.0])
    assert limits.lower_95[0] == 0  # 3 expected: a zero happens in 5 %
    assert limits.lower_95[1] > 0  # 4 expected: in 1.8 %


def test_funnels_of_nothing():
    assert math.isnan(funnel_rates([], []).mean)
    assert funnel_proportions([NAN], [5]).label.tolist() == [FunnelLabel.NOT_MEASURED]


def test_empirical_bayes_by_a_second_reckoning():
    y = np.array([30.0, 25, 25, 15, 33, 21, 30, 20])
    n = np.array([100.0, 100, 110, 90, 1000, 90, 110, 90])
    found = empirical_bayes(y, n)
    mean = y.sum() / n.sum()
    variance = (n * (y / n - mean) ** 2).sum() / n.sum() - mean / n.mean()
    weight = variance / (variance + mean / n)
    np.testing.assert_allclose(found.smoothed, weight * (y / n) + (1 - weight) * mean, rtol=1e-12)
    assert found.variance == pytest.approx(variance)


@given(places)
def test_smoothing_moves_towards_the_mean_and_small_places_most(data):
    y, n = zip(*data, strict=True)
    found = empirical_bayes(y, n)
    low, high = np.minimum(found.raw, found.mean), np.maximum(found.raw, found.mean)
    assert (found.smoothed >= low - 1e-12).all()
    assert (found.smoothed <= high + 1e-12).all()
    order = np.argsort(n)
    assert (np.diff(found.weight[order]) >= -1e-12).all()


def test_places_without_people_or_report_are_left_out():
    found = empirical_bayes([1, 2, NAN, 0], [100, 100, 100, 0])
    assert np.isnan(found.smoothed).tolist() == [False, False, True, True]
    assert found.mean == 3 / 200
    assert (empirical_bayes([0, 0], [10, 20]).smoothed == 0).all()
    assert np.isnan(empirical_bayes([NAN], [1]).smoothed).all()
