"""Charts of proportions, rates, counts and gaps against hand reckoning and their laws."""

from __future__ import annotations

import math
import statistics
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.signal import (
    c_chart,
    days_between,
    days_since_last,
    g_chart,
    laney_p,
    laney_u,
    p_chart,
    runs_test,
    t_chart,
    u_chart,
    zero_upper_rate,
)

NAN = float("nan")
pairs = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=30,
)


def laney_ratio(values, errors, centre):
    scores = [(v - centre) / e for v, e in zip(values, errors, strict=True)]
    return statistics.fmean(abs(b - a) for a, b in pairwise(scores)) / 1.128


def test_p_chart_by_hand():
    chart = p_chart([5, 10, 3], [100, 100, 25])
    assert chart.centre == 18 / 225
    error = math.sqrt(0.08 * 0.92 / 100)
    assert chart.upper[0] == pytest.approx(0.08 + 3 * error, abs=1e-12)
    assert chart.lower.tolist() == [0.0, 0.0, 0.0]
    assert math.isnan(chart.sigma_z)


@given(pairs)
def test_laney_p_is_the_p_chart_times_sigma_z_and_never_narrower(data):
    y, n = zip(*data, strict=True)
    plain, laney = p_chart(y, n), laney_p(y, n)
    centre = sum(y) / sum(n)
    if 0 < centre < 1:
        errors = [math.sqrt(centre * (1 - centre) / size) for size in n]
        values = [a / b for a, b in data]
        expected = laney_ratio(values, errors, centre)
        assert laney.sigma_z == pytest.approx(expected, abs=1e-9)
        used = max(expected, 1.0)
        assert laney.sigma_z_used == pytest.approx(used, abs=1e-9)
        for got, size in zip(laney.upper, errors, strict=True):
            assert got == pytest.approx(min(1.0, centre + 3 * size * used), abs=1e-9)
    assert (laney.upper >= plain.upper).all()
    assert (laney.lower <= plain.lower).all()


@given(pairs)
def test_laney_u_by_a_second_reckoning(data):
    y, n = zip(*data, strict=True)
    chart = laney_u(y, n)
    centre = sum(y) / sum(n)
    if centre:
        errors = [math.sqrt(centre / size) for size in n]
        expected = laney_ratio([a / b for a, b in data], errors, centre)
        assert chart.sigma_z == pytest.approx(expected, abs=1e-9)
    assert chart.sigma_z_used >= 1
    assert (u_chart(y, n).upper <= chart.upper).all()


def test_laney_floor_is_reported():
    steady = laney_p([50, 50, 50, 51], [1000] * 4)
    assert steady.sigma_z < 1
    assert steady.sigma_z_used == 1
    np.testing.assert_array_equal(steady.upper, p_chart([50, 50, 50, 51], [1000] * 4).upper)


def test_large_denominators_need_laney():
    rng = np.random.default_rng(4)
    size = np.full(40, 50_000)
    shares = 0.2 + 0.02 * rng.standard_normal(40)
    count = np.round(size * shares)
    assert p_chart(count, size).outside.mean() > 0.5
    assert laney_p(count, size).outside.mean() < 0.1


def test_laney_screening_drops_an_outlying_step_once():
    count, size = [100, 110, 95, 105, 400, 100, 96, 108, 99, 103, 101, 98], [1000] * 12
    assert laney_p(count, size, screen=True).sigma_z < laney_p(count, size).sigma_z


@pytest.mark.parametrize("chart", [p_chart, laney_p, u_chart, laney_u])
def test_gaps_and_empty_denominators_are_not_points(chart):
    result = chart([5, NAN, 7, 0], [50, 60, NAN, 0])
    assert np.isnan(result.values).tolist() == [False, True, True, True]
    assert np.isnan(result.upper).tolist() == [False, True, True, True]
    assert result.centre == 0.1
    assert not result.outside.any()


@pytest.mark.parametrize("chart", [p_chart, laney_p, u_chart, laney_u])
def test_a_baseline_alone_sets_centre_and_spread(chart):
    y, n = [5, 6, 4, 5, 6, 40, 41], [100] * 7
    fixed, short = chart(y, n, baseline=5), chart(y[:5], n[:5])
    assert fixed.centre == short.centre
    np.testing.assert_array_equal(fixed.upper[:5], short.upper)
    assert fixed.outside[5:].all()


def test_charts_of_nothing():
    for chart in (p_chart, laney_p, u_chart, laney_u):
        assert math.isnan(chart([], []).centre)
    assert math.isnan(c_chart([]).centre)
    assert math.isnan(g_chart([NAN]).centre)
    assert math.isnan(t_chart([]).centre)


def test_a_share_above_one_is_refused():
    with pytest.raises(ValueError, match="proportion"):
        p_chart([5], [4])


def test_different_lengths_are_refused():
    with pytest.raises(ValueError, match="length"):
        u_chart([1, 2], [3])


def test_c_chart_by_hand():
    chart = c_chart([4, 6, 5, 30])
    assert chart.centre == 11.25
    assert chart.upper[0] == pytest.approx(11.25 + 3 * math.sqrt(11.25), abs=1e-12)
    assert chart.outside.tolist() == [False, False, False, True]


def test_g_chart_by_hand():
    chart = g_chart([3, 5, 0, 20, 2])
    assert chart.centre == 3
    assert chart.upper[0] == pytest.approx(6 + 3 * math.sqrt(42), abs=1e-12)
    assert (chart.lower == 0).all()


def test_t_chart_by_hand():
    days = [3.0, 10.0, 1.0, 25.0, 7.0]
    scores = [d ** (1 / 3.6) for d in days]
    moving = statistics.fmean(abs(b - a) for a, b in pairwise(scores))
    centre = statistics.fmean(scores)
    chart = t_chart(days)
    assert chart.centre == pytest.approx(centre**3.6, rel=1e-12)
    assert chart.upper[0] == pytest.approx((centre + 3 * moving / 1.128) ** 3.6, rel=1e-12)
    assert chart.lower[0] == max(centre - 3 * moving / 1.128, 0) ** 3.6


def test_t_chart_refuses_a_gap_of_no_time():
    with pytest.raises(ValueError, match="merge"):
        t_chart([1, 0, 3])


def test_events_of_one_day_are_merged():
    days = ["2026-11-03", "2026-11-01", "2026-11-03", "2026-11-10"]
    assert days_between(days).tolist() == [2, 7]
    assert days_between([date(2026, 11, 1), date(2026, 11, 1)]).tolist() == []
    assert t_chart(days_between([5, 5, 9, 12, 30])).values.tolist() == [4, 3, 18]


def test_days_since_last_counts_to_the_day_asked_about():
    days = np.array(["2026-11-01", "2026-11-20"], dtype="datetime64[D]")
    assert days_since_last(days, date(2026, 11, 23)) == 3
    assert days_since_last(days, "2026-11-19") == 18
    assert days_since_last(days, "2026-10-01") is None
    assert days_since_last([], 5) is None


def test_the_rate_that_a_long_zero_allows():
    assert zero_upper_rate(26) == pytest.approx(-math.log(0.05) / 26, rel=1e-15)
    assert zero_upper_rate(100) == pytest.approx(0.03, rel=2e-3)
    assert zero_upper_rate(0) == math.inf
    assert stats.poisson.pmf(0, 26 * zero_upper_rate(26)) == pytest.approx(0.05)


@pytest.mark.parametrize(("useful", "longest", "crossings"), [(10, 6, 2), (20, 7, 6), (24, 8, 8)])
def test_bounds_of_the_runs_test(useful, longest, crossings):
    result = runs_test([1, -1] * (useful // 2), centre=0)
    assert (result.longest_run_allowed, result.crossings_needed) == (longest, crossings)
    assert (result.longest_run, result.crossings, result.signal) == (1, useful - 1, False)


@given(st.lists(st.sampled_from([-2.0, -1.0, 0.0, 1.0, 2.0, NAN]), max_size=80))
def test_runs_test_by_a_second_reckoning(values):
    signs = [v > 0 for v in values if v and not math.isnan(v)]
    result = runs_test(values, centre=0)
    assert result.useful == len(signs)
    if not signs:
        assert not result.signal
        return
    text = "".join("a" if s else "b" for s in signs)
    assert result.longest_run == max(
        map(len, text.replace("ab", "a b").replace("ba", "b a").split())
    )
    assert result.crossings == text.count("ab") + text.count("ba")
    expected = stats.binom.ppf(0.05, len(signs) - 1, 0.5) if len(signs) > 1 else 0
    assert result.crossings_needed == expected


def test_runs_test_sees_a_shift_that_limits_miss():
    values = [5, 6, 4, 5.5, 4.5, 6, 5, 4, 6, 5.1, 7, 8, 7.5, 8, 7, 8.5, 7, 8, 7.2, 8]
    assert runs_test(values).signal
