"""The values of all places of a level as dots: how far apart are they, and where is the middle?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from views import numbers
from views.charts import style
from views.places import Place
from views.results import Reading
from wording import Text

MEDIAN = Text("中位数 {figure}", "median {figure}")
TARGET = Text("目标 {figure}", "target {figure}")
TIP = Text("{place}：{figure}", "{place}: {figure}")
BINS = 40
HEIGHT = 300


def draw(
    readings: Sequence[Reading], chosen: Sequence[Place], target: float | None, language: str
) -> Any:
    """One dot per place, those of about the same value on top of each other; not a ranking."""
    known = [reading for reading in readings if reading.value is not None]
    drawn = style.figure(HEIGHT, left=24, right=24)
    if not known:
        return drawn
    metric = known[0].metric
    values = [reading.value or 0.0 for reading in known]
    low, high = (
        min([*values, *([] if target is None else [target])]),
        max([*values, *([] if target is None else [target])]),
    )
    width = (high - low) / BINS or 1.0
    heights: dict[int, int] = {}
    picked = {place.place_id for place in chosen}
    at_x, at_y, named = [], [], []
    for reading, value in sorted(zip(known, values, strict=True), key=lambda pair: pair[1]):
        column = round((value - low) / width)
        heights[column] = heights.get(column, 0) + 1
        at_x.append(low + column * width)
        at_y.append(heights[column])
        named.append(reading)
    inside = [reading.place.place_id in picked for reading in named]
    drawn.add_scatter(
        x=at_x, y=at_y, mode="markers+text", hoverinfo="text", cliponaxis=False,
        text=[style.named(r.place.name) if is_in else ""
              for r, is_in in zip(named, inside, strict=True)],
        textposition="top center", textfont={"size": 14, "color": style.INK},
        hovertext=[TIP.format(place=style.named(r.place.short_path), figure=numbers.with_unit(
            metric, r.value, language)).in_(language) for r in named],
        marker={"size": 12, "color": ["#0B5CAD" if each else "#B3C7DB" for each in inside],
                "line": {"color": "#0B5CAD", "width": 1}},
    )  # fmt: skip
    middle = statistics.median(values)
    marks = [(middle, MEDIAN, "dot", "#829AB1")]
    if target is not None:
        marks.append((target, TARGET, "dash", style.INK))
    for value, words, dash, ink in marks:
        drawn.add_vline(x=value, line={"color": ink, "width": 1.5, "dash": dash})
        is_right = value > (low + high) / 2
        style.label(drawn, value, 1.0 if words is MEDIAN else 0.9,
                    words.format(figure=numbers.figure(metric, value, language)).in_(language),
                    at="right" if is_right else "left", yref="paper", rise="top",
                    xshift=-5 if is_right else 5)  # fmt: skip
    room = (high - low or abs(high) or 1.0) * 0.06
    drawn.update_xaxes(
        range=[low - room, high + room], nticks=7,
        tickformat=".0%" if metric.kind == "ratio" else ",~f",
    )  # fmt: skip
    drawn.update_yaxes(range=[0, max(heights.values()) + 2.2], showticklabels=False,
                       showgrid=False)  # fmt: skip
    return drawn
