"""Sparse counts: four-week sums against the range that the weeks before let us expect."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from metrics.signals.sparse import SparseChart
from views import weeks
from views.charts import marks, style
from views.charts.marks import Mark
from wording import Text

EXPECTED = Text("预期 {value}", "expected {value}")
RANGE = Text("通常范围", "usual range")
TIP = Text("{span}<br>{count} 起；通常 {low}–{high} 起", "{span}<br>{count}; usual {low} to {high}")
NO_DATA = Text("无数据", "no data")


def draw(
    chart: SparseChart, week_ids: Sequence[str], language: str, lines: Iterable[Mark] = ()
) -> Any:
    """One dot per block of weeks, oldest left; grey inside the band, orange above, blue below.

    ``week_ids`` names the weeks of the counts; ``lines`` stand between the blocks.
    """
    drawn = style.figure(220, right=96)
    size = len(chart.block_start)
    if not size:
        return drawn
    spans = []
    for start in chart.block_start.tolist():
        last = min(start + 3, len(week_ids) - 1)
        spans.append(weeks.span(week_ids[start], week_ids[last], language))
    drawn.update_layout(shapes=_ranges(chart))
    counted = [None if math.isnan(value) else value for value in chart.count.tolist()]
    colours = [style.colour_of(str(word)) for word in chart.label.tolist()]
    tips = [
        NO_DATA.in_(language) if value is None else TIP.format(
            span=span, count=int(value), low=int(low), high=int(high)).in_(language)
        for span, value, low, high in zip(spans, counted, chart.lower, chart.upper, strict=True)
    ]  # fmt: skip
    drawn.add_scatter(
        x=list(range(size)), y=counted, mode="lines+markers+text",
        text=["" if value is None else f"{value:.0f}" for value in counted],
        textposition="top center", textfont={"color": style.INK, "size": 14},
        line={"color": "#9AA5B1", "width": 1.5},
        marker={"size": 11, "color": colours, "line": {"color": colours, "width": 2},
                "symbol": [style.SIGNAL_SHAPES[colour] for colour in colours]},
        hovertext=tips, hoverinfo="text", cliponaxis=False,
    )  # fmt: skip
    if not math.isnan(chart.upper[-1]):
        style.label(drawn, size - 0.54, float(chart.upper[-1]), RANGE.in_(language),
                    colour=style.SECOND, rise="middle")  # fmt: skip
        expected = EXPECTED.format(value=f"{chart.expected[-1]:.1f}").in_(language)
        style.label(drawn, size - 0.54, float(chart.expected[-1]), expected,
                    colour=style.SECOND, rise="middle")  # fmt: skip
    marks.draw(drawn, lines, language)
    highest = max([*(v for v in counted if v is not None), *chart.upper.tolist()], default=1)
    drawn.update_xaxes(tickvals=list(range(size)), ticktext=spans, range=[-0.6, size - 0.4])
    drawn.update_yaxes(range=[-0.3, highest * 1.18 + 0.4], nticks=5, tickformat="d",
                        dtick=1 if highest <= 4 else None)  # fmt: skip
    return drawn


def _ranges(chart: SparseChart) -> list[dict[str, object]]:
    """The usual range of each block, and what was expected in it."""
    found: list[dict[str, object]] = []
    for index in range(len(chart.block_start)):
        if math.isnan(chart.upper[index]):
            continue
        across = {"x0": index - 0.42, "x1": index + 0.42}
        found += (
            {
                "type": "rect", **across, "y0": chart.lower[index] - 0.15,
                "y1": chart.upper[index] + 0.15, "fillcolor": style.BAND, "line": {"width": 0},
                "layer": "below",
            },
            {
                "type": "line", **across, "y0": chart.expected[index], "y1": chart.expected[index],
                "line": {"color": "#829AB1", "dash": "dot", "width": 1.5},
            },
        )  # fmt: skip
    return found
