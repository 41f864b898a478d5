"""How values spread over classes: bars with their counts, told apart without colour."""

from __future__ import annotations

from typing import Any

from metrics.integrity import Distribution
from views import numbers
from views.charts import style
from views.html import Markup
from wording import Text

NONE_MARKED = Text("{title}：{of} 个中没有{called}的", "{title}: of {of} none with {called}")
SOME_MARKED = Text(
    "{title}：{of} 个中 {count} 个{called}（斜线）",
    "{title}: {count} of {of} with {called} (hatched)",
)
SUBTITLE = Text("{what}；条上是个数", "{what}; the number on each bar is a count")


def draw(spread: Distribution, title: Text, language: str, key: str) -> tuple[Markup, Any, str]:
    """The finding, the bars, and the figure's key; the classes that matter are hatched."""
    names = [name.in_(language) for name, _ in spread.classes]
    counts = [count for _, count in spread.classes]
    is_marked = [place in spread.marked for place in range(len(counts))]
    marked = sum(n for n, is_so in zip(counts, is_marked, strict=True) if is_so)
    drawn = style.figure(240, left=30, right=20, bottom=40)
    drawn.add_bar(
        x=names, y=counts, text=[numbers.plain(n) for n in counts], textposition="outside",
        cliponaxis=False, hoverinfo="skip",
        marker={
            "color": ["#FFFFFF" if is_so else style.BAR for is_so in is_marked],
            "line": {"width": [1 if is_so else 0 for is_so in is_marked], "color": style.INK},
            "pattern": {"shape": ["/" if is_so else "" for is_so in is_marked],
                        "fgcolor": style.INK, "size": 6, "solidity": 0.4},
        },
    )  # fmt: skip
    highest = max(counts, default=0) or 1
    drawn.update_yaxes(range=[0, highest * 1.18], showticklabels=False, showgrid=False)
    drawn.update_xaxes(type="category", tickfont={"color": style.INK})
    words = SOME_MARKED if marked else NONE_MARKED
    told = words.format(
        title=title, count=numbers.plain(marked), of=numbers.plain(spread.of), called=spread.called
    )
    subtitle = SUBTITLE.format(what=spread.what).in_(language)
    return style.head(told.in_(language), subtitle), drawn, f"spread-{key}"
