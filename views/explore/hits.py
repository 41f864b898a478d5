"""What the search found: a line each, with its kind, that leads to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from views.html import Markup, link, tag
from wording import Text

Hit = tuple[Text, Text, str, Mapping[str, str]]
"""Kind, name, page and the parameters of its address."""


def draw(found: Sequence[Hit], query: Mapping[str, str], language: str) -> Markup:
    """The list; every link keeps place, period and language unless the hit names its own."""
    if not found:
        return Markup("")
    items = [
        tag("li", tag("span", kind.in_(language), class_="lt-second"), " ",
            link(name.in_(language), page, {**query, **own}))
        for kind, name, page, own in found
    ]  # fmt: skip
    return tag("ul", *items, class_="lt-hits")


def door(words: str, query: Mapping[str, str]) -> Markup:
    """A link to another part of the page."""
    return tag("div", link(words, "explore", query))
