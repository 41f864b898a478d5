"""Figures on the screen, side by side where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui import show
from views.html import Markup, tag

Chart = tuple[Markup, Any, str]
"""The words above, the figure, and its key on the page."""


def one(chart: Chart) -> None:
    """A figure below its finding."""
    words, figure, key = chart
    show.html(words)
    show.chart(figure, key)


def side_by_side(charts: Sequence[Chart]) -> None:
    """Figures beside each other, one below the other on a narrow screen."""
    if not charts:
        return
    for place, chart in zip(st.columns(len(charts), gap="large"), charts, strict=True):
        with place:
            one(chart)


def pair(left: Markup, *right: Markup, below: Markup | None = None, is_wide: bool = False) -> None:
    """Pieces beside each other, the left one wider; one below the other on a narrow screen.

    ``below`` stands below the left one.
    """
    name = "lt-pair lt-wide" if is_wide else "lt-pair"
    show.html(tag("div", tag("div", left, below or ""), tag("div", *right), class_=name))


def some(chart: Chart | None) -> None:
    """A figure where there is one."""
    if chart is not None:
        one(chart)


def beside(chart: Chart | None, words: Markup) -> None:
    """A figure with a table at its right; the table alone where there is nothing to draw."""
    if chart is None:
        show.html(words)
        return
    left, right = st.columns(2, gap="large")
    with left:
        one(chart)
    with right:
        show.html(words)


def there(*charts: Chart | None) -> list[Chart]:
    """Those of several figures for which there is something to draw."""
    return [chart for chart in charts if chart is not None]
