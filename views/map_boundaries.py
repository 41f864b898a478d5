"""The history of the boundaries: which file came when, and what each of them changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from views import numbers
from views.html import Markup, join, link, tag
from views.legend import Key
from views.places import LEVEL_NAMES, Place
from views.tables import Column, table
from wording import Text

KINDS = {
    "added": Text("新增", "Added"),
    "removed": Text("撤除", "Removed"),
    "changed": Text("调整", "Changed"),
}
COLOURS = {"added": "#0B5CAD", "removed": "#B85A12", "changed": "#6B3FA0"}

VERSIONS = Text("边界版本", "Boundary versions")
LEVEL, DAY, SHAPES, FILE = (
    Text("层级", "Level"), Text("数据日期", "As of"), Text("图形数", "Shapes"),
    Text("文件", "File"),
)  # fmt: skip
COMPARE = Text("比较", "Compare")
WITH_BEFORE = Text("与上一版比较", "With the one before")
ONLY = Text("首版", "First")
TITLE = Text("边界变化", "Boundary changes")
BACK = Text("回到核查结果", "Back to the findings")
DOWNLOAD = Text("下载边界变化（GeoJSON）", "Download the changes (GeoJSON)")
WHERE, KIND, BEFORE, AFTER, MOVED = (
    Text("地点", "Place"), Text("变化", "Change"), Text("前（㎡）", "Before (m²)"),
    Text("后（㎡）", "After (m²)"), Text("变动面积（㎡）", "Area changed (m²)"),
)  # fmt: skip
SUMMARY = Text(
    "{day} 的{level}边界与上一版相比：新增 {added}，撤除 {removed}，调整 {changed}，未变 {same}；"
    "变动面积共 {area} ㎡。",
    "Boundaries of {day} (level: {level}) against those before: {added} added, {removed} removed, "
    "{changed} changed, {same} the same; {area} m² changed in all.",
)
NOTHING = Text(
    "{day} 的{level}边界与上一版一致，没有变化。",
    "The boundaries of {day} (level: {level}) are the same as those before.",
)
FIRST = Text(
    "{day} 的{level}边界是这些社区的首版，没有上一版可比。",
    "The boundaries of {day} (level: {level}) are the first for their communities.",
)
TIP = Text("变动 {area} ㎡", "{area} m² changed")
MORE = Text("另有 {count} 处，见下载文件。", "{count} more are in the file.")
MOST = 40


def _name(place_id: str, places: Mapping[str, Place]) -> str:
    return places[place_id].short_path if place_id in places else place_id


def title(change: Any, places: Mapping[str, Place], language: str) -> str:
    """Place and kind."""
    return f"{_name(change.place_id, places)} · {KINDS[change.kind].in_(language)}"


def tip(change: Any, language: str) -> tuple[str, ...]:
    """How much changed."""
    return (TIP.format(area=numbers.plain(change.moved_m2)).in_(language),)


def keys(changes: Sequence[Any], language: str) -> tuple[Key, ...]:
    """The legend: the kinds that occur."""
    held = {change.kind for change in changes}
    return tuple(
        Key("area", KINDS[kind].in_(language), colour)
        for kind, colour in COLOURS.items() if kind in held
    )  # fmt: skip


def history(
    versions: Sequence[Any], query: Mapping[str, str], language: str, chosen: str = ""
) -> Markup:
    """Which boundaries came when; each but the first of its level can be compared."""
    if not versions:
        return Markup("")
    columns = [
        Column(LEVEL.in_(language)), Column(DAY.in_(language)),
        Column(SHAPES.in_(language), True), Column(FILE.in_(language)),
        Column(COMPARE.in_(language)),
    ]  # fmt: skip
    rows, seen = [], set[str]()
    for v in versions:
        here = str(v.import_id) == chosen
        door: object = ONLY.in_(language)
        if v.level in seen:
            door = link(
                WITH_BEFORE.in_(language), "grid_map", {**query, "compare": str(v.import_id)},
                class_="lt-here" if here else None, aria_current="true" if here else None,
            )  # fmt: skip
        seen.add(v.level)
        day = tag("span", numbers.short_day(v.as_of_on), class_="lt-nowrap")
        rows.append([LEVEL_NAMES[v.level].in_(language), day, v.shapes, v.file_name, door])
    return join([tag("h2", VERSIONS.in_(language)), table(columns, rows)])


def summary(found: Any, query: Mapping[str, str], language: str) -> Markup:
    """What changed, in a sentence, and the way back to the findings."""
    said = {"day": numbers.short_day(found.as_of_on), "level": LEVEL_NAMES[found.level]}
    if found.is_first or not found.changes:
        words = (FIRST if found.is_first else NOTHING).format(**said)
    else:
        kinds = [change.kind for change in found.changes]
        counts = {kind: kinds.count(kind) for kind in KINDS}
        area = numbers.plain(sum(change.moved_m2 for change in found.changes))
        words = SUMMARY.format(**said, **counts, same=found.same, area=area)
    back = {name: value for name, value in query.items() if name != "compare"}
    return join([
        tag("p", words.in_(language), class_="lt-finding"),
        tag("p", link(BACK.in_(language), "grid_map", back), class_="lt-second"),
    ])  # fmt: skip


def listing(found: Any, places: Mapping[str, Place], language: str) -> Markup:
    """What changed, place by place; nothing where nothing did."""
    if found.is_first or not found.changes:
        return Markup("")
    columns = [
        Column(WHERE.in_(language)), Column(KIND.in_(language)),
        Column(BEFORE.in_(language), True), Column(AFTER.in_(language), True),
        Column(MOVED.in_(language), True),
    ]  # fmt: skip
    rows = [
        [
            _name(change.place_id, places), KINDS[change.kind].in_(language),
            numbers.plain(change.before_m2), numbers.plain(change.after_m2),
            numbers.plain(change.moved_m2),
        ]
        for change in found.changes[:MOST]
    ]  # fmt: skip
    rest = len(found.changes) - len(rows)
    more = tag("p", MORE.format(count=rest).in_(language), class_="lt-caption") if rest else ""
    return join([tag("div", table(columns, rows), class_="lt-tall"), Markup(more)])


def geojson(found: Any, places: Mapping[str, Place], language: str) -> bytes:
    """The areas that changed hands as GeoJSON (WGS-84)."""

    def rounded(area: float | None) -> float | None:
        return None if area is None else round(area, 1)

    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shapely.from_wkb(change.shape_wkb))),
            "properties": {
                "place_id": change.place_id, "name": _name(change.place_id, places),
                "level": found.level, "kind": change.kind,
                "kind_name": KINDS[change.kind].in_(language),
                "before_m2": rounded(change.before_m2), "after_m2": rounded(change.after_m2),
                "changed_m2": rounded(change.moved_m2),
            },
        }
        for change in found.changes
    ]  # fmt: skip
    written = {"type": "FeatureCollection", "name": "boundary_changes", "features": features}
    return json.dumps(written, ensure_ascii=False, indent=1).encode()
