"""The map: a folium map that stays, and a word to it of what to draw now.

The map itself is the same for every place, metric and period, so the browser keeps it. What is
told travels beside it as a feature group: addresses on this machine, colours and words, of names
only that of the place whose parts are shown; never geometry and never a value.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

import folium
from branca.element import MacroElement
from folium.template import Template

from views import map_rates, numbers
from views import map_words as words
from views.map_bundle import MARK
from views.map_values import colours, signs
from views.map_view import MapView
from views.places import period_name

SERVED = "../../"
"""From the frame of the map component to the addresses that we serve ourselves."""


class Part:
    """A part of the map that is never written into a page of its own.

    streamlit-folium takes the script of each part, and the page that folium would have written it
    into is thrown away; to write it, folium compiles every part of it as a template, which takes
    longer than all the rest of a run until the map is told.
    """

    def render(self, **_: Any) -> str:
        """Nothing."""
        return ""


class Whole(Part, folium.Map):
    """The map itself."""


class Group(Part, folium.FeatureGroup):
    """What the map is told."""


class Frame(Part, MacroElement):
    """What makes the map ours: title, legend, weeks, clicks."""

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        "window.Lingtu.attach({{ this._parent.get_name() }});\n"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Frame"


class Told(Part, MacroElement):
    """What the map is to draw now.

    A script may itself be read as a template on its way to the browser, so what is said is written
    with nothing but letters, digits and per cent signs: braces in a name would be instructions.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}\n"
        'window.Lingtu.tell(JSON.parse(decodeURIComponent("{{ this.said }}")));\n'
        "{% endmacro %}"
    )

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Told"
        self.said = quote(json.dumps(said, ensure_ascii=False), safe="")


def frame() -> folium.Map:
    """The map before it is told anything; nothing in it comes from elsewhere."""
    shown = Whole(
        location=[0, 0], zoom_start=14, tiles=None, attribution_control=False, zoom_snap=0.1,
        scroll_wheel_zoom=False, zoom_control=False, zoom_animation=False, max_zoom=20,
    )  # fmt: skip
    shown.default_js = [("map", f"{SERVED}assets/map.js?mark={MARK}")]
    shown.default_css = [("map", f"{SERVED}assets/map.css?mark={MARK}")]
    Frame().add_to(shown)
    return shown


def told(view: MapView, language: str) -> folium.FeatureGroup:
    """What the map is told of a view."""
    group = Group()
    Told(said(view, language)).add_to(group)
    return group


def title(view: MapView, language: str) -> str:
    """The first words in the picture: the metric with its unit, or what is shown in its stead."""
    if view.mode:
        return (view.heading or words.MODES[view.mode]).in_(language)
    unit, name = numbers.unit(view.metric, language), view.metric.name.in_(language)
    if unit:
        name += f"（{unit}）" if language == "zh" else f" ({unit})"
    name = map_rates.titled(name, view.rates.figure, language)
    if view.is_difference and view.against is not None:
        name += " · " + words.COMPARED.format(period=period_name(view.against)).in_(language)
    return name


def lines(view: MapView, language: str) -> list[str]:
    """Where and when, and the day of the data."""
    told_lines = [f"{view.container.name} · {period_name(view.period).in_(language)}"]
    day = view.standing.now.through_on if view.standing is not None else view.data_day
    if day is not None:
        told_lines.append(words.DATA_TO.format(day=numbers.short_day(day)).in_(language))
    return told_lines


def said(view: MapView, language: str) -> dict[str, Any]:
    """What the browser needs to draw a view, without geometry and without values."""
    between = " · "
    notes = [note.in_(language) for note in view.notes]
    if view.tiles is not None:
        attribution = view.tiles.attribution
        notes.append(words.BASE_MAP.format(attribution=attribution).in_(language))
    found = {
        "areas": SERVED + view.addresses.areas,
        "values": SERVED + view.addresses.values if view.addresses.values else "",
        "layers": [SERVED + address for address in view.addresses.layers],
        "level": view.level, "period": view.period.period_id, "chosen": view.chosen,
        "periods": [[p.period_id, period_name(p).in_(language)] for p in view.periods],
        "colours": colours(view.scale), "signs": signs(view.scale),
        "title": title(view, language), "place": view.container.name,
        "lines": lines(view, language), "note": between.join(notes),
        "keys": [asdict(key) for key in view.keys],
        "tiles": _tiles(view), "focus": list(view.focus) if view.focus else None,
        "words": {
            "previous": words.PREVIOUS.in_(language), "next": words.NEXT.in_(language),
            "play": words.PLAY.in_(language), "stop": words.STOP.in_(language),
            "larger": words.LARGER.in_(language), "smaller": words.SMALLER.in_(language),
            "weeks": words.WEEKS.in_(language), "failed": words.FAILED.in_(language),
        },
    }  # fmt: skip
    whole = json.dumps(found, ensure_ascii=False, sort_keys=True)
    return {**found, "mark": hashlib.sha256(whole.encode()).hexdigest()[:12]}


def _tiles(view: MapView) -> dict[str, Any] | None:
    if view.tiles is None:
        return None
    zooms = {"minNativeZoom": view.tiles.least_zoom, "maxNativeZoom": view.tiles.most_zoom}
    return {"url": SERVED + view.tiles.url, "options": {**zooms, "maxZoom": 20}}
