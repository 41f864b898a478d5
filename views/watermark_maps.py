"""The line on the files of a map: at the foot of a picture, and where a geographic information
system looks for a description."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread

from views.map_picture import FONT, PAPER, SECOND

FOOT_PX = 36
DPI = 160
MEMBER = "note"
"""Of a GeoJSON file: members of one's own are allowed beside the features (RFC 7946, 6.1)."""


def picture(content: bytes, words: str) -> bytes:
    """A PNG with the line in a strip below it."""
    drawn = imread(io.BytesIO(content))
    height, width = drawn.shape[:2]
    figure = Figure(figsize=(width / DPI, (height + FOOT_PX) / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    figure.figimage(drawn, 0, FOOT_PX, origin="upper")
    figure.text(
        0.97, FOOT_PX / 2 / (height + FOOT_PX), words, color=SECOND, ha="right", va="center",
        parse_math=False, font=FONT, fontsize=8.0,
    )  # fmt: skip
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=DPI, metadata={"Software": None})
    return held.getvalue()


def geojson(content: bytes, words: str) -> bytes:
    """A GeoJSON file with the line as its first member."""
    before, brace, after = content.partition(b"{")
    said = json.dumps({MEMBER: words}, ensure_ascii=False).strip("{}").encode()
    return before + brace + b"\n" + said + b"," + after if brace else content


def geopackage(content: bytes, words: str) -> bytes:
    """A GPKG file with the line as the description of its layers."""
    with closing(sqlite3.connect(":memory:")) as held:
        held.deserialize(content)
        held.execute("UPDATE gpkg_contents SET description = ?", [words])
        held.commit()
        return held.serialize()
