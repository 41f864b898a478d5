"""The menu at the left: three groups of pages, and below them where the numbers come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from views import numbers
from views.html import Markup, link, tag
from views.results import Origin
from wording import Text

PRODUCT = Text("岭图", "Lingtu")
SUBTITLE = Text("社区治理看板", "Governance dashboard")
VERSION = Text("第 {version} 版", "Version {version}")
DATA_TO = Text("数据截至 {day}", "Data to {day}")
NO_DATA = Text("尚未导入数据", "No data imported yet")
MENU = Text("主菜单", "Main menu")
DARK = Text("深色外观", "Dark theme")
LIGHT = Text("浅色外观", "Light theme")


@dataclass(frozen=True)
class Entry:
    """One page in the menu."""

    url: str
    name: Text
    group: Text
    is_here: bool


def draw(
    entries: Sequence[Entry], query: Mapping[str, str], language: str, origin: Origin | None,
    who: Markup | None = None,
) -> Markup:  # fmt: skip
    """The menu; every link keeps place, period and language. ``who`` says who is looking."""
    groups = []
    for group, members in groupby(entries, key=lambda entry: entry.group):
        links = [
            tag("li", link(
                entry.name.in_(language), entry.url, query,
                aria_current="page" if entry.is_here else None,
            ))
            for entry in members
        ]  # fmt: skip
        groups.append(tag("div", group.in_(language), class_="lt-menu-group"))
        groups.append(tag("ul", *links))
    if origin is None:
        footer = [tag("div", NO_DATA.in_(language))]
    else:
        day = numbers.short_day(origin.through_on)
        footer = [
            tag("div", DATA_TO.format(day=day).in_(language)),
            tag("div", VERSION.format(version=origin.version).in_(language)),
        ]
    brand = tag(
        "div", tag("strong", PRODUCT.in_(language)), tag("span", SUBTITLE.in_(language)),
        class_="lt-brand",
    )  # fmt: skip
    nav = tag("nav", *groups, aria_label=MENU.in_(language), class_="lt-menu")
    foot = tag("div", who or "", *footer, _theme(language), class_="lt-menu-foot")
    return tag("div", brand, nav, foot, class_="lt-side")


def _theme(language: str) -> Markup:
    """The way to the other theme: the style sheet shows one of the two, the page's script
    remembers the choice in the browser."""
    dark = tag("a", DARK.in_(language), href="#dark", data_to_theme="dark", class_="lt-to-dark")
    light = tag(
        "a", LIGHT.in_(language), href="#light", data_to_theme="light", class_="lt-to-light"
    )
    return tag("div", dark, light)
