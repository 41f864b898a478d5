"""The door to the files of a map: a picture, and areas for a geographic information system."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ui import disclosure, exports, session
from ui.grid_map_places import community_ids, shapes
from views import grid_map, legend, map_files, map_picture
from views import map_words as words
from views.classes import NO_VALUE, NOT_REPORTED
from views.files import WITHHELD
from views.legend import Key
from views.map_picture import Area, Extent, Picture
from views.map_view import MapView
from wording import Text

PICTURE = Text("图片（PNG）", "Picture (PNG)")
GEOJSON = Text("边界与数值（GeoJSON）", "Areas and values (GeoJSON)")
GPKG = Text("边界与数值（GPKG）", "Areas and values (GPKG)")
TABLE = Text("表格（CSV）", "Table (CSV)")
PNG = "image/png"


def _picture(view: MapView, language: str) -> Picture:
    """The map as it may leave the system, without the layers that only a screen can turn."""
    shown, view = view, disclosure.discreet(view)
    if view.is_difference:
        index = {c.place.place_id: view.scale.index(c.difference) for c in view.changes}
    else:
        index = {
            r.place.place_id: NOT_REPORTED if r.state == "not_reported"
            else view.scale.index(r.value)
            for r in view.readings
        }  # fmt: skip
    drawn = shapes(view.level, view.container.place_id, view.period.period_id)
    areas = tuple(Area(s.name, s.geometry_wkb, index.get(s.place_id, NO_VALUE)) for s in drawn)
    outlines: tuple[bytes, ...] = ()
    if view.level == "grid":
        outlines = tuple(
            s.geometry_wkb
            for community in community_ids(view.container.place_id)
            for s in shapes("community", community, view.period.period_id)
        )
    keys = [k for k in view.keys if k.mark in ("area", "hatch", "target", "caption")]
    if (shown.readings, shown.changes) != (view.readings, view.changes):
        keys.append(Key("area", WITHHELD.in_(language), legend.PAPER))
    between = " · "
    return Picture(
        grid_map.title(view, language), (between.join(grid_map.lines(view, language)),), areas,
        view.scale, tuple(keys), between.join(note.in_(language) for note in view.notes), outlines,
        language,
    )  # fmt: skip


def _areas(
    view: MapView, extents: Sequence[Extent], kind: Literal["geojson", "gpkg"], language: str
) -> bytes:
    return map_files.written(disclosure.discreet(view), extents, kind, language)


def offer(view: MapView, at: Any) -> None:
    """The buttons, behind one door; nothing for whoever may not take files."""
    language = session.language()
    name = f"{view.metric.key}-{view.container.place_id}-{view.period.period_id}"
    extents = shapes(view.level, view.container.place_id, view.period.period_id)
    into = at.popover(words.FILES.in_(language), width="stretch", key="files", on_change="rerun")
    if into.open:
        if extents:
            exports.offer(
                PICTURE, lambda: map_picture.draw(_picture(view, language)), f"{name}.png", PNG,
                what="export.map", rows=len(extents), into=into,
            )  # fmt: skip
        exports.offer(
            TABLE, lambda: disclosure.readings(view.readings, language), f"{name}.csv", exports.CSV,
            what="export.table", rows=len(view.readings), into=into,
        )  # fmt: skip
        if extents:
            exports.offer(
                GEOJSON, lambda: _areas(view, extents, "geojson", language),
                f"{name}.geojson", map_files.GEOJSON, what="export.map", rows=len(extents),
                into=into,
            )  # fmt: skip
            exports.offer(
                GPKG, lambda: _areas(view, extents, "gpkg", language),
                f"{name}.gpkg", map_files.GPKG, what="export.map", rows=len(extents), into=into,
            )  # fmt: skip
