"""A funnel: shares of places against their size, with 95 % and 99.8 % limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from metrics.signals.funnel import (
    FunnelLabel,
    FunnelPlot,
    proportion_funnel_limits,
    rate_funnel_limits,
)
from views import numbers
from views.charts import style
from views.results import Reading
from wording import Text

MEAN = Text("总体 {share}", "all {share}")
INNER, OUTER = Text("95%", "95%"), Text("99.8%", "99.8%")
POINTS = 60


def draw(readings: Sequence[Reading], plot: FunnelPlot, language: str) -> Any:
    """Denominators across, shares or rates up; places outside are named and filled."""
    metric = readings[0].metric
    is_share = metric.kind == "ratio"
    times = 1.0 if is_share else metric.scale
    drawn = style.figure(300, left=52, right=76, bottom=40)
    largest = max(r.denominator or 1 for r in readings) * 1.12
    smallest = max(1.0, min(r.denominator or 1 for r in readings) * 0.6)
    size = np.linspace(smallest, largest, POINTS)
    limits = (proportion_funnel_limits if is_share else rate_funnel_limits)(plot.mean, size)
    for low, high, colour, words in (
        (limits.lower_998 * times, limits.upper_998 * times, style.BAND_OUTER, OUTER),
        (limits.lower_95 * times, limits.upper_95 * times, style.BAND, INNER),
    ):
        drawn.add_scatter(x=size, y=high, mode="lines", line={"width": 0}, hoverinfo="skip")
        drawn.add_scatter(x=size, y=low, mode="lines", line={"width": 0}, fill="tonexty",
                          fillcolor=colour, hoverinfo="skip")  # fmt: skip
        if words is INNER or high[-1] > limits.upper_95[-1] * times:  # not on top of each other
            style.label(drawn, largest, float(high[-1]), words.in_(language), colour=style.SECOND,
                        rise="middle", xshift=4)  # fmt: skip
    mean = plot.mean * times
    drawn.add_hline(y=mean, line={"color": "#829AB1", "width": 1.5, "dash": "dot"})
    style.label(drawn, largest, mean, MEAN.format(share=numbers.figure(metric, mean, language))
                .in_(language), colour=style.SECOND, rise="middle", xshift=4)  # fmt: skip
    colours = [_colour(reading, str(label)) for reading, label in
               zip(readings, plot.label, strict=True)]  # fmt: skip
    drawn.add_scatter(
        x=[r.denominator for r in readings], y=[r.value for r in readings], mode="markers+text",
        text=["" if c == style.USUAL else r.place.name
              for r, c in zip(readings, colours, strict=True)],
        textposition="top center",
        textfont={"size": 14, "color": style.INK},
        marker={"size": 10, "color": [style.PAPER if c == style.USUAL else c for c in colours],
                "symbol": ["circle" if c == style.USUAL else style.SIGNAL_SHAPES[c]
                           for c in colours],
                "line": {"color": colours, "width": 1.5}},
        hovertext=[f"{r.place.name}<br>{numbers.fraction(r.numerator, r.denominator)}"
                   for r in readings],
        hoverinfo="text", cliponaxis=False,
    )  # fmt: skip
    seen = [r.value or 0 for r in readings]
    lowest = min([*seen, *(limits.lower_998 * times).tolist()[:1]])
    highest = max([*seen, *(limits.upper_998 * times).tolist()[:1]])
    room = (highest - lowest) * 0.08
    whole = 1 if largest - smallest < 8 else None  # no number stands twice on an axis
    drawn.update_xaxes(range=[smallest, largest], tickformat=",d", tick0=0, dtick=whole)
    top = min(1.04, highest + room) if is_share else highest + room
    drawn.update_yaxes(
        range=[max(0.0, lowest - room), top], tickformat=".0%" if is_share else ",~f"
    )
    return drawn


def _colour(reading: Reading, label: str) -> str:
    """Above or below the limits is better or worse by the metric's own direction."""
    if label in (FunnelLabel.NO_SIGNIFICANT_DIFFERENCE, FunnelLabel.NOT_MEASURED):
        return style.USUAL
    is_high = label in (FunnelLabel.ABOVE, FunnelLabel.FAR_ABOVE)
    if reading.metric.better == "neutral":
        return style.NEUTRAL
    return style.BETTER if is_high == (reading.metric.better == "up") else style.CONCERN
