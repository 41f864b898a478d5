"""Two metrics of the same places: do they go together? No line is fitted and nobody is ranked."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from metrics.metric import Metric
from views import numbers
from views.charts import style
from views.places import Place
from views.results import Reading
from wording import Text

MEDIAN = Text("中位数 {figure}", "median {figure}")
TIP = Text("{place}<br>{first}：{x}<br>{second}：{y}", "{place}<br>{first}: {x}<br>{second}: {y}")
HEIGHT = 400


def pairs(across: Sequence[Reading], up: Sequence[Reading]) -> tuple[tuple[Reading, Reading], ...]:
    """The places that have a value of both."""
    second = {reading.place.place_id: reading for reading in up if reading.value is not None}
    return tuple(
        (reading, second[reading.place.place_id])
        for reading in across
        if reading.value is not None and reading.place.place_id in second
    )


def draw(both: Sequence[tuple[Reading, Reading]], chosen: Sequence[Place], language: str) -> Any:
    """One dot per place; the medians divide the plane, the chosen places are named."""
    drawn = style.figure(HEIGHT, left=70, right=24, bottom=52)
    if not both:
        return drawn
    first, second = both[0][0].metric, both[0][1].metric
    picked = {place.place_id for place in chosen}
    inside = [x.place.place_id in picked for x, _ in both]
    drawn.add_scatter(
        x=[x.value for x, _ in both], y=[y.value for _, y in both], mode="markers+text",
        text=[style.named(x.place.name) if is_in else ""
              for (x, _), is_in in zip(both, inside, strict=True)],
        textposition="top center", textfont={"size": 14, "color": style.INK}, cliponaxis=False,
        hoverinfo="text", hovertext=[_tip(x, y, language) for x, y in both],
        marker={"size": 11, "color": ["#0B5CAD" if each else "#B3C7DB" for each in inside],
                "line": {"color": "#0B5CAD", "width": 1}},
    )  # fmt: skip
    middle_x = statistics.median([x.value or 0.0 for x, _ in both])
    middle_y = statistics.median([y.value or 0.0 for _, y in both])
    line = {"color": "#829AB1", "width": 1.5, "dash": "dot"}
    drawn.add_vline(x=middle_x, line=line)
    drawn.add_hline(y=middle_y, line=line)
    style.label(drawn, middle_x, 1.0, _median(first, middle_x, language), yref="paper",
                colour=style.SECOND, rise="top", xshift=4)  # fmt: skip
    style.label(drawn, 1.0, middle_y, _median(second, middle_y, language), xref="paper",
                colour=style.SECOND, at="right")  # fmt: skip
    drawn.update_xaxes(
        title={"text": numbers.headed(first.name, first, language), "font": {"size": 14},
               "standoff": 8},
        nticks=7, tickformat=_form(first),
    )  # fmt: skip
    drawn.update_yaxes(
        title={"text": numbers.headed(second.name, second, language), "font": {"size": 14}},
        nticks=6, tickformat=_form(second),
    )  # fmt: skip
    return drawn


def _tip(x: Reading, y: Reading, language: str) -> str:
    return TIP.format(
        place=style.named(x.place.short_path), first=x.metric.name, second=y.metric.name,
        x=numbers.with_unit(x.metric, x.value, language),
        y=numbers.with_unit(y.metric, y.value, language),
    ).in_(language)  # fmt: skip


def _median(metric: Metric, value: float, language: str) -> str:
    return MEDIAN.format(figure=numbers.figure(metric, value, language)).in_(language)


def _form(metric: Metric) -> str:
    return ".0%" if metric.kind == "ratio" else ",~f"
