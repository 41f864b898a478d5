"""Shapes on the axes of a picture: their outlines, limits that show all of them, and lines of words
that fit below."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path as Outline


def path(shape: Any) -> Outline:
    """A polygon or several, holes included, as one path."""
    vertices: list[Any] = []
    codes: list[Any] = []
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            corners = shapely.get_coordinates(ring)
            vertices.append(corners)
            codes.append([
                Outline.MOVETO, *[Outline.LINETO] * (len(corners) - 2), Outline.CLOSEPOLY
            ])  # fmt: skip
    if not vertices:
        return Outline(np.zeros((0, 2)))
    return Outline(np.concatenate(vertices), np.concatenate(codes))


def frame(axes: Any, bounds: Sequence[float]) -> float:
    """Limits that show all of it undistorted; the latitude for which that holds."""
    west, south, east, north = bounds
    latitude = (south + north) / 2
    narrow = max(0.05, math.cos(math.radians(latitude)))
    box = axes.get_window_extent()
    per_pixel = max((east - west) * narrow / box.width, (north - south) / box.height) or 1e-6
    per_pixel *= 1.06
    wide, high = per_pixel * box.width / narrow / 2, per_pixel * box.height / 2
    axes.set_xlim((west + east) / 2 - wide, (west + east) / 2 + wide)
    axes.set_ylim(latitude - high, latitude + high)
    return float(latitude)


def wrapped(words: str, wide: Callable[[str], float], room: float) -> list[str]:
    """Words in lines that are not wider than ``room``: broken at a blank, or between any two
    Chinese signs."""
    lines: list[str] = []
    line = ""
    for part in re.findall(r"[\x21-\x7e]+|\s|[^\x21-\x7e\s]", words):
        if wide((line + part).rstrip()) > room and line.strip():
            lines.append(line.strip())
            line = ""
        line += part
    return [*lines, line.strip()] if line.strip() else lines
