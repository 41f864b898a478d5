"""A strip: one row per community, one mark per grid, the target as a labelled line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from views import numbers
from views.charts import style
from views.places import Place
from views.results import Reading
from wording import Text

TARGET = Text("目标 {figure}", "target {figure}")
TIP = Text("{place}：{figure}", "{place}: {figure}")


def draw(
    readings: Sequence[Reading], communities: Mapping[str, Place], target: float | None,
    language: str,
) -> Any:  # fmt: skip
    """Filled squares are off target, open circles on it; those without a value are left out."""
    known = [r for r in readings if r.value is not None and r.place.parent_id in communities]
    drawn = style.figure(max(150, 46 + 32 * len(communities)), left=96, right=24)
    names = [place.name for place in communities.values()]
    groups = (
        ([r for r in known if r.state in ("red", "amber")], style.CONCERN_DARK, "square"),
        ([r for r in known if r.state not in ("red", "amber")], style.SECOND, "circle-open"),
    )
    for members, colour, symbol in groups:
        drawn.add_scatter(
            x=[r.value for r in members],
            y=[communities[r.place.parent_id or ""].name for r in members],
            mode="markers",
            marker={"size": 9, "symbol": symbol, "color": colour, "opacity": 0.85,
                    "line": {"width": 1.5, "color": colour}},
            hovertext=[TIP.format(place=r.place.short_path,
                                  figure=numbers.with_unit(r.metric, r.value, language)
                                  ).in_(language) for r in members],
            hoverinfo="text", cliponaxis=False,
        )  # fmt: skip
    if target is not None:
        drawn.add_vline(x=target, line={"color": style.INK, "width": 1.5, "dash": "dash"})
        words = TARGET.format(figure=numbers.plain(target)).in_(language)
        style.label(drawn, target, 1.0, words, at="left", yref="paper", xshift=4, rise="bottom")
    drawn.update_layout(margin_t=28)
    highest = max([r.value or 0 for r in known], default=1)
    drawn.update_xaxes(range=[0, highest * 1.06], showgrid=True, gridcolor=style.HAIRLINE)
    drawn.update_yaxes(
        categoryorder="array", categoryarray=names[::-1], range=[-0.6, len(names) - 0.4],
        tickfont={"color": style.INK},
    )  # fmt: skip
    return drawn
