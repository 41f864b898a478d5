"""Both themes: the same roles, readable, and nothing that is dark on a light sheet."""

from __future__ import annotations

import re
import tomllib

import plotly.graph_objects as go
import pytest

from tests.tree import ROOT
from views.charts import style

CSS = (ROOT / "static" / "lingtu.css").read_text(encoding="utf-8")
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
HEX = re.compile(r"#[0-9A-F]{6}")


def roles(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", block))


THEMES = {
    "light": roles(CSS.split(":root {", 1)[1].split("}", 1)[0]),
    "dark": roles(CSS.split('html[data-theme="dark"] {', 1)[1].split("}", 1)[0]),
}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_each_role_has_a_colour_in_both_themes():
    assert THEMES["light"].keys() == THEMES["dark"].keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "role",
    ["ink", "second", "third", "brand", "green", "amber-word", "red", "improvement", "concern"],
)
def test_words_stand_out_from_the_page_and_from_a_card(theme, role):
    colours = THEMES[theme]
    for ground in ("ground", "paper"):
        assert contrast(colours[role], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_of_streamlit_has_the_colours_of_the_style_sheet(theme):
    said, colours = CONFIG["theme"][theme], THEMES[theme]
    pairs = {
        "linkColor": "brand", "backgroundColor": "ground", "secondaryBackgroundColor": "paper",
        "textColor": "ink", "borderColor": "hairline",
    }  # fmt: skip
    assert {name: said[name] for name in pairs} == {n: colours[role] for n, role in pairs.items()}
    assert contrast(said["primaryColor"], "#FFFFFF") >= 4.5  # a button's words are white


def test_every_colour_a_figure_is_drawn_with_has_a_dark_partner():
    drawing = [*(ROOT / "views" / "charts").glob("*.py"), ROOT / "views" / "meeting" / "trend.py",
               ROOT / "views" / "integrity" / "charts.py"]  # fmt: skip
    used = {
        colour
        for path in drawing
        for colour in HEX.findall(path.read_text(encoding="utf-8").split("DARK = {")[0])
    }
    assert used - style.DARK.keys() == set()


def test_a_dark_figure_keeps_its_numbers_and_leaves_the_light_one_alone():
    drawn = style.figure(200)
    drawn.add_trace(go.Bar(x=[1, 2], y=[3, 4], marker={"color": [style.BAR, style.CONCERN]}))
    before = drawn.to_json()
    shown = style.dark(drawn)
    assert drawn.to_json() == before
    assert list(shown.data[0].y) == [3, 4]
    assert list(shown.data[0].marker.color) == [style.DARK[style.BAR], style.DARK[style.CONCERN]]
    assert shown.layout.paper_bgcolor == THEMES["dark"]["ground"]
    assert contrast(shown.layout.font.color, shown.layout.paper_bgcolor) >= 4.5
