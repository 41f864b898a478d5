"""The words and the table around the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from metrics.smoothed import Figure
from views import map_pages, map_rates, numbers, tables
from views import map_words as words
from views.cards import line, target_words
from views.changes import change_html
from views.html import Markup, join, link, tag
from views.lights import chip
from views.map_difference import Change, written
from views.map_view import MapView
from views.places import LEVEL_NAMES, Place, period_name
from wording import Text

NOT_AT_LEVEL = Text(
    "所选指标在这一层级没有数值，已换成另一项指标。",
    "The metric asked for is not measured at this level; another one is shown.",
)
NOTHING_HERE = Text("这里没有可以上图的数值。", "There is nothing to put on the map here.")
NO_SHAPES = Text(
    "没有{level}边界，画不出地图。", "There are no boundaries of the level “{level}” to draw."
)
BESIDE = Text("旁边的表格内容完整。", "The table beside holds everything.")
WHICH_FILE = Text(
    "导入《{level}边界》文件即可：GeoJSON、GPKG、Shapefile（zip）或 KML，"
    "属性中要有{level}编码或名称。",
    "Import the boundaries: GeoJSON, GPKG, Shapefile (zip) or KML with the code or name of each "
    "place (level: {level}).",
)
BY_GRID = Text("网格有边界，可以按网格看", "Grids have boundaries: look by grid")
TO_IMPORT = Text("去导入边界文件", "Import the boundaries")
ASK = Text("请联系负责导入数据的同事。", "Ask the colleague who imports the data.")
THEN, NOW, DIFFERENCE = Text("前期", "Then"), Text("本期", "Now"), Text("变化", "Change")
CHANGED = Text(
    "与{then}相比：{better} 个改善，{worse} 个变差，{same} 个没有变化，{none} 个不可比。",
    "Against {then}: {better} better, {worse} worse, {same} the same, {none} not comparable.",
)
CHANGED_NEUTRAL = Text(
    "与{then}相比：{more} 个增加，{less} 个减少，{same} 个没有变化，{none} 个不可比。",
    "Against {then}: {more} more, {less} less, {same} the same, {none} not comparable.",
)


def crumbs(lineage: Sequence[Place], query: Mapping[str, str], language: str) -> Markup:
    """The way up, each step a link; the last is where we are."""
    parts: list[Markup] = []
    for place in lineage[:-1]:
        parts.append(link(place.name, "grid_map", {**query, "place": place.place_id}))
        parts.append(tag("span", "›", aria_hidden="true"))
    if lineage:
        parts.append(tag("strong", lineage[-1].name, aria_current="page"))
    return tag("nav", *parts, class_="lt-crumbs", aria_label=words.WAY_UP.in_(language))


def switch(  # noqa: PLR0917
    offered: Mapping[str, Text], chosen: str, name: str, query: Mapping[str, str], language: str,
    label: Text = words.MODE, page: str = "grid_map",
) -> Markup:  # fmt: skip
    """A few doors beside each other, one of them open; the address says which."""
    doors = (
        link(
            label.in_(language), page, {**query, name: key},
            aria_current="true" if key == chosen else None,
        )
        for key, label in offered.items()
    )  # fmt: skip
    return tag("nav", *doors, class_="lt-switch", aria_label=label.in_(language))


def figures(
    figure: Figure, query: Mapping[str, str], language: str, page: str = "grid_map"
) -> Markup:
    """Which figure of a smoothed metric the colours show; nothing for other metrics."""
    if not figure:
        return Markup("")
    offered = {str(key): label for key, label in map_rates.FIGURES.items()}
    return switch(offered, figure, "rate", query, language, map_rates.SWITCH, page)


def heading(
    lineage: Sequence[Place],
    view_query: Mapping[str, str],
    language: str,
    *,
    mode: str,
    levels: Mapping[str, Text],
    level: str,
    figure: Figure = "",
) -> Markup:
    """The way up on the left; on the right what to look at, by which level, and for a smoothed
    metric which of its figures."""
    kept = {key: value for key, value in view_query.items() if key not in ("view", "finding")}
    way = crumbs(lineage, view_query, language)
    doors = [switch(words.MODES, mode, "view", kept, language)]
    if levels and not mode:
        asked = level if level == "grid" else "community"
        doors.insert(0, switch(levels, asked, "level", view_query, language, words.BY_LEVEL))
    doors.insert(0, figures(figure, view_query, language))
    return tag("div", way, tag("div", *doors, class_="lt-switches"), class_="lt-map-top")


def unbounded(
    level: str, query: Mapping[str, str], language: str, *, may_import: bool,
    has_table: bool = True, by_grid: Mapping[str, str] | None = None,
) -> Markup:  # fmt: skip
    """In place of a map without shapes: what is missing, which file fills it, one button; and the
    way to the grids (``by_grid``, an address) where these can be drawn."""
    name = LEVEL_NAMES[level]
    parts = [tag("p", NO_SHAPES.format(level=name).in_(language), class_="lt-finding")]
    if has_table:
        parts.append(tag("p", BESIDE.in_(language)))
    if by_grid is not None:
        parts.append(tag("p", link(BY_GRID.in_(language), "grid_map", by_grid)))
    parts.append(tag("p", WHICH_FILE.format(level=name).in_(language)))
    if may_import:
        door = link(TO_IMPORT.in_(language), "import_data", query, class_="lt-button")
        parts.append(tag("p", door))
    else:
        parts.append(tag("p", ASK.in_(language), class_="lt-caption"))
    return tag("section", *parts, class_="lt-no-map")


def finding(view: MapView, language: str) -> Markup:
    """What the map says, and how the whole stands."""
    if view.refusal is not None:
        return tag("p", view.refusal.in_(language), class_="lt-finding", role="status")
    if view.is_difference:
        return tag("p", _changed(view).in_(language), class_="lt-finding")
    if view.standing is None or not view.readings:
        return tag("p", NOTHING_HERE.in_(language), class_="lt-finding")
    value = numbers.with_unit(view.metric, view.standing.now.value, language)
    whole = tag(
        "span", f"{view.container.name} {value} ", chip(view.standing.now.state, language), " ",
        change_html(view.standing, language),
    )  # fmt: skip
    return join([
        tag("p", map_rates.finding(view.readings, view.rates).in_(language), class_="lt-finding"),
        tag("p", whole, f" · {target_words(view.standing, language)}", class_="lt-second"),
    ])  # fmt: skip


def _changed(view: MapView) -> Text:
    sizes = [change.difference for change in view.changes]
    known = [size for size in sizes if size is not None]
    classes = [view.scale.index(size) for size in known]
    more, less = sum(index > 2 for index in classes), sum(index < 2 for index in classes)
    same, none = classes.count(2), len(sizes) - len(known)
    then = period_name(view.against) if view.against is not None else ""
    if view.metric.better == "neutral":
        return CHANGED_NEUTRAL.format(then=then, more=more, less=less, same=same, none=none)
    better, worse = (more, less) if view.metric.better == "up" else (less, more)
    return CHANGED.format(then=then, better=better, worse=worse, same=same, none=none)


def trend(view: MapView, language: str) -> Markup:
    """The line of the metric for the place whose parts are shown."""
    if view.standing is None or view.grid is not None:
        return Markup("")
    name = f"{view.container.name} · {view.metric.name.in_(language)}"
    return tag("section", tag("h2", name), line(view.standing, language))


def _full(view: MapView, place: Place) -> Place:
    """A grid outside of its own community's map is named with its community."""
    return replace(place, name=place.short_path) if view.container.level != "community" else place


def ranking(view: MapView, language: str) -> Markup:
    """The same content as the map, as a table for keyboard and screen reader."""
    if view.is_difference:
        return _differences(view, language)
    ordered = map_rates.attention_first(view.readings, view.rates)
    ids = [reading.place.place_id for reading in ordered]
    chosen = ids.index(view.place.place_id) if view.place.place_id in ids else None
    at = map_pages.part(len(ordered), view.page, chosen)
    shown = ordered[slice(*at)]
    if view.level == "grid":
        shown = [replace(reading, place=_full(view, reading.place)) for reading in shown]
    figures = (view.rates.value(reading) for reading in ordered)
    largest = max((each for each in figures if each is not None), default=0.0)
    if view.rates.figure and shown:
        drawn = map_rates.ranking(
            shown, view.rates, view.query, language, view.place.place_id, largest
        )
    else:
        drawn = tables.ranking(
            shown, view.query, language, target=view.target, selected=view.place.place_id,
            largest=largest,
        )  # fmt: skip
    return join([_tall(drawn), _doors(view, len(ordered), at, language)])


def _doors(view: MapView, count: int, at: tuple[int, int], language: str) -> Markup:
    return map_pages.doors(count, at, view.query, language, "grid_map")


def _tall(drawn: Markup) -> Markup:
    return tag("div", drawn, class_="lt-tall")


def _differences(view: MapView, language: str) -> Markup:
    """Places by how much they changed, the largest change first."""

    def size(change: Change) -> float:
        return -abs(change.difference) if change.difference is not None else 1.0

    columns = [
        tables.Column(LEVEL_NAMES[view.level].in_(language)),
        tables.Column(THEN.in_(language), True), tables.Column(NOW.in_(language), True),
        tables.Column(DIFFERENCE.in_(language), True),
    ]  # fmt: skip
    rows = []
    at = map_pages.part(len(view.changes), view.page)
    for change in sorted(view.changes, key=size)[slice(*at)]:
        door = link(
            _full(view, change.place).name if view.level == "grid" else change.place.name,
            "grid_map", {**view.query, "place": change.place.place_id},
        )  # fmt: skip
        rows.append([
            door, map_rates.exact(view.metric, change.then, language),
            map_rates.exact(view.metric, change.now, language),
            written(view.metric, change.difference, language),
        ])  # fmt: skip
    drawn = _tall(tables.table(columns, rows))
    return join([drawn, _doors(view, len(view.changes), at, language)])
