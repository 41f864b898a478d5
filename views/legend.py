"""The legend of a map: classes, the target, what was not reported, the marks of the layers.

One list of keys, drawn three times: as HTML, by the browser inside the map, and in a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views import numbers
from views.classes import Classes
from views.html import Markup, tag
from views.results import Reading
from wording import Text

TARGET = Text("目标 {figure}", "Target {figure}")
NOT_REPORTED = Text("未报", "Not reported")
NO_VALUE = Text("无数值", "No value")
DARK = Text("颜色越深越需关注", "Darker needs more attention")
DARK_IS_MORE = Text("颜色越深数值越大", "Darker is more")
PAPER = "#FFFFFF"


@dataclass(frozen=True)
class Key:
    """One entry: ``mark`` is area, target, hatch, withheld, dot, cross, ring, line, count or
    caption; ``colour`` is what it is filled or drawn with, ``sign`` is written over it."""

    mark: str
    words: str
    colour: str = ""
    sign: str = ""


def keys(
    found: Classes, readings: Sequence[Reading], language: str, *, with_bare: bool = False
) -> tuple[Key, ...]:
    """The classes from low to high with the target between them, then what has no class."""
    listed: list[Key] = []
    for index in range(-1, found.count):
        if index >= 0:
            listed.append(Key("area", found.label(index, language), found.colour(index)))
        if found.target_after == index and found.target is not None:
            figure = numbers.with_unit(found.metric, found.target, language)
            listed.append(Key("target", TARGET.format(figure=figure).in_(language)))
    if any(reading.state == "not_reported" for reading in readings):
        listed.append(Key("hatch", NOT_REPORTED.in_(language)))
    if with_bare or any(r.value is None and r.state != "not_reported" for r in readings):
        listed.append(Key("area", NO_VALUE.in_(language), PAPER))
    if found.count:
        words = DARK_IS_MORE if found.metric.better == "neutral" else DARK
        listed.append(Key("caption", words.in_(language)))
    return tuple(listed)


_CLASS = {"target": "lt-target", "caption": "lt-caption"}


def _drawn(key: Key) -> Markup:
    if key.mark in _CLASS:
        return tag("span", key.words, class_=_CLASS[key.mark])
    extra = " lt-hatch" if key.mark == "hatch" else ""
    style = f"background:{key.colour}" if key.colour else None
    swatch = tag("i", key.sign, class_=f"lt-swatch{extra}", style=style)
    return tag("span", swatch, key.words, class_="lt-key")


def legend(listed: Sequence[Key]) -> Markup:
    """The legend as HTML of our own."""
    return tag("div", *(_drawn(key) for key in listed), class_="lt-legend")
