"""One look for every figure: ink on paper, labels beside the lines, a frame without a tool bar."""

from __future__ import annotations

import html
from typing import Any

import plotly.graph_objects as go

from views.html import Markup, join, tag

FONT = (
    '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
    "sans-serif"
)
INK, SECOND, HAIRLINE, PAPER = "#1F2933", "#52606D", "#D9E2EC", "#F5F7FA"
BAR, BAND, BAND_OUTER = "#7FA6CC", "#DCE6F0", "#EDF2F7"
BETTER, CONCERN, USUAL = "#0B5CAD", "#C65D09", "#52606D"
"""Signals, never taken for lights: blue is improvement, orange concern, grey usual variation,
purple a change where neither direction is better."""
NEUTRAL = "#6B4C9A"
CONCERN_DARK = "#334E68"
SIGNAL_SHAPES = {BETTER: "circle", CONCERN: "square", USUAL: "circle-open", NEUTRAL: "diamond"}


def figure(height: int, *, left: int = 44, right: int = 12, bottom: int = 34) -> Any:
    """An empty figure in our look.

    All at once: Plotly looks through a figure anew at every later change to it.
    """
    axis = {"zeroline": False, "ticks": "", "fixedrange": True, "tickfont": {"color": SECOND}}
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": left, "r": right, "t": 14, "b": bottom},
            "font": {"family": FONT, "size": 14, "color": INK},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"font": {"family": FONT, "size": 14}, "bgcolor": "#FFFFFF"},
            "dragmode": False,
            "separators": ".,",
            "bargap": 0.35,
            "xaxis": {**axis, "showgrid": False, "linecolor": "#9AA5B1"},
            "yaxis": {**axis, "gridcolor": HAIRLINE},
        }
    )


DARK = {
    INK: "#E6EBF0", SECOND: "#B3BECA", HAIRLINE: "#2D3844", PAPER: "#12181F", "#FFFFFF": "#1B232C",
    BAR: "#4F7FB0", BAND: "#223040", BAND_OUTER: "#1A242F", BETTER: "#6CB0F2", CONCERN: "#F0984E",
    NEUTRAL: "#B79AE6", CONCERN_DARK: "#B3C7DB", "#9AA5B1": "#5A6977", "#A7B1BC": "#7B8794",
    "#829AB1": "#7F93A8", "#3E7CB1": "#4F90C9", "#A07CC5": "#CDB7EF", "#B0BEC9": "#5F7182",
    "#B3C7DB": "#34506B", "#7B8794": "#96A3B0",
}  # fmt: skip
"""What each colour of a figure is on a dark screen: the same role. No other is drawn with."""


def dark(drawn: Any) -> Any:
    """A figure as it is drawn on a dark screen; the one given stays as it is."""
    return go.Figure(_darkened(drawn.to_plotly_json()), skip_invalid=True)


def _darkened(part: Any) -> Any:
    if isinstance(part, str):
        return DARK.get(part.upper(), part) if part.startswith("#") else part
    if isinstance(part, dict):
        return {key: _darkened(value) for key, value in part.items() if key != "template"}
    if isinstance(part, list | tuple):
        return [_darkened(value) for value in part]
    return part


def head(title: str, subtitle: str) -> Markup:
    """The finding, and below it metric, unit, place and period."""
    return tag("div", join([tag("h2", title), tag("p", subtitle, class_="lt-caption")]),
               class_="lt-chart-head")  # fmt: skip


def label(
    drawn: Any, x: object, y: object, words: str, *, at: str = "left", colour: str = INK,
    rise: str = "bottom", **more: object,
) -> None:  # fmt: skip
    """Words beside a mark, instead of a legend."""
    drawn.add_annotation(**beside(x, y, words, at=at, colour=colour, rise=rise, **more))


def beside(
    x: object, y: object, words: str, *, at: str = "left", colour: str = INK,
    rise: str = "bottom", **more: object,
) -> dict[str, object]:  # fmt: skip
    """Words beside a mark, to be put into a figure together with others."""
    return {
        "x": x, "y": y, "text": words, "showarrow": False, "xanchor": at, "yanchor": rise,
        "font": {"color": colour, "size": 14}, **more,
    }  # fmt: skip


def colour_of(label_of_signal: str) -> str:
    """The colour of a signal's label."""
    if label_of_signal.endswith("improvement"):
        return BETTER
    if label_of_signal.endswith("concern"):
        return CONCERN
    return NEUTRAL if "neutral" in label_of_signal else USUAL


def named(name: str) -> str:
    """Somebody's text for Plotly, which would take what looks like markup for its own."""
    return html.escape(name, quote=False)
