"""Lines over time: one metric, one line per place, its name at the end of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from metrics.metric import Metric
from views import numbers, weeks
from views.charts import marks, style
from views.explore.found import Line
from views.places import Period, period_name
from views.results import Reading
from wording import Text

TARGET = Text("目标 {figure}", "target {figure}")
QUARTER = Text("{number}季度<br>{year}年", "Q{number}<br>{year}")
NOT_REPORTED = Text("未报", "not reported")
UNFINISHED = Text("未满", "not over")
TIP = Text("{place}<br>{period}：{figure}", "{place}<br>{period}: {figure}")
INKS = ("#0B5CAD", "#6B4C9A", "#1F2933", "#829AB1", "#3E7CB1", "#A07CC5", "#52606D", "#B0BEC9")
DASHES = ("solid", "solid", "dash", "solid", "dot", "dash", "dot", "dash")
CLOSEST = 0.085
"""Names at the ends of lines stand at least this share of the height apart."""


def draw(
    lines: Sequence[Line], metric: Metric, span: Sequence[Period], target: float | None,
    language: str, *, height: int = 320,
) -> Any:  # fmt: skip
    """Oldest left. A gap is a period without a value; a hollow last point is one not over yet."""
    drawn = style.figure(height, left=60, right=72 if len(lines) == 1 else 150)
    at = list(range(len(span)))
    known = [r.value for line in lines for r in line.readings if r and r.value is not None]
    low, high = _range(known, target, metric)
    for number, line in enumerate(lines):
        ink, dash = INKS[number % len(INKS)], DASHES[number % len(DASHES)]
        values = [None if each is None else each.value for each in line.readings]
        is_open = [not period.is_complete for period in span]
        drawn.add_scatter(
            x=at, y=values, mode="lines+markers" if len(at) <= 60 else "lines",
            line={"color": ink, "width": 2, "dash": dash},
            marker={"size": 6, "color": [style.PAPER if o else ink for o in is_open],
                    "line": {"color": ink, "width": 1.5}},
            hovertext=[_tip(line, each, period, language)
                       for each, period in zip(line.readings, span, strict=True)],
            hoverinfo="text", cliponaxis=False, connectgaps=False,
        )  # fmt: skip
    _missing(drawn, lines, low, language)
    _names(drawn, lines, low, high, language)
    if target is not None:
        drawn.add_hline(y=target, line={"color": style.INK, "width": 1.5, "dash": "dash"})
        words = TARGET.format(figure=numbers.figure(metric, target, language)).in_(language)
        style.label(drawn, 0, target, words, bgcolor=style.PAPER, opacity=0.85)
    marks.draw(drawn, marks.of_definition(metric.changes, [p.end_on for p in span]), language)
    step = max(1, -(-len(span) // 8))
    shown = at[::-1][::step][::-1]
    drawn.update_xaxes(
        tickvals=shown, ticktext=[_tick(span[i], language) for i in shown],
        range=[-0.4, max(len(span) - 0.6, 0.6)], tickangle=0,
    )  # fmt: skip
    drawn.update_yaxes(
        range=[low, high], nticks=6, tickformat=".0%" if metric.kind == "ratio" else ",~f"
    )
    return drawn


def _range(known: Sequence[float], target: float | None, metric: Metric) -> tuple[float, float]:
    seen = [*known, *([target] if target is not None else [])] or [0.0, 1.0]
    low, high = min(seen), max(seen)
    room = (high - low or abs(high) or 1.0) * 0.14
    bottom = low - room if low >= 0 and low - room > 0.3 * high else min(0.0, low - room)
    top = high + room
    if metric.kind == "ratio":
        top = min(top, 1.04)
    return (max(0.0, bottom) if low >= 0 else bottom), top


def _tip(line: Line, reading: Reading | None, period: Period, language: str) -> str:
    figure = NOT_REPORTED.in_(language)
    if reading is not None and reading.state != "not_reported":
        figure = numbers.with_unit(reading.metric, reading.value, language)
    name = period_name(period).in_(language)
    if not period.is_complete:
        name += " · " + UNFINISHED.in_(language)
    return TIP.format(place=style.named(line.place.name), period=name, figure=figure).in_(language)


def _missing(drawn: Any, lines: Sequence[Line], low: float, language: str) -> None:
    """Periods that were not reported stand on the axis, hollow; several lines are left alone."""
    if len(lines) != 1:
        return
    at = [
        place for place, reading in enumerate(lines[0].readings)
        if reading is not None and reading.state == "not_reported"
    ]  # fmt: skip
    if at:
        drawn.add_scatter(
            x=at, y=[low] * len(at), mode="markers", hoverinfo="text",
            hovertext=[NOT_REPORTED.in_(language)] * len(at), cliponaxis=False,
            marker={"symbol": "diamond-open", "size": 9, "color": "#7B8794"},
        )  # fmt: skip


def _names(drawn: Any, lines: Sequence[Line], low: float, high: float, language: str) -> None:
    """The name of each line at its last value, pushed apart where they would overlap."""
    ends = []
    for number, line in enumerate(lines):
        known = [(i, r) for i, r in enumerate(line.readings) if r and r.value is not None]
        if known:
            ends.append((known[-1][1].value or 0.0, number, line, known[-1][1]))
    gap, at = (high - low) * CLOSEST, low - (high - low)
    for value, number, line, reading in sorted(ends, key=lambda end: end[:2]):
        at = max(value, at + gap)
        figure = numbers.figure(reading.metric, reading.value, language)
        words = f"{style.named(line.place.name)} {figure}" if len(lines) > 1 else figure
        style.label(drawn, 1.0, at, words, colour=INKS[number % len(INKS)], xref="paper", xshift=8,
                    rise="middle")  # fmt: skip


def _tick(period: Period, language: str) -> str:
    if period.kind == "week":
        return weeks.short(period.period_id, language)
    if period.kind == "month":
        return weeks.month(period.start_on, language)
    if period.kind == "quarter":
        return QUARTER.format(number=period.period_id[-1], year=period.start_on.year).in_(language)
    return period_name(period).in_(language)
