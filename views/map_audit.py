"""The one-network audit in words: what was found, where, how many square metres, a file of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from views import numbers
from views.html import Markup, join, link, tag
from views.legend import Key
from views.places import Place
from views.tables import Column, table
from wording import Text

KINDS = {
    "overlap": Text("重叠", "Overlap"),
    "gap": Text("空白", "Gap"),
    "outside": Text("越出本社区", "Outside its community"),
    "sliver": Text("狭缝（平均宽度不足 3 米）", "Sliver (under 3 m wide on average)"),
    "invalid": Text("图形无效", "Invalid shape"),
    "no_polygon": Text("有网格无边界", "Grid without a boundary"),
    "unknown_grid": Text("有边界无网格", "Boundary without a grid"),
}
COLOURS = {
    "overlap": "#C0392B", "gap": "#B7791F", "outside": "#6B3FA0", "sliver": "#52606D",
    "invalid": "#1F2933", "no_polygon": "#7B8794", "unknown_grid": "#0B5CAD",
}  # fmt: skip

CLEAN = Text(
    "{place}的网格连成一张网：没有空白、重叠和无效图形。",
    "The grids of {place} make one network: no gaps, no overlaps, no invalid shapes.",
)
SUMMARY = Text(
    "{place}发现 {count} 处不成“一张网”：{parts}。", "{place}: {count} findings: {parts}."
)
PART = Text("{kind} {count} 处", "{kind} {count}")
PART_AREA = Text("{kind} {count} 处共 {area} ㎡", "{kind} {count}, {area} m²")
NOTHING_DRAWN = Text(
    "没有网格边界，无法核查是不是一张网。",
    "There are no boundaries of grids, so nothing can be audited.",
)
CLEAN_AS_FAR = Text(
    "{place}的网格没有重叠和无效图形。",
    "The grids of {place} do not overlap, and no shape is invalid.",
)
NO_COMMUNITIES = Text(
    "没有社区边界，空白和越出本社区未核查；导入《社区边界》后再看。",
    "Gaps and grids outside their community are not audited: there are no boundaries of "
    "communities. Import them and look again.",
)
INTEGRITY = Text(
    "{top}各社区共 {area} ㎡，其中 {once} ㎡ 恰好属于一个网格（{share}）。",
    "Of the {area} m² of the communities of {top}, {once} m² lie in exactly one grid ({share}).",
)
INTEGRITY_OF_ONE = Text(
    "{top}共 {area} ㎡，其中 {once} ㎡ 恰好属于一个网格（{share}）。",
    "Of the {area} m² of {top}, {once} m² lie in exactly one grid ({share}).",
)
NUMBER, WHERE, AREA, WIDTH = (
    Text("编号", "No."), Text("所在", "Where"), Text("面积（㎡）", "Area (m²)"),
    Text("平均宽（米）", "Mean width (m)"),
)  # fmt: skip
KIND = Text("类别", "Kind")
MORE = Text("另有 {count} 处，见下载文件。", "{count} more are in the file.")
DOWNLOAD = Text("下载核查结果（GeoJSON）", "Download the findings (GeoJSON)")
AND = Text("与", "and")
REASONS = {
    "Self-intersection": Text("边线自相交", "its border crosses itself"),
    "Ring Self-intersection": Text("边线自相接", "its border touches itself"),
    "Hole lies outside shell": Text("洞在图形之外", "a hole lies outside"),
    "Holes are nested": Text("洞套着洞", "holes lie in holes"),
    "Nested shells": Text("图形套着图形", "parts lie in parts"),
    "Interior is disconnected": Text("内部不连通", "its inside is not connected"),
    "Duplicate Rings": Text("边线重复", "a border is drawn twice"),
    "Too few points in geometry component": Text("点太少", "it has too few points"),
    "Invalid Coordinate": Text("坐标无效", "a coordinate is invalid"),
    "Ring is not closed": Text("边线未闭合", "its border is not closed"),
}
"""What the geometry library says of an invalid polygon."""
NEAR = Text("{reason}，约在 {spot}", "{reason}, near {spot}")
MOST = 60


@dataclass(frozen=True)
class Network:
    """What the audit page says: findings of a place, the history of the boundaries, the measure of
    all that whoever looks may see: ``top``, an office or one community."""

    place: Place
    top: Place
    findings: Sequence[Any]
    versions: Sequence[Any]
    area_m2: float
    covered_once_m2: float


def _names(found: Any, places: Mapping[str, Place], language: str) -> str:
    """The places of a finding; two grids of one community name it once."""
    known = [places.get(place_id) for place_id in found.place_ids]
    names = [
        place.short_path if place is not None else place_id
        for place, place_id in zip(known, found.place_ids, strict=True)
    ]
    parents = {place.parent_id if place is not None else "" for place in known}
    if len(known) > 1 and len(parents) == 1 and known[0] is not None:
        names[1:] = [place.name for place in known[1:] if place is not None]
    return f" {AND.in_(language)} ".join(names) if language == "en" else AND.zh.join(names)


def _reason(found: Any, language: str) -> str:
    """Why a shape is invalid, and about where (east and north, in degrees); nothing for others."""
    if not found.reason:
        return ""
    said, _, spot = found.reason.partition("[")
    words = REASONS.get(said, Text(said, said))
    try:
        degrees = ", ".join(f"{float(part):.5f}" for part in spot.rstrip("]").split())
    except ValueError:
        degrees = ""
    return (NEAR.format(reason=words, spot=degrees) if degrees else words).in_(language)


def title(found: Any, language: str) -> str:
    """Number and kind: 12 重叠."""
    return f"{found.number} {KINDS[found.kind].in_(language)}"


def _area(found: Any) -> str:
    return numbers.plain(found.area_m2)


def tip(found: Any, places: Mapping[str, Place], language: str) -> tuple[str, ...]:
    """Where it is and how large."""
    lines = [_names(found, places, language)]
    if found.area_m2 is not None:
        lines.append(f"{_area(found)} {'㎡' if language == 'zh' else 'm²'}")
    if found.reason:
        lines.append(_reason(found, language))
    return tuple(lines)


def keys(findings: Iterable[Any], language: str) -> tuple[Key, ...]:
    """The legend: the kinds that occur."""
    held = {found.kind for found in findings}
    return tuple(
        Key("area", KINDS[kind].in_(language), colour)
        for kind, colour in COLOURS.items() if kind in held and kind != "no_polygon"
    )  # fmt: skip


def summary(network: Network, language: str) -> Markup:
    """The answer in one line, and the measure beside it."""
    levels = {version.level for version in network.versions}
    if "grid" not in levels:
        return tag("p", NOTHING_DRAWN.in_(language), class_="lt-finding")
    name = network.place.name
    if not network.findings:
        said = (CLEAN if "community" in levels else CLEAN_AS_FAR).format(place=name)
    else:
        parts = [_part(kind, network.findings, language) for kind in KINDS]
        between = "，" if language == "zh" else "; "
        said = SUMMARY.format(
            place=name, count=len(network.findings), parts=between.join(filter(None, parts))
        )
    lines = [tag("p", said.in_(language), class_="lt-finding")]
    if "community" not in levels:
        lines.append(tag("p", NO_COMMUNITIES.in_(language), class_="lt-second"))
    if network.area_m2:
        said = INTEGRITY_OF_ONE if network.top.level == "community" else INTEGRITY
        whole = said.format(
            top=network.top.name, area=numbers.plain(network.area_m2),
            once=numbers.plain(network.covered_once_m2),
            share=numbers.percent(network.covered_once_m2 / network.area_m2),
        )  # fmt: skip
        lines.append(tag("p", whole.in_(language), class_="lt-second"))
    return join(lines)


def _part(kind: str, findings: Sequence[Any], language: str) -> str:
    of_kind = [found for found in findings if found.kind == kind]
    if not of_kind:
        return ""
    is_wrong = kind != "invalid"  # of an invalid shape it is the border that is wrong
    area = sum(found.area_m2 or 0.0 for found in of_kind) if is_wrong else 0.0
    words = PART_AREA if area else PART
    return words.format(
        kind=KINDS[kind], count=len(of_kind), area=numbers.plain(area)
    ).in_(language)  # fmt: skip


def listing(
    network: Network, places: Mapping[str, Place], query: Mapping[str, str], language: str,
    chosen: str = "",
) -> Markup:  # fmt: skip
    """The findings, each a link that turns the map to it."""
    if not network.findings:
        return Markup("")
    columns = [
        Column(NUMBER.in_(language), True), Column(KIND.in_(language)), Column(WHERE.in_(language)),
        Column(AREA.in_(language), True), Column(WIDTH.in_(language), True),
    ]  # fmt: skip
    rows = []
    for found in network.findings[:MOST]:
        here = str(found.number) == chosen
        door: object = found.number
        if found.shape_wkb is not None:
            door = link(
                found.number, "grid_map", {**query, "finding": str(found.number)},
                class_="lt-here" if here else None, aria_current="true" if here else None,
                aria_label=title(found, language),
            )  # fmt: skip
        width = numbers.plain(found.width_m, 1)
        where = _names(found, places, language)
        kind = KINDS[found.kind].in_(language)
        why = tag("div", _reason(found, language), class_="lt-caption") if found.reason else ""
        rows.append([door, kind, tag("div", where, why), _area(found), width])
    rest = len(network.findings) - len(rows)
    more = tag("p", MORE.format(count=rest).in_(language), class_="lt-caption") if rest > 0 else ""
    return join([tag("div", table(columns, rows), class_="lt-tall"), Markup(more)])


def geojson(network: Network, places: Mapping[str, Place], language: str) -> bytes:
    """The findings as GeoJSON (WGS-84); one without a place on the map has no geometry."""
    features = [
        {
            "type": "Feature",
            "geometry": None if found.shape_wkb is None else json.loads(
                shapely.to_geojson(shapely.from_wkb(found.shape_wkb))
            ),
            "properties": {
                "number": found.number, "kind": found.kind,
                "kind_name": KINDS[found.kind].in_(language),
                "places": list(found.place_ids), "where": _names(found, places, language),
                "area_m2": None if found.area_m2 is None else round(found.area_m2, 1),
                "mean_width_m": None if found.width_m is None else round(found.width_m, 2),
                "reason": _reason(found, language),
            },
        }
        for found in network.findings
    ]  # fmt: skip
    written = {"type": "FeatureCollection", "name": "one_network_audit", "features": features}
    return json.dumps(written, ensure_ascii=False, indent=1).encode()
