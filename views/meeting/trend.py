"""The trend of one indicator for a projector: line, target, and limits where there are any."""

from __future__ import annotations

from typing import Any

from metrics.rating import SAME
from views import numbers, weeks
from views.charts import marks, style
from views.html import Markup, tag
from views.meeting.agenda import Signal
from views.places import Period
from views.results import Standing
from wording import Text

TARGET = Text("目标 {value}", "target {value}")
UPPER = Text("上限 {value}", "upper limit {value}")
LOWER = Text("下限 {value}", "lower limit {value}")
MISSED = Text(
    "近 {count} {kind}中有 {missed} {kind}未达目标",
    "Off target in {missed} of the last {count} {kind}s",
)
ALL_MET = Text("近 {count} {kind}都达到目标", "On target in each of the last {count} {kind}s")
MISSED_ONE = Text("近 1 {kind}未达目标", "Off target in the last {kind}")
MET_ONE = Text("近 1 {kind}达到目标", "On target in the last {kind}")
LINE = Text("近 {count} {kind}的走势", "The last {count} {kind}s")
FEW = Text("每周的件数太少，不画通常波动范围", "Too few cases a week for a usual range to be drawn")
KINDS = {
    "week": Text("周", "week"),
    "month": Text("个月", "month"),
    "quarter": Text("个季度", "quarter"),
    "year": Text("年", "year"),
}
LARGE, HEIGHT = 19, 400


def draw(standing: Standing, signal: Signal, language: str) -> Any:
    """Periods left to right; special points filled; what is carried back is hollow."""
    drawn = style.figure(HEIGHT, left=84, right=150, bottom=44)
    drawn.update_layout(font_size=LARGE)
    periods, values = standing.periods, standing.history
    size = len(periods)
    chart, metric = signal.chart, standing.metric
    known = [value for value in values if value is not None]
    labels: list[tuple[float, str]] = []
    if chart is not None and chart.has_limits[-1]:
        first = int((chart.group == chart.group[-1]).argmax())
        floor = 0.0 if min(known, default=0.0) >= 0 else float("-inf")
        ceiling = 1.0 if metric.kind == "ratio" else float("inf")
        lower, upper = max(floor, float(chart.lower[-1])), min(ceiling, float(chart.upper[-1]))
        drawn.add_shape(
            type="rect", x0=first - 0.5, x1=size - 0.5, y0=lower, y1=upper, fillcolor=style.BAND,
            line_width=0, layer="below",
        )  # fmt: skip
        labels += [(upper, _said(UPPER, standing, upper, language)),
                   (lower, _said(LOWER, standing, lower, language))]  # fmt: skip
        known += [lower, upper]
    marks.draw(drawn, signal.marks, language)
    target = standing.target_value
    if target is not None:
        drawn.add_hline(y=target, line={"color": style.INK, "width": 2, "dash": "dash"})
        labels.append((target, _said(TARGET, standing, target, language)))
        known.append(target)
    colours = [style.USUAL] * size
    if chart is not None:
        colours = [style.colour_of(str(label)) for label in chart.label.tolist()]
    carried = standing.carried or (False,) * size
    drawn.add_scatter(
        x=list(range(size)), y=list(values), mode="lines+markers",
        line={"color": "#829AB1", "width": 2.5}, hoverinfo="skip", cliponaxis=False,
        marker={
            "size": [9 if colour == style.USUAL else 14 for colour in colours],
            "color": [style.PAPER if back else colour
                      for colour, back in zip(colours, carried, strict=True)],
            "symbol": ["circle" if colour == style.USUAL else style.SIGNAL_SHAPES[colour]
                       for colour in colours],
            "line": {"color": colours, "width": 2},
        },
    )  # fmt: skip
    _label_apart(drawn, size, labels, known)
    _axes(drawn, periods, known, standing, language)
    return drawn


def finding(standing: Standing) -> Text:
    """What the line says: in how many periods the target was missed.

    What is carried back from a later day says nothing of its own period.
    """
    carried = standing.carried or (False,) * len(standing.history)
    known = [
        value
        for value, is_back in zip(standing.history, carried, strict=True)
        if value is not None and not is_back
    ]
    kind = KINDS[standing.now.period.kind]
    target, better = standing.target_value, standing.metric.better
    if target is None or better == "neutral" or not known:
        return LINE.format(count=len(standing.history), kind=kind)
    sign = 1 if better == "up" else -1
    missed = sum(sign * (value - target) < -SAME for value in known)
    words = MISSED if missed else ALL_MET
    if len(known) == 1:
        words = MISSED_ONE if missed else MET_ONE
    return words.format(count=len(known), missed=missed, kind=kind)


def head(standing: Standing, signal: Signal, language: str) -> Markup:
    """The finding above the line, and why it has no band where it has none."""
    is_bare = standing.metric.timing == "flow" and signal.chart is None
    return tag(
        "div", tag("h2", finding(standing).in_(language)),
        tag("p", FEW.in_(language), class_="lt-second") if is_bare else "",
    )  # fmt: skip


def _said(words: Text, standing: Standing, value: float, language: str) -> str:
    figure = numbers.figure(standing.metric, value, language)
    return words.format(value=figure).in_(language)


def _label_apart(
    drawn: Any, size: int, labels: list[tuple[float, str]], known: list[float]
) -> None:
    """Labels at the right end, pushed apart so that none lies on another."""
    low, high = _range(known)
    apart = (high - low) * 0.085
    at = float("-inf")
    for value, words in sorted(labels):
        at = max(value, at + apart)
        drawn.add_annotation(
            x=size - 0.4, y=at, text=words, showarrow=False, xanchor="left", yanchor="middle",
            font={"color": style.SECOND, "size": LARGE},
        )  # fmt: skip


def _axes(
    drawn: Any, periods: tuple[Period, ...], known: list[float], standing: Standing, language: str
) -> None:
    size = len(periods)
    step = 8 if size > 20 else 4 if size > 8 else 1
    shown = list(range(size))[::-1][::step][::-1]
    drawn.update_xaxes(
        tickvals=shown, tickangle=0, range=[-0.7, size - 0.4],
        ticktext=[_name(periods[at], language) for at in shown], tickfont_size=LARGE - 2,
    )  # fmt: skip
    is_share = standing.metric.kind == "ratio"
    drawn.update_yaxes(
        range=list(_range(known)),
        nticks=5,
        tickfont_size=LARGE - 2,
        tickformat=".0%" if is_share else ",",
    )


def _range(known: list[float]) -> tuple[float, float]:
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def _name(period: Period, language: str) -> str:
    if period.kind == "week":
        return weeks.short(period.period_id, language)
    return period.period_id
