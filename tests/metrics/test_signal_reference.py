"""Hundreds of random series: every limit to 1e-9 and every label as a second reckoning has them."""

from __future__ import annotations

import inspect
import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from metrics import signal
from metrics.signal import (
    FunnelLabel,
    byar_interval,
    c_chart,
    funnel_proportions,
    g_chart,
    laney_p,
    laney_u,
    p_chart,
    proportion_funnel_limits,
    rate_funnel_limits,
    t_chart,
    u_chart,
    wilson_interval,
)
from tests.metrics.plain_charts import plain_c, plain_g, plain_pooled, plain_t
from tests.tree import ROOT

HUNDREDS = settings(max_examples=200)
baselines = st.none() | st.integers(1, 50)
shares = st.lists(
    st.integers(0, 2000).flatmap(
        lambda n: st.tuples(st.none() | st.integers(0, n), st.none() | st.just(n))
    ),
    max_size=40,
)
counts = st.lists(st.none() | st.integers(0, 60), max_size=40)
times = st.lists(st.none() | st.integers(1, 400).map(lambda d: d / 4), max_size=40)


def numbers(values):
    return [math.nan if v is None else float(v) for v in values]


def agree(chart, plain, values):
    """Centre and limits to 1e-9, and outside exactly the points beyond them."""
    centre, lower, upper = plain
    np.testing.assert_allclose(chart.centre, numbers([centre])[0], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(chart.lower, numbers(lower), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(chart.upper, numbers(upper), rtol=1e-9, atol=1e-9)
    for value, low, high, outside in zip(values, lower, upper, chart.outside, strict=True):
        is_clear = low is not None and min(abs(value - low), abs(value - high)) > 1e-9
        if is_clear:
            assert outside == (value > high or value < low)
        elif low is None:
            assert not outside


@HUNDREDS
@given(shares, baselines, st.booleans(), st.booleans())
@example([(5, 100)] * 12 + [(40, 100)], 12, True, True)
def test_shares_and_rates_as_qicharts2_has_them(data, baseline, laney, screen):
    y, n = [list(column) for column in zip(*data, strict=True)] or [[], []]
    values = [None if a is None or not b else a / b for a, b in zip(y, n, strict=True)]
    given_y, given_n = numbers(y), numbers(n)
    options = {"screen": screen} if laney else {}
    for kind, draw in (("p", laney_p if laney else p_chart), ("u", laney_u if laney else u_chart)):
        chart = draw(given_y, given_n, baseline=baseline, **options)
        plain = plain_pooled(y, n, kind=kind, baseline=baseline, laney=laney, screen=screen)
        agree(chart, plain, values)


@HUNDREDS
@given(counts, times, baselines, st.booleans())
def test_counts_and_gaps_as_qicharts2_has_them(counted, waited, baseline, screen):
    here = numbers(counted)
    agree(c_chart(here, baseline=baseline), plain_c(counted, baseline=baseline), counted)
    agree(g_chart(here, baseline=baseline), plain_g(counted, baseline=baseline), counted)
    agree(
        t_chart(numbers(waited), baseline=baseline, screen=screen),
        plain_t(waited, baseline=baseline, screen=screen),
        waited,
    )


@HUNDREDS
@given(st.integers(1, 99_999), st.integers(1, 1_000_000))
def test_funnel_limits_of_shares_are_the_score_limits_to_the_last_digit(share, size):
    """The long formula of PHEindicatormethods in fifty digits, where nothing cancels."""
    mean = share / 100_000
    limits = proportion_funnel_limits(mean, [size])
    for p, lower, upper in (
        (0.975, limits.lower_95[0], limits.upper_95[0]),
        (0.999, limits.lower_998[0], limits.upper_998[0]),
    ):
        with localcontext() as context:
            context.prec = 50
            z2, m, n = Decimal(float(stats.norm.ppf(p))) ** 2, Decimal(mean), Decimal(size)
            first, last = m * (n / z2 + 1), 1 / z2 + 1 / n
            inner = first**2 - last * m * (n * (m * (n / z2 + 2) - 1) + z2 * (m - 1))
            low = (first - inner.sqrt()) / last / n
            high = (first + inner.sqrt()) / last / n
        assert lower == pytest.approx(max(0.0, float(low)), abs=1e-9)
        assert upper == pytest.approx(min(1.0, float(high)), abs=1e-9)


@HUNDREDS
@given(st.integers(0, 400), st.sampled_from([0.025, 0.001]))
def test_funnel_limits_of_rates_are_where_the_exact_interval_just_touches_the_mean(count, tail):
    """Chi-square: a place with so many cases is on the limit where its interval ends."""
    upper_at = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    lower_at = stats.chi2.ppf(1 - tail, 2 * count + 2) / 2
    names = ("lower_95", "upper_95") if tail == 0.025 else ("lower_998", "upper_998")
    if count:
        upper = getattr(rate_funnel_limits(1.0, [upper_at]), names[1])[0] * upper_at
        assert upper == pytest.approx(count, abs=1e-9 * max(count, 1))
    lower = getattr(rate_funnel_limits(1.0, [lower_at * (1 + 1e-12)]), names[0])[0] * lower_at
    assert lower == pytest.approx(count, abs=1e-7)


@HUNDREDS
@given(
    st.lists(
        st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=15,
    )
)
def test_every_place_has_the_label_that_the_z_score_gives(data):
    y, n = zip(*data, strict=True)
    mean = sum(y) / sum(n)
    plot = funnel_proportions(y, n)
    for count, size, word in zip(y, n, plot.label, strict=True):
        error = math.sqrt(mean * (1 - mean) / size)
        z = (count / size - mean) / error if error else 0.0
        for confidence in (0.95, 0.998):
            limit = stats.norm.ppf(0.5 + confidence / 2)
            if abs(abs(z) - limit) < 1e-9:
                return  # on a limit to the last digit: either side is right
        far, near = abs(z) > stats.norm.ppf(0.999), abs(z) > stats.norm.ppf(0.975)
        expected = FunnelLabel.NO_SIGNIFICANT_DIFFERENCE
        if near:
            expected = FunnelLabel.ABOVE if z > 0 else FunnelLabel.BELOW
        if far:
            expected = FunnelLabel.FAR_ABOVE if z > 0 else FunnelLabel.FAR_BELOW
        assert word == expected


@HUNDREDS
@given(
    st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n + 1))),
    st.sampled_from([0.9, 0.95, 0.998]),
)
def test_intervals_as_phe_has_them(pair, confidence):
    """Wilson's limits solve the score equation; Byar's invert the Poisson tail below ten."""
    count, size = pair
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    wilson = wilson_interval(count, size, confidence=confidence)
    by_scipy = stats.binomtest(count, size).proportion_ci(confidence, method="wilson")
    assert float(wilson.lower) == pytest.approx(by_scipy.low, abs=1e-9)
    assert float(wilson.upper) == pytest.approx(by_scipy.high, abs=1e-9)
    byar = byar_interval(count, confidence=confidence)
    if count < 10:
        tail = (1 - confidence) / 2
        assert stats.poisson.cdf(count, float(byar.upper)) == pytest.approx(tail, abs=1e-9)
        assert count == 0 or stats.poisson.sf(count - 1, float(byar.lower)) == pytest.approx(
            tail, abs=1e-9
        )
    else:
        low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
        assert float(byar.lower) == pytest.approx(low, abs=1e-9)


def _as_documented(name):
    """The signature of a function as the documentation writes it."""
    signature = inspect.signature(getattr(signal, name))
    parts = []
    for one in signature.parameters.values():
        if one.kind is one.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        parts.append(one.name + ("" if one.default is one.empty else f"={one.default!r}"))
    return f"{name}({', '.join(parts)}) -> {signature.return_annotation}"


def test_the_documentation_names_every_public_function_with_its_arguments():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = page.split("metrics/signal.py")[1].split("```python")[1].split("```")[0]
    functions = [name for name in signal.__all__ if inspect.isfunction(getattr(signal, name))]
    assert sorted(block.split("\n")[1:-1]) == sorted(map(_as_documented, functions))
