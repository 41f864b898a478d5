"""A metric on the map: readings -> a folium map with one layer and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium
from branca.element import Element

from views import numbers
from views.classes import NOT_REPORTED, Classes
from views.grid_layer import Drawn, GridLayer
from views.grid_page import MapView
from views.lights import light_of
from views.results import Reading

ASSETS = "../../assets/"
"""From the frame of the map component to the files we serve ourselves."""

STYLE = """
html, body { margin: 0; background: #FFFFFF; }
.leaflet-container { background: #FFFFFF;
  font: 14px "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei",
    "PingFang SC", sans-serif; }
.lt-label { width: 0 !important; height: 0 !important; }
.lt-label span { position: absolute; transform: translate(-50%, -50%); white-space: nowrap;
  font-size: 14px; line-height: 20px; color: #1F2933; pointer-events: none; padding: 0 6px;
  background: rgba(255, 255, 255, .86); border-radius: 3px; }
.leaflet-tooltip { font-size: 14px; line-height: 1.5; color: #1F2933; box-shadow: none;
  border: 1px solid #D9E2EC; border-radius: 4px; }
.leaflet-interactive:focus { outline: none; }
.leaflet-control-scale-line { border-color: #52606D; color: #52606D; font-size: 12px;
  line-height: 1.4; }
"""


def places_said(
    readings: Sequence[Reading], found: Classes, language: str
) -> dict[str, tuple[int, str, str]]:
    """Per place its class, its value and its light in words."""
    said = {}
    for reading in readings:
        index = NOT_REPORTED if reading.state == "not_reported" else found.index(reading.value)
        light = light_of(reading.state)
        word = f"{light.shape} {light.word.in_(language)}".strip()
        said[reading.place.place_id] = (
            index, numbers.with_unit(reading.metric, reading.value, language), word,
        )  # fmt: skip
    return said


def draw(view: MapView, language: str) -> folium.Map:
    """The map of a view; the browser fetches the areas itself."""
    found = view.classes
    shown = folium.Map(
        location=[0, 0], zoom_start=14, tiles=None, attribution_control=False, zoom_snap=0.25,
        scroll_wheel_zoom=False,
    )  # fmt: skip
    shown.default_js = [("leaflet", f"{ASSETS}vendor/leaflet/leaflet.js")]
    shown.default_css = [("leaflet_css", f"{ASSETS}vendor/leaflet/leaflet.css")]
    drawn = Drawn(
        f"../../{view.url}", tuple(found.colour(index) for index in range(found.count)),
        places_said(view.readings, found, language), view.chosen,
        f"../../{view.spots}" if view.spots else "",
    )  # fmt: skip
    GridLayer(drawn).add_to(shown)
    header: Any = shown.get_root()
    header.header.add_child(Element(f"<style>{STYLE}</style>"))
    return shown
