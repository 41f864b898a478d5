"""Signs over the areas of a picture: a difference is read by them in black and white."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely

INK, PAPER = "#1F2933", "#FFFFFF"
MARKERS = {"+": "+", "−": "_"}
ROWS = 34
"""Of signs from the top of a map to its bottom."""

SIZE = 26.0
"""Of a sign: square points, as a marker is measured."""

BRIGHT = 120
"""From so bright a colour on (of 255), dark ink is seen on it better than white."""


def brightness(colour: str) -> float:
    """How bright a colour looks when it is printed in black and white, 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


def ink_on(colour: str) -> str:
    """The ink that is seen on a colour."""
    return INK if brightness(colour) > BRIGHT else PAPER


def write(axes: Any, signed: Iterable[tuple[Any, str, str]]) -> None:
    """Write signs all over some areas: each a shape, its sign and its colour; one at least."""
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    box = axes.get_window_extent()
    step_y = (north - south) / ROWS
    step_x = step_y * (east - west) / (north - south) * box.height / box.width
    for shape, sign, colour in signed:
        left, bottom, right, top = shape.bounds
        # Anchored to the corner of the map, so that the signs of neighbours stand in line.
        across = np.arange(np.ceil((left - west) / step_x), (right - west) / step_x)
        down = np.arange(np.ceil((bottom - south) / step_y), (top - south) / step_y)
        column, row = (each.ravel() for each in np.meshgrid(across, down))
        staggered = (column + row) % 2 == 0
        x, y = west + column[staggered] * step_x, south + row[staggered] * step_y
        inner = shape.buffer(-step_y / 4)  # none over a border
        inside = shapely.contains_xy(shape if inner.is_empty else inner, x, y)
        if not inside.any():
            point = shape.representative_point()
            x, y, inside = np.array([point.x]), np.array([point.y]), np.array([True])
        axes.scatter(
            x[inside], y[inside], s=SIZE, marker=MARKERS[sign], c=ink_on(colour), linewidths=1.0,
            zorder=3,
        )  # fmt: skip
