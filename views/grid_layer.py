"""The areas of a map, drawn by the browser from geometry that it fetches once.

What is sent with each run is only a class, a value and a word per place; names reach the page as
text, never as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branca.element import MacroElement
from folium.template import Template

_SCRIPT = Path(__file__).with_name("grid_layer.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Drawn:
    """What the layer is told: where the geometry is, and how each place is filled and named."""

    url: str
    colours: tuple[str, ...]
    places: dict[str, tuple[int, str, str]]
    chosen: str = ""
    spots: str = ""


class GridLayer(MacroElement):
    """Areas of places as one folium layer; a click hands back the place's code."""

    _template = Template(_SCRIPT)

    def __init__(self, drawn: Drawn) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "GridLayer"
        self.said: dict[str, Any] = {
            "url": drawn.url, "colours": drawn.colours, "places": drawn.places,
            "chosen": drawn.chosen, "spots": drawn.spots,
        }  # fmt: skip
