"""The legend of a map as HTML of our own: classes, the target, what was not reported."""

from __future__ import annotations

from collections.abc import Sequence

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
COUNTED = Text("服务设施（计入口径）", "Facility (counted)")
NOT_COUNTED = Text("服务设施（不计入）", "Facility (not counted)")


def _item(colour: str | None, words: str, extra: str = "") -> Markup:
    style = f"background:{colour}" if colour else None
    swatch = tag("i", class_=f"lt-swatch {extra}".strip(), style=style)
    return tag("span", swatch, words, class_="lt-key")


def legend(
    found: Classes,
    readings: Sequence[Reading],
    language: str,
    *,
    with_facilities: bool = False,
    with_bare: bool = False,
) -> Markup:
    """The classes from low to high with the target between them."""
    items: list[Markup] = []
    for index in range(found.count):
        items.append(_item(found.colour(index), found.label(index, language)))
        if found.target_after == index and found.target is not None:
            figure = numbers.with_unit(found.metric, found.target, language)
            items.append(
                tag("span", TARGET.format(figure=figure).in_(language), class_="lt-target")
            )
    if any(reading.state == "not_reported" for reading in readings):
        items.append(_item(None, NOT_REPORTED.in_(language), "lt-hatch"))
    if with_bare or any(r.value is None and r.state != "not_reported" for r in readings):
        items.append(_item("#FFFFFF", NO_VALUE.in_(language)))
    if with_facilities:
        items.append(_item(None, COUNTED.in_(language), "lt-dot"))
        items.append(_item(None, NOT_COUNTED.in_(language), "lt-dot lt-hollow"))
    words = DARK_IS_MORE if found.metric.better == "neutral" else DARK
    items.append(tag("span", words.in_(language), class_="lt-caption"))
    return tag("div", *items, class_="lt-legend")
