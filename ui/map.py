"""The one map component: the map stays in the browser; a click or a chosen week comes back."""

from __future__ import annotations

import time
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from ui import answers, session, turns

KEY = "grid_map"
HEIGHT = 620
HEAD_START_S = 0.25
"""How long the rest of the page waits where a window shows its first map. The map's frame and the
page share one thread of the browser: pickers and tables that arrive beside the map would be drawn
before it, because its frame has yet to load."""

_LAST, _SHOWN = "_map_said", "_map_shown"


def show(frame: folium.Map, told: folium.FeatureGroup) -> None:
    """Show the map and tell it what to draw; what is chosen on it goes into the address."""
    st_folium(
        frame, key=f"{KEY}-{session.language()}", height=HEIGHT, use_container_width=True,
        returned_objects=["last_active_drawing"], feature_group_to_add=told,
        on_change=_chosen,
    )  # fmt: skip
    if _SHOWN not in st.session_state:
        st.session_state[_SHOWN] = True
        with turns.stepping_aside():
            time.sleep(HEAD_START_S)


def _chosen() -> None:
    """Called before the page is drawn anew, so that one drawing is enough."""
    said: Any = st.session_state.get(f"{KEY}-{session.language()}") or {}
    told = said.get("last_active_drawing") or {}
    moment, kind, name = told.get("at"), told.get("kind"), told.get("id")
    if moment is None or moment == st.session_state.get(_LAST) or not isinstance(name, str):
        return
    st.session_state[_LAST] = moment
    if kind == "place" and answers.places().by_id.get(name) is not None:
        session.set_argument("place", name)
        session.set_argument("level", "")
        session.set_argument("page", "")
    elif kind == "period" and answers.periods().find(name) is not None:
        session.set_argument("period", name)
    elif kind == "finding" and name.isdigit():
        session.set_argument("finding", name)
