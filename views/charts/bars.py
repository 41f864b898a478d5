"""Bars from zero, one per place, with one or two labelled lines to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from views import numbers
from views.charts import style
from views.lights import light_of
from views.results import Reading
from wording import Text

NOT_REPORTED = Text("未报", "not reported")


def draw(
    readings: Sequence[Reading], marks: Sequence[tuple[float, str]], language: str
) -> Any:  # fmt: skip
    """The first place on top; what was not reported is hatched and says so."""
    drawn = style.figure(max(150, 60 + 30 * len(readings)), left=96, right=132)
    names = [reading.place.name for reading in readings]
    highest = max([*(r.value or 0 for r in readings), *(mark for mark, _ in marks)], default=1)
    is_known = [reading.value is not None for reading in readings]
    drawn.add_bar(
        x=[reading.value if known else highest * 0.12
           for reading, known in zip(readings, is_known, strict=True)],
        y=names, orientation="h",
        marker={
            "color": [style.BAR if known else "#FFFFFF" for known in is_known],
            "line": {"width": [0 if known else 1 for known in is_known], "color": "#A7B1BC"},
            "pattern": {"shape": ["" if known else "/" for known in is_known],
                        "fgcolor": "#A7B1BC"},
        },
        hoverinfo="skip",
    )  # fmt: skip
    drawn.update_layout(
        annotations=[
            style.beside(
                1.0, reading.place.name, _words(reading, language), xref="paper", xshift=8,
                rise="middle",
            )
            for reading in readings
        ]
    )  # fmt: skip
    for (value, words), side in zip(marks, ("left", "right"), strict=False):
        drawn.add_vline(x=value, line={"color": style.INK, "width": 1.5, "dash": "dash"})
        style.label(drawn, value, 1.0, words, at=side, yref="paper",
                    xshift=-4 if side == "left" else 4)  # fmt: skip
    drawn.update_layout(margin_t=30)
    drawn.update_xaxes(range=[0, highest * 1.02], showgrid=True, gridcolor=style.HAIRLINE)
    drawn.update_yaxes(
        categoryorder="array", categoryarray=names[::-1], tickfont={"color": style.INK}
    )
    return drawn


def _words(reading: Reading, language: str) -> str:
    light = light_of(reading.state)
    if reading.value is None:
        return f"{light.shape} {NOT_REPORTED.in_(language)}"
    said = numbers.figure(reading.metric, reading.value, language)
    return f"{said} {light.shape} {light.word.in_(language)}" if light.shape else said
