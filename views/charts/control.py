"""A measure week by week with its limits as a light band: is it changing?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from metrics.signals.xmr import XmrResult
from views import numbers, weeks
from views.charts import marks, style
from views.charts.marks import Mark
from views.places import Period
from wording import Text

MEAN = Text("均值 {value}", "mean {value}")
UPPER = Text("上限 {value}", "upper limit {value}")
LOWER = Text("下限 {value}", "lower limit {value}")
TIP = Text("{week}：{value}", "{week}: {value}")


def draw(
    result: XmrResult, periods: Sequence[Period], language: str, marked: Sequence[Mark] = ()
) -> Any:
    """Weeks left to right; what is special is filled, in another shape and colour.

    Each group of limits has its own band, so that those before a fresh start stay visible.
    """
    drawn = style.figure(280, left=52, right=128)
    size = len(periods)
    at = list(range(size))
    for first, last in _groups(result):
        _limits(drawn, result, first, last, is_latest=last == size - 1, language=language)
    marks.draw(drawn, marked, language)
    values = [None if math.isnan(value) else value for value in result.values.tolist()]
    colours = [style.colour_of(str(label)) for label in result.label.tolist()]
    drawn.add_scatter(
        x=at, y=values, mode="lines+markers",
        line={"color": "#829AB1", "width": 1.5},
        marker={"size": [8 if colour == style.USUAL else 11 for colour in colours],
                "color": [style.PAPER if colour == style.USUAL else colour for colour in colours],
                "symbol": ["circle" if c == style.USUAL else style.SIGNAL_SHAPES[c]
                           for c in colours],
                "line": {"color": colours, "width": 1.5}},
        hovertext=[TIP.format(week=weeks.short(p.period_id, language), value=numbers.plain(v))
                   .in_(language) for p, v in zip(periods, values, strict=True)],
        hoverinfo="text", cliponaxis=False,
    )  # fmt: skip
    step = 8 if size > 26 else 4 if size > 8 else 1
    shown = at[::-1][::step][::-1]
    drawn.update_xaxes(
        tickvals=shown, ticktext=[weeks.short(periods[i].period_id, language) for i in shown],
        range=[-0.7, size - 0.4], tickangle=0,
    )  # fmt: skip
    known = [value for value in values if value is not None]
    top = max([*known, *(u for u in result.upper.tolist() if not math.isnan(u))], default=1)
    drawn.update_yaxes(range=[0, top * 1.08], tickformat=",d", nticks=5)
    return drawn


def _groups(result: XmrResult) -> list[tuple[int, int]]:
    """First and last position of each group of limits."""
    groups = result.group.tolist()
    return [
        (groups.index(group), len(groups) - 1 - groups[::-1].index(group))
        for group in sorted(set(groups))
    ]


def _limits(
    drawn: Any, result: XmrResult, first: int, last: int, *, is_latest: bool, language: str
) -> None:
    """The band and the mean of one group; the latest is labelled."""
    if not bool(result.has_limits[last]):
        return
    lowest, upper = max(0.0, float(result.lower[last])), float(result.upper[last])
    mean = float(result.mean[last])
    left, right = first - 0.5, last + 0.5
    drawn.add_shape(
        type="rect", x0=left, x1=right, y0=lowest, y1=upper, fillcolor=style.BAND, line_width=0,
        layer="below",
    )  # fmt: skip
    drawn.add_shape(
        type="line", x0=left, x1=right, y0=mean, y1=mean,
        line={"color": "#829AB1", "width": 1.5, "dash": "dot"},
    )  # fmt: skip
    if is_latest:
        for value, words in ((upper, UPPER), (lowest, LOWER), (mean, MEAN)):
            style.label(
                drawn, last + 0.6, value, words.format(value=numbers.plain(value)).in_(language),
                colour=style.SECOND, rise="middle",
            )  # fmt: skip
