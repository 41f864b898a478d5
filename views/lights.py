"""The lights: always a shape, a word and a colour together."""

from __future__ import annotations

from dataclasses import dataclass

from views.html import Markup, tag
from wording import Text


@dataclass(frozen=True)
class Light:
    """How a state of a measure is shown; ``order`` sorts by what needs attention."""

    state: str
    shape: str
    word: Text
    colour: str
    order: int


LIGHTS: dict[str, Light] = {
    light.state: light
    for light in (
        Light("red", "■", Text("预警", "Alert"), "#C0392B", 0),
        Light("not_reported", "◇", Text("未报", "Not reported"), "#7B8794", 1),
        Light("amber", "▲", Text("关注", "Watch"), "#B7791F", 2),
        Light("green", "●", Text("达标", "On target"), "#1B7F4B", 3),
        Light("no_target", "", Text("无目标", "No target"), "#1F2933", 4),
    )
}


def light_of(state: str) -> Light:
    """The light of a state; an unknown state is shown as without target."""
    return LIGHTS.get(state, LIGHTS["no_target"])


def chip(state: str, language: str) -> Markup:
    """Shape and word in the light's colour."""
    light = light_of(state)
    shape = tag("span", light.shape, class_="lt-shape", aria_hidden="true") if light.shape else ""
    return tag("span", shape, light.word.in_(language), class_=f"lt-light lt-{light.state}")
