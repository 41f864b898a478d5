"""Shares or rates week by week against limits that move with the denominator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from metrics.metric import Metric
from metrics.signal import ControlChart
from views import numbers, weeks
from views.charts import marks, style
from views.charts.marks import Mark
from views.places import Period
from wording import Text

CENTRE = Text("总体 {figure}", "all {figure}")
BAND = Text("通常范围", "usual range")
CENTRE_LINE = "#829AB1"
TIP = Text("{week}：{figure}（{counts}）", "{week}: {figure} ({counts})")


@dataclass(frozen=True)
class Stretch:
    """Weeks with limits of their own: from the one numbered ``first`` on."""

    first: int
    chart: ControlChart


def draw(
    stretches: Sequence[Stretch], metric: Metric, counts: Sequence[tuple[float, float]],
    periods: Sequence[Period], language: str, *, lines: Sequence[Mark] = (),
) -> Any:  # fmt: skip
    """Weeks left to right; a point outside its own limits is filled, in another shape.

    Limits start afresh with every stretch, where ``lines`` say why.
    """
    drawn = style.figure(320, left=60, right=110)
    at = list(range(len(periods)))
    times = 1.0 if metric.kind == "ratio" else metric.scale
    values: list[float | None] = []
    edges: list[float | None] = []
    inks: list[str] = []
    for stretch in stretches:
        chart, centre = stretch.chart, stretch.chart.centre * times
        here = scaled(chart.values, times)
        lower, upper = scaled(chart.lower, times), scaled(chart.upper, times)
        weeks_of = at[stretch.first : stretch.first + len(here)]
        for edge, fill in ((upper, None), (lower, "tonexty")):
            drawn.add_scatter(x=weeks_of, y=edge, mode="lines", fill=fill, fillcolor=style.BAND,
                              line={"width": 0, "shape": "hvh"}, hoverinfo="skip")  # fmt: skip
        drawn.add_shape(
            type="line", x0=weeks_of[0] - 0.5, x1=weeks_of[-1] + 0.5, y0=centre, y1=centre,
            line={"color": CENTRE_LINE, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
        inks += [
            style.USUAL if not outside else _ink(metric, value, centre)
            for outside, value in zip(chart.outside.tolist(), here, strict=True)
        ]
        values, edges = [*values, *here], [*edges, *lower, *upper]
    last = stretches[-1].chart.centre * times
    style.label(drawn, 1.0, last, CENTRE.format(figure=numbers.figure(metric, last, language))
                .in_(language), xref="paper", xshift=6, colour=style.SECOND,
                rise="middle")  # fmt: skip
    drawn.add_scatter(
        x=at, y=values, mode="lines+markers", line={"color": CENTRE_LINE, "width": 1.5},
        marker={"size": [8 if ink == style.USUAL else 11 for ink in inks],
                "color": [style.PAPER if ink == style.USUAL else ink for ink in inks],
                "symbol": ["circle" if ink == style.USUAL else style.SIGNAL_SHAPES[ink]
                           for ink in inks],
                "line": {"color": inks, "width": 1.5}},
        hoverinfo="text", cliponaxis=False,
        hovertext=[TIP.format(week=weeks.short(period.period_id, language),
                              figure=numbers.figure(metric, value, language),
                              counts=numbers.fraction(*pair)).in_(language)
                   for period, value, pair in zip(periods, values, counts, strict=True)],
    )  # fmt: skip
    marks.draw(drawn, lines, language)
    step = 8 if len(at) > 26 else 4 if len(at) > 8 else 1
    shown = at[::-1][::step][::-1]
    drawn.update_xaxes(
        tickvals=shown, ticktext=[weeks.short(periods[i].period_id, language) for i in shown],
        range=[-0.7, len(at) - 0.4], tickangle=0,
    )  # fmt: skip
    seen = [v for v in (*values, *edges) if v is not None] or [0.0, 1.0]
    room = (max(seen) - min(seen) or 1.0) * 0.08
    top = max(seen) + room
    drawn.update_yaxes(
        range=[max(0.0, min(seen) - room), min(top, 1.04) if metric.kind == "ratio" else top],
        tickformat=".0%" if metric.kind == "ratio" else ",~f", nticks=6,
    )  # fmt: skip
    return drawn


def scaled(values: Any, times: float) -> list[float | None]:
    """Figures as they are drawn; None for what is not known."""
    return [None if math.isnan(value) else value * times for value in values.tolist()]


def _ink(metric: Metric, value: float | None, centre: float) -> str:
    if metric.better == "neutral" or value is None:
        return style.NEUTRAL
    return style.BETTER if (value > centre) == (metric.better == "up") else style.CONCERN
