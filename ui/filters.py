"""Place, period and language at the top of every page; what is picked goes into the address."""

from __future__ import annotations

import streamlit as st

from ui import answers, session
from views.html import Markup, link, tag
from views.places import (
    KIND_NAMES,
    Period,
    Periods,
    Place,
    Places,
    period_name,
    period_span,
)
from wording import Text

PLACE = Text("地点", "Place")
PERIOD = Text("时段", "Period")
OTHER_LANGUAGE = Text("English", "中文")
UNFINISHED = Text("未满", "not over")
SHOWN = {"week": 26, "month": 12, "quarter": 4, "year": 2}
"""How many periods of each kind are offered; the address knows them all. Every line of a list
costs each page about two milliseconds."""


def current() -> tuple[Place | None, Period | None]:
    """The place and period of this run; None in an empty office."""
    choice = session.choice()
    return choice.place, choice.period


def _moved(widget: str, argument: str) -> None:
    st.query_params[argument] = st.session_state[widget]


def _offered(periods: Periods, chosen: Period) -> list[str]:
    """The periods to pick from: the latest of each kind, and the chosen one."""
    offered: list[str] = []
    for kind, count in SHOWN.items():
        of_kind = [p.period_id for p in periods.all if p.kind == kind]
        offered += of_kind[:count]
    return offered if chosen.period_id in offered else [chosen.period_id, *offered]


def _reachable(places: Places, chosen: Place) -> list[str]:
    """The places to pick from: the way up with what stands beside each step of it, and the parts
    of the chosen one. All thirty thousand grids of a city would travel with every click."""
    near = [place for place in places.all if place.parent_id is None]
    for step in places.lineage(chosen.place_id):
        near += places.children(step.place_id)
    return list(dict.fromkeys([*(place.place_id for place in near), chosen.place_id]))


def _place_label(place_id: str, language: str) -> str:
    place = answers.places().by_id[place_id]
    return place.short_path if place.level == "grid" else place.name


def _period_label(period_id: str, language: str) -> str:
    period = answers.periods().find(period_id)
    if period is None:
        return period_id
    label = period_name(period).in_(language)
    if period.kind == "week":
        label += (
            f"（{period_span(period).zh}）"
            if language == "zh"
            else (f" ({period_span(period).en})")
        )
    if not period.is_complete:
        label += " · " + UNFINISHED.in_(language)
    return label


def draw() -> None:
    """The three pickers of the top bar."""
    choice = session.choice()
    language = choice.language
    if choice.place is None or choice.period is None:
        return
    at_place, at_period = st.columns([1, 1.25], gap="small")
    st.session_state["pick_place"] = choice.place.place_id
    st.session_state["pick_period"] = choice.period.period_id
    at_place.selectbox(
        PLACE.in_(language), _reachable(answers.places(), choice.place), key="pick_place",
        format_func=lambda value: _place_label(value, language),
        on_change=_moved, args=("pick_place", "place"), label_visibility="collapsed",
    )  # fmt: skip
    at_period.selectbox(
        PERIOD.in_(language), _offered(answers.periods(), choice.period), key="pick_period",
        format_func=lambda value: _period_label(value, language),
        on_change=_moved, args=("pick_period", "period"), label_visibility="collapsed",
    )  # fmt: skip


def language_link(page: str) -> Markup:
    """A link to the same page in the other language; it loads the page anew."""
    choice = session.choice()
    other = "zh" if choice.language == "en" else "en"
    marked = link(
        OTHER_LANGUAGE.in_(choice.language), page, {**choice.others, **choice.query, "lang": other},
        class_="lt-language", hreflang="zh-CN" if other == "zh" else "en",
        lang="zh-CN" if other == "zh" else "en",
    )  # fmt: skip
    return tag("div", Markup(marked.replace(' data-soft="1"', "")))


__all__ = ["KIND_NAMES", "current", "draw", "language_link"]
