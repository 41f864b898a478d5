"""The controls above the map: metric, comparison, layers; each goes into the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import answers, facilities, grid_map, grid_map_values, session
from ui import show as screen
from ui.grid_map_asked import DETOURS, RADII, Asked
from ui.grid_map_places import community_ids
from views import grid_page
from views import map_words as words
from views.html import tag
from views.places import Period, Place, period_name
from wording import Text

SHOWN_PERIODS = 13


def _say(text: Text) -> str:
    return text.in_(session.language())


def _put(widget: str, name: str, write: Callable[[Any], str] = str) -> None:
    """What was picked goes into the address."""
    value = st.session_state[widget]
    session.set_argument(name, "" if value is None else write(value))
    session.set_argument("page", "")


def heading(  # noqa: PLR0917
    place: Place, container: Place, period: Period, asked: Asked, level: str, key: str
) -> None:
    """The way up, and what to look at."""
    query = session.choice().query | asked.query | ({"metric": key} if not asked.mode else {})
    lineage = answers.places().lineage(place.place_id)
    levels = words.LEVELS if container.level == "subdistrict" and place is container else {}
    has_two = not (asked.mode or asked.against)
    figure = grid_map_values.figure(answers.metrics()[key], asked.rate, period) if has_two else ""
    screen.html(
        grid_page.heading(
            lineage, {k: v for k, v in query.items() if v}, session.language(),
            mode=asked.mode, levels=levels, level=level, figure=figure,
        )
    )  # fmt: skip


def draw(container: Place, period: Period, asked: Asked, level: str, key: str) -> Any:
    """The row of controls; returns the place for the door to the files."""
    at_metric, at_other, at_layers, at_files = st.columns(
        [1.5, 1.1, 0.75, 0.65], vertical_alignment="center"
    )
    metrics = answers.metrics()
    st.session_state["pick_metric"] = key
    at_metric.selectbox(
        _say(words.METRIC), grid_map.offered(level), key="pick_metric",
        format_func=lambda value: metrics[value].name.in_(session.language()),
        on_change=_put, args=("pick_metric", "metric"), label_visibility="collapsed",
    )  # fmt: skip
    _against(at_other, period, asked)
    _layers(at_layers, container, period, asked)
    return at_files


def _against(at: Any, period: Period, asked: Asked) -> None:
    same = [p for p in answers.periods().all if p.kind == period.kind and p != period]
    offered = ["", *(p.period_id for p in same[:SHOWN_PERIODS])]
    if asked.against and asked.against not in offered:
        offered.append(asked.against)

    def label(value: str) -> str:
        found = answers.periods().find(value)
        if found is None:
            return _say(words.NO_COMPARISON)
        return _say(words.COMPARED.format(period=period_name(found)))

    st.session_state["pick_against"] = asked.against
    at.selectbox(
        _say(words.AGAINST), offered, key="pick_against", format_func=label,
        on_change=_put, args=("pick_against", "against"), label_visibility="collapsed",
    )  # fmt: skip


def _pick_layers() -> None:
    chosen = [name for name in words.LAYER_NAMES if st.session_state.get(f"layer_{name}")]
    session.set_argument("layer", ",".join(chosen))


def _layers(at: Any, container: Place, period: Period, asked: Asked) -> None:
    # Its words never change: another name would be another popover, and shut.
    held = at.popover(_say(words.LAYERS), width="stretch", key="layers", on_change="rerun")
    if not held.open:
        return
    with held:
        for group, names in words.LAYER_GROUPS.items():
            screen.html(tag("h2", _say(group)))
            for name in names:
                st.session_state[f"layer_{name}"] = name in asked.layers
                st.checkbox(
                    _say(words.LAYER_NAMES[name]), key=f"layer_{name}", on_change=_pick_layers
                )
            if "facilities" in names and {"facilities", "circles"} & set(asked.layers):
                _facility_choices(container, period, asked)
        st.session_state["layer_base"] = asked.with_base
        base_map, problem = grid_map.base()
        if base_map is not None or problem is not None:
            screen.html(tag("h2", _say(words.BASE)))
            st.checkbox(
                _say(words.SHOW_BASE), key="layer_base", on_change=_put,
                args=("layer_base", "base", lambda on: "1" if on else ""),
                disabled=base_map is None,
            )  # fmt: skip
            if problem is not None:
                screen.remark(problem)


def _facility_choices(container: Place, period: Period, asked: Asked) -> None:
    offered = ["", *facilities.functions(period, community_ids(container.place_id))]
    if asked.function not in offered:
        offered.append(asked.function)
    st.session_state["pick_function"] = asked.function
    st.selectbox(
        _say(words.FUNCTION), offered, key="pick_function",
        format_func=lambda value: value or _say(words.EVERY_FUNCTION),
        on_change=_put, args=("pick_function", "function"),
    )  # fmt: skip
    if "circles" not in asked.layers:
        return
    st.session_state["pick_radius"], st.session_state["pick_detour"] = asked.radius_m, asked.detour
    st.slider(
        _say(words.RADIUS), *RADII, step=50, key="pick_radius",
        on_change=_put, args=("pick_radius", "radius"),
    )  # fmt: skip
    st.slider(
        _say(words.DETOUR), *DETOURS, step=0.05, key="pick_detour", help=_say(words.DETOUR_HELP),
        on_change=_put, args=("pick_detour", "detour"),
    )  # fmt: skip
