"""Putting what the views drew on the screen; the only place where markup reaches Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from office.permissions import SCREENS, may_open
from ui import session, viewer
from views.charts import style
from views.html import Markup, join, tag, without_links
from wording import Text


def html(markup: Markup) -> None:
    """Markup of ours, marked so that the page's own words are left alone; where whoever looks may
    not follow a link, its words stand there without it."""
    if markup:
        st.html(tag("div", without_links(markup, _closed()), class_="lt"))


def _closed() -> frozenset[str]:
    try:
        who = viewer.viewer()
    except viewer.NotSignedIn:  # the sentence that says so leads to the login
        return frozenset()
    return frozenset(screen for screen in SCREENS if not may_open(who, screen))


def title(words: Text, beside: str = "") -> None:
    """The page's question, and beside it what is chosen."""
    parts = [tag("h1", words.in_(session.language()))]
    if beside:
        parts.append(tag("span", beside, class_="lt-beside"))
    html(tag("header", *parts, class_="lt-title"))


def heading(words: Text) -> None:
    """A heading of the second and last level."""
    html(tag("h2", words.in_(session.language())))


def sentence(words: Text) -> None:
    """The first line of a page: its answer."""
    html(tag("p", words.in_(session.language()), class_="lt-finding"))


def remark(words: Text) -> None:
    """Something the reader should know of what is shown."""
    html(tag("p", words.in_(session.language()), class_="lt-remark", role="status"))


def trouble(words: Text) -> None:
    """What went wrong, where, and what to do."""
    html(tag("p", words.in_(session.language()), class_="lt-trouble", role="alert"))


def cards(drawn: Sequence[Markup]) -> None:
    """Cards side by side."""
    html(tag("section", *drawn, class_="lt-cards"))


def columns(*drawn: Markup) -> None:
    """Pieces beside each other, one below the other on a narrow screen."""
    pieces = [tag("div", piece) for piece in drawn]
    html(tag("div", *pieces, class_=f"lt-columns lt-columns-{len(pieces)}"))


def table(drawn: Markup, words: Text | None = None) -> None:
    """A table with its heading."""
    parts = [drawn]
    if words is not None:
        parts.insert(0, tag("h2", words.in_(session.language())))
    html(join(parts))


def chart(figure: Any, key: str) -> None:
    """A Plotly figure without its tool bar, in the theme of whoever looks."""
    if st.context.theme.type == "dark":
        figure = style.dark(figure)
    st.plotly_chart(figure, width="stretch", key=key, config={"displayModeBar": False})


def room(name: str) -> Any:
    """A place on the page for what is drawn later; our style sheet keeps it as high as it will
    be, so that nothing below moves."""
    return st.container(key=name)


def split() -> tuple[Any, Any]:
    """Two columns, the left one wider."""
    left, right = st.columns([1.7, 1], gap="medium")
    return left, right
