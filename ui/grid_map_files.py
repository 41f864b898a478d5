"""The door to the files of a map: a picture, and areas for a geographic information system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from ui import disclosure, exports, session
from ui.grid_map_places import community_ids, shapes
from views import files, grid_map, grid_page, legend, map_files, map_picture, map_rates, tables
from views import map_words as words
from views.classes import NO_VALUE, NOT_REPORTED, classes
from views.map_difference import differences
from views.map_picture import KEPT_BACK, Area, Extent, Picture, kept_back
from views.map_view import MapView
from views.places import LEVEL_NAMES
from wording import Text

PICTURE = Text("图片（PNG）", "Picture (PNG)")
GEOJSON = Text("边界与数值（GeoJSON）", "Areas and values (GeoJSON)")
GPKG = Text("边界与数值（GPKG）", "Areas and values (GPKG)")
TABLE = Text("表格（CSV）", "Table (CSV)")
PNG = "image/png"
IN_PICTURES = ("area", "hatch", "target", "caption", "withheld")
"""Marks of a legend that a picture can draw."""


def _picture(view: MapView, language: str) -> Picture:
    """The map as it may leave the system, without the layers that only a screen can turn."""
    whole, view = view, _shown(view, language)
    if view.is_difference:
        index = {c.place.place_id: view.scale.index(c.difference) for c in view.changes}
    else:
        index = {
            r.place.place_id: NOT_REPORTED if r.state == "not_reported"
            else view.scale.index(view.rates.value(r))
            for r in view.readings
        }  # fmt: skip
    index |= dict.fromkeys(_withheld(whole, view), KEPT_BACK)
    drawn = shapes(view.level, view.container.place_id, view.period.period_id)
    areas = tuple(Area(s.name, s.geometry_wkb, index.get(s.place_id, NO_VALUE)) for s in drawn)
    outlines: tuple[bytes, ...] = ()
    if view.level == "grid":
        outlines = tuple(
            s.geometry_wkb
            for community in community_ids(view.container.place_id)
            for s in shapes("community", community, view.period.period_id)
        )
    dashed = words.DEDICATED_KEY.in_(language)  # a picture draws no dashes
    keys = [k for k in view.keys if k.mark in IN_PICTURES and k.words != dashed]
    between = " · "
    return Picture(
        grid_map.title(view, language), (between.join(grid_map.lines(view, language)),), areas,
        view.scale, tuple(keys), between.join(note.in_(language) for note in view.notes), outlines,
        language,
    )  # fmt: skip


def _shown(view: MapView, language: str) -> MapView:
    """The map as it may leave: where figures are withheld, neither its classes nor its notes are
    made of them."""
    told = disclosure.discreet(view)
    hidden = _withheld(view, told)
    if not hidden and not told.rates.is_partial:
        return view
    withheld = (kept_back(language),) if hidden else ()
    if told.is_difference:
        scale = differences(told.metric, told.changes)
        return replace(told, scale=scale, keys=(*scale.keys(language), *withheld))
    figures = [told.rates.value(reading) for reading in told.readings]
    is_estimate = told.rates.figure == "smoothed"
    graded = classes(told.metric, figures, told.target, is_estimate=is_estimate)
    known = [reading for reading in told.readings if reading.place.place_id not in hidden]
    with_bare = any(key.words == legend.NO_VALUE.in_(language) for key in view.keys)
    keys = legend.keys(graded, known, language, with_bare=with_bare)
    captions = (key for key in view.keys if key.mark == "caption" and key not in keys)
    return replace(told, scale=graded, keys=(*captions, *keys, *withheld), notes=_notes(told))


def _withheld(view: MapView, told: MapView) -> set[str]:
    """The places whose figures a map shows and its file does not."""
    if view.is_difference:
        left = {change.place.place_id for change in told.changes}
        return {each.place.place_id for each in view.changes} - left
    both = zip(view.readings, told.readings, strict=True)
    return {shown.place.place_id for shown, left in both if shown != left}


def _notes(view: MapView) -> tuple[Text, ...]:
    """The notes of a file: its classes may span one period only."""
    is_judged = view.target is not None
    return (*map_rates.notes(view.rates, view.level, is_judged=is_judged), words.DATUM)


def _areas(
    view: MapView, extents: Sequence[Extent], kind: Literal["geojson", "gpkg"], language: str
) -> bytes:
    told = disclosure.discreet(view)
    return map_files.written(told, extents, kind, language, withheld=_withheld(view, told))


def _table(view: MapView, language: str) -> bytes:
    if view.is_difference:
        return _differences(view, language)
    return disclosure.readings(view.readings, language, disclosure.rates(view))


def _differences(view: MapView, language: str) -> bytes:
    """Each place then and now, unrounded; those withheld in either period say so."""
    then = view.against.period_id if view.against is not None else ""
    hidden = _withheld(view, disclosure.discreet(view))
    heads = (files.CODE, LEVEL_NAMES[view.level], tables.METRIC, grid_page.THEN, grid_page.NOW,
             grid_page.DIFFERENCE, tables.UNIT)  # fmt: skip
    header = [head.in_(language) for head in heads]
    header[3], header[4] = f"{header[3]} {then}", f"{header[4]} {view.period.period_id}"
    withheld, metric = files.WITHHELD.in_(language), view.metric
    rows = []
    for each in view.changes:
        figures: tuple[object, ...] = (each.then, each.now, each.difference)
        if each.place.place_id in hidden:
            figures = (withheld,) * 3
        name, unit = metric.name.in_(language), metric.unit.in_(language)
        rows.append((each.place.place_id, each.place.name, name, *figures, unit))
    return files.table(header, rows)


def file_name(view: MapView) -> str:
    """What a file of a map is called: metric, which of its figures, place, level, period or
    periods."""
    spans = [view.period.period_id]
    if view.is_difference and view.against is not None:
        spans.insert(0, view.against.period_id)
    whole = (view.metric.key, view.rates.figure, view.container.place_id, view.level)
    parts = (*whole, *spans)
    return "-".join(part for part in parts if part)


def offer(view: MapView, at: Any) -> None:
    """The buttons, behind one door; nothing for whoever may not take files."""
    language = session.language()
    name = file_name(view)
    extents = shapes(view.level, view.container.place_id, view.period.period_id)
    into = at.popover(words.FILES.in_(language), width="stretch", key="files", on_change="rerun")
    if into.open:
        if extents:
            exports.offer(
                PICTURE, lambda: map_picture.draw(_picture(view, language)), f"{name}.png", PNG,
                what="export.map", rows=len(extents), into=into,
            )  # fmt: skip
        exports.offer(
            TABLE, lambda: _table(view, language), f"{name}.csv", exports.CSV,
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
