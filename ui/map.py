"""The one map component: what is asked of the map, and the place that was clicked."""

from __future__ import annotations

from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from ui import answers, session
from ui import show as screen
from views import grid_page
from views.grid_page import MapView
from views.places import Period, Place
from wording import Text

METRIC = Text("指标", "Metric")
FACILITIES = Text("显示服务设施", "Show service facilities")
_STATE = "_map"
HEIGHT = 560


def choose(place: Place, period: Period) -> MapView:
    """The way up, the metric and the layers; answers everything the map page draws."""
    language = session.language()
    tree = answers.places()
    container = tree.container(place.place_id) or place
    level = tree.level_below(container.place_id)
    offered = [m for m in answers.metrics().values() if level in m.levels]
    keys = [metric.key for metric in offered]
    asked = session.argument("metric")
    remark = grid_page.NOT_AT_LEVEL if asked and asked not in keys else None
    key = asked if asked in keys else keys[0]
    at_path, at_metric, at_layers = st.columns([1.3, 1.2, 0.8], vertical_alignment="center")
    with at_path:
        crumbs = grid_page.crumbs(
            tree.lineage(place.place_id), {**session.choice().query, "metric": key}
        )
        screen.html(crumbs)
    st.session_state["pick_metric"] = key
    names = {metric.key: metric.name.in_(language) for metric in offered}
    at_metric.selectbox(
        METRIC.in_(language), keys, key="pick_metric", format_func=lambda value: names[value],
        on_change=_picked_metric, label_visibility="collapsed",
    )  # fmt: skip
    st.session_state["pick_facilities"] = session.argument("layer") == "facilities"
    at_layers.toggle(FACILITIES.in_(language), key="pick_facilities", on_change=_picked_layer)
    if remark is not None:
        screen.remark(remark)
    return _view(place, container, level, key, period)


def _picked_metric() -> None:
    session.set_argument("metric", st.session_state["pick_metric"])


def _picked_layer() -> None:
    session.set_argument("layer", "facilities" if st.session_state["pick_facilities"] else "")


def _view(place: Place, container: Place, level: str, key: str, period: Period) -> MapView:
    origin = answers.origin()
    version = origin.version if origin else 0
    tail = f"v={version}&period={period.period_id}&within={container.place_id}"
    chosen = place.place_id if place is not container else ""
    readings = answers.field(key, level=level, period=period, within=container.place_id)
    identity = f"map-{container.place_id}-{level}"
    return MapView(
        metric=answers.metrics()[key], place=place, container=container, level=level, period=period,
        readings=readings,
        has_bare=len(readings) < len(answers.places().children(container.place_id)),
        standing=answers.standing(container, period, key),
        grid=answers.grid_card(place, period) if place.level == "grid" else None,
        identity=identity, chosen=_drawn_with(identity, chosen),
        url=f"geometry/{level}.json?{tail}",
        spots=f"geometry/facilities.json?{tail}"
        if session.argument("layer") == "facilities" else "",
    )  # fmt: skip


def _drawn_with(identity: str, chosen: str) -> str:
    """The place that the map is first drawn with as chosen.

    A click marks its place in the browser, so the map is not drawn anew for it; a choice made
    elsewhere (a link, the picker) is.
    """
    state: dict[str, Any] = st.session_state.setdefault(_STATE, {}).setdefault(
        identity, {"drawn": chosen, "current": chosen, "click": None}
    )
    if chosen != state["current"]:
        state["drawn"] = state["current"] = chosen
    return str(state["drawn"])


def show(drawn: folium.Map, view: MapView) -> None:
    """Show the map; a click on a place opens it, and the address says so."""
    said = st_folium(
        drawn, key=view.identity, height=HEIGHT, use_container_width=True,
        returned_objects=["last_active_drawing"],
    )  # fmt: skip
    active = (said or {}).get("last_active_drawing") or {}
    place_id, click = active.get("place_id"), active.get("click")
    state = st.session_state[_STATE][view.identity]
    if not isinstance(place_id, str) or (place_id, click) == state["click"]:
        return
    state["click"] = (place_id, click)
    if answers.places().by_id.get(place_id) is None or place_id == view.place.place_id:
        return
    if view.level == "grid":
        state["current"] = place_id
    session.set_argument("place", place_id)
    st.rerun()
