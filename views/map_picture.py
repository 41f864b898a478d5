"""A map as a picture for a report: drawn without a browser, with a font of our own.

Bytes in, bytes out: shapes as WKB in WGS-84, a PNG back. The same question gives the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import shapely
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch, Rectangle

from views import map_signs, numbers
from views.classes import NO_VALUE, NOT_REPORTED, classes
from views.files import WITHHELD
from views.legend import Key, keys
from views.map_shapes import frame, path, wrapped
from views.map_values import Scale
from views.places import period_name
from views.results import Reading
from wording import Text

FONT = Path(__file__).parents[1] / "static" / "fonts" / "NotoSansSC-Regular.otf"
INK, SECOND, HAIRLINE, PAPER = "#1F2933", "#52606D", "#BCCCDC", "#FFFFFF"
GREY, HATCH_LINE = "#EEF1F4", "#7B8794"
KEPT_BACK = -3
"""Beside the classes and what has none: a figure that may not leave the system."""
METRES_PER_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km; the scale bar is good to half a per cent."""

DATA_DAY = Text("数据截至 {day}", "data to {day}")
DATUM = Text("坐标系 WGS-84", "Coordinates: WGS-84")
NO_SHAPES = Text("没有边界数据，无法绘图。", "There are no boundaries to draw.")
BAR_STEPS = (1, 2, 5)


class Extent(Protocol):
    """A place and its extent, as a version publishes it."""

    @property
    def place_id(self) -> str:
        """The code of the place."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def geometry_wkb(self) -> bytes:
        """Its extent in WGS-84."""


@dataclass(frozen=True)
class Area:
    """A place: its name, its extent as WKB in WGS-84, its class (see ``views.classes``)."""

    name: str
    geometry_wkb: bytes
    index: int


@dataclass(frozen=True)
class Picture:
    """What a picture says: a title, lines below it, areas, the classes and the legend's keys.

    ``outlines`` are further borders (of communities around grids); ``note`` stands at the foot:
    the day of the data, the office, that it is a proposal.
    """

    title: str
    lines: tuple[str, ...]
    areas: tuple[Area, ...]
    classes: Scale
    keys: tuple[Key, ...]
    note: str = ""
    outlines: tuple[bytes, ...] = ()
    language: str = "zh"


def choropleth(
    readings: Sequence[Reading],
    shapes: Sequence[Extent],
    language: str,
    *,
    where: str,
    outlines: Sequence[bytes] = (),
    withheld: Collection[str] = (),
) -> Picture:
    """One metric over the places of one level: title, unit, ``where``, period and day of the data.

    A shape without a reading is drawn without a value, a reading without a shape is left out. The
    readings are of one metric and one period; without any there is no picture to make. The places
    that are ``withheld`` come without their figures, and are marked so.
    """
    first = readings[0]
    target = first.metric.target_on(first.period.end_on)
    values = [reading.value for reading in readings]
    found = classes(first.metric, values, None if target is None else target.value)
    classed = {
        r.place.place_id: NOT_REPORTED if r.state == "not_reported" else found.index(r.value)
        for r in readings
    }
    classed |= dict.fromkeys(withheld, KEPT_BACK)
    areas = tuple(
        Area(shape.name, shape.geometry_wkb, classed.get(shape.place_id, NO_VALUE))
        for shape in shapes
    )
    told = [reading for reading in readings if reading.place.place_id not in withheld]
    indices = {area.index for area in areas}
    listed = keys(found, told, language, with_bare=NO_VALUE in indices)
    listed += (kept_back(language),) if KEPT_BACK in indices else ()
    unit, name = numbers.unit(first.metric, language), first.metric.name.in_(language)
    days = [reading.through_on for reading in readings if reading.through_on is not None]
    day = DATA_DAY.format(day=numbers.short_day(min(days, default=None))).in_(language)
    return Picture(
        f"{name}（{unit}）" if unit and language == "zh" else f"{name} ({unit})" if unit else name,
        (f"{where} · {period_name(first.period).in_(language)} · {day}",),
        areas, found, listed, DATUM.in_(language), tuple(outlines), language,
    )  # fmt: skip


def kept_back(language: str) -> Key:
    """The legend's key of places whose figure may not leave the system."""
    return Key("withheld", WITHHELD.in_(language))


def _font(size: float) -> FontProperties:
    return FontProperties(fname=str(FONT), size=size)


_HATCHED = {"facecolor": GREY, "edgecolor": HATCH_LINE, "hatch": "////", "linewidth": 0.6}
_DOTTED = {"facecolor": PAPER, "edgecolor": HATCH_LINE, "hatch": "\\\\..", "linewidth": 0.6}
"""What was not reported, and what is withheld: told apart in print too, and neither is a zero."""
_MARKS = {"hatch": _HATCHED, "withheld": _DOTTED}


def _style(index: int, found: Scale) -> dict[str, Any]:
    if index == NOT_REPORTED:
        return _HATCHED
    if index == KEPT_BACK:
        return _DOTTED
    if index == NO_VALUE:
        return {"facecolor": PAPER, "edgecolor": HAIRLINE, "linewidth": 0.8}
    return {"facecolor": found.colour(index), "edgecolor": PAPER, "linewidth": 0.8}


def _labels(axes: Any, areas: Sequence[tuple[Area, Any]], canvas: Any) -> None:
    """Names where they stand best; of two that touch, the one of the larger area stays."""
    taken: list[Any] = []
    renderer = canvas.get_renderer()
    room = axes.get_window_extent(renderer)
    for area, shape in sorted(areas, key=lambda pair: (-pair[1].area, pair[0].name)):
        centre = shape.centroid
        at = centre if centre.within(shape) else shape.representative_point()
        label = axes.text(
            at.x, at.y, area.name, ha="center", va="center", color=INK, parse_math=False,
            fontproperties=_font(9.0), zorder=6,
            bbox={"boxstyle": "round,pad=0.15", "fc": (1, 1, 1, 0.82), "ec": "none"},
        )  # fmt: skip
        box = label.get_window_extent(renderer).padded(3.0)
        outside = box.x0 < room.x0 or box.x1 > room.x1 or box.y0 < room.y0 or box.y1 > room.y1
        if outside or any(box.overlaps(other) for other in taken):
            label.remove()
        else:
            taken.append(box)


def bar_metres(widest: float) -> float:
    """The longest of 1, 2, 5 times a power of ten metres that is not longer than ``widest``."""
    power = 10.0 ** math.floor(math.log10(max(widest, 1e-6)))
    return max(step * power for step in BAR_STEPS if step * power <= widest * (1 + 1e-9))


def _scale_bar(axes: Any, latitude: float) -> None:
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    degree = METRES_PER_DEGREE * math.cos(math.radians(latitude))
    metres = bar_metres((east - west) * degree * 0.2)
    wide, high = metres / degree, (north - south) * 0.008
    x, y = east - wide - (east - west) * 0.01, south + (north - south) * 0.02
    axes.add_patch(Rectangle((x, y), wide, high, facecolor=SECOND, edgecolor="none", zorder=7))
    words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    axes.text(
        x + wide / 2, y + high * 1.6, words, ha="center", va="bottom", color=SECOND,
        fontproperties=_font(9.0), zorder=7,
    )  # fmt: skip


def _legend(figure: Figure, keys: Sequence[Key], canvas: Any, bottom: float) -> None:
    """The keys in lines from left to right, as on the screen."""
    renderer = canvas.get_renderer()
    width, height = figure.get_size_inches() * figure.dpi
    x, y, step = 0.03, bottom, 22.0 * figure.dpi / 100 / height
    for key in keys:
        text = figure.text(
            x, y, key.words, color=SECOND, va="center", parse_math=False, fontproperties=_font(10.0)
        )
        lead = 0.0 if key.mark == "caption" else (8.0 if key.mark == "target" else 26.0)
        lead *= figure.dpi / 100 / width
        wide = text.get_window_extent(renderer).width / width
        if x + lead + wide > 0.97:
            x, y = 0.03, y - step
        text.set_position((x + lead, y))
        if lead:
            _mark(figure, key, (x, y), lead)
        x += lead + wide + 16.0 * figure.dpi / 100 / width


def _mark(figure: Figure, key: Key, at: tuple[float, float], lead: float) -> None:
    (x, y), height = at, figure.get_size_inches()[1] * figure.dpi
    tall = 13.0 * figure.dpi / 100 / height
    wide = lead * (0.2 if key.mark == "target" else 0.75)
    look: dict[str, Any] = {"facecolor": key.colour or PAPER, "edgecolor": HAIRLINE}
    if key.mark in _MARKS:
        look = _MARKS[key.mark]
    elif key.mark == "target":
        look = {"facecolor": INK, "edgecolor": INK}
    figure.add_artist(Rectangle((x, y - tall / 2), wide, tall, **{"linewidth": 0.6} | look))
    if key.sign:
        figure.text(
            x + wide / 2, y, key.sign, color=map_signs.ink_on(key.colour), ha="center", va="center",
            fontproperties=_font(10.0),
        )  # fmt: skip


def _note(figure: Figure, note: str, canvas: Any) -> None:
    """The note at the foot, in as many lines as it takes; smaller where they are more than two."""
    room = 0.94 * figure.get_size_inches()[0] * figure.dpi
    for size in (9.0, 8.0, 7.0):
        font = _font(size)

        def wide(words: str, font: FontProperties = font) -> float:
            measured = canvas.get_renderer().get_text_width_height_descent
            return float(measured(words, font, ismath=False)[0])

        lines = wrapped(note, wide, room)
        if len(lines) <= 2:
            break
    figure.text(0.03, 0.014, "\n".join(lines), color=SECOND, va="bottom", parse_math=False,
                fontproperties=font, linespacing=1.3)  # fmt: skip


def draw(picture: Picture, *, width: int = 1600, height: int = 1100, dpi: int = 160) -> bytes:
    """The picture as PNG; ``width`` and ``height`` in pixels."""
    figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi, facecolor=PAPER)
    canvas: Any = FigureCanvasAgg(figure)
    with rc_context({"axes.unicode_minus": False, "hatch.linewidth": 0.6}):
        top = 0.965
        figure.text(0.03, top, picture.title, color=INK, va="top", parse_math=False,
                    fontproperties=_font(15.0))  # fmt: skip
        for number, line in enumerate(picture.lines, start=1):
            figure.text(0.03, top - 0.012 - 0.042 * number, line, color=SECOND, va="top",
                        parse_math=False, fontproperties=_font(10.0))  # fmt: skip
        _note(figure, picture.note, canvas)
        above = 0.1 + 0.042 * len(picture.lines)
        axes = figure.add_axes((0.03, 0.155, 0.94, 1 - 0.155 - above))
        axes.set_axis_off()
        shapes = [(area, shapely.from_wkb(area.geometry_wkb)) for area in picture.areas]
        shapes = [(area, shape) for area, shape in shapes if not shape.is_empty]
        if shapes:
            _map(axes, canvas, picture, shapes)
        else:
            said = NO_SHAPES.in_(picture.language)
            axes.text(0.5, 0.5, said, ha="center", color=SECOND, fontproperties=_font(10.0))
        _legend(figure, picture.keys, canvas, 0.115)
        held = io.BytesIO()
        figure.savefig(held, format="png", dpi=dpi, metadata={"Software": None})
    return held.getvalue()


def _map(axes: Any, canvas: Any, picture: Picture, shapes: Sequence[tuple[Area, Any]]) -> None:
    for area, shape in sorted(shapes, key=lambda pair: (-pair[1].area, pair[0].name)):
        axes.add_patch(PathPatch(path(shape), zorder=2, **_style(area.index, picture.classes)))
    for outline in picture.outlines:
        shape = shapely.from_wkb(outline)
        axes.add_patch(PathPatch(path(shape), fill=False, edgecolor=INK, linewidth=1.1, zorder=4))
    latitude = frame(axes, shapely.total_bounds(np.array([shape for _, shape in shapes])))
    found = picture.classes
    classed = ((shape, area.index) for area, shape in shapes if area.index >= 0)
    map_signs.write(
        axes, ((s, found.sign(i), found.colour(i)) for s, i in classed if found.sign(i))
    )
    _labels(axes, shapes, canvas)
    _scale_bar(axes, latitude)
