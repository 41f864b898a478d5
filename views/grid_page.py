"""The words, the legend, the card and the table around the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.metric import Metric
from views import legend as legends
from views import numbers, sentences, tables
from views.cards import data_day, line, target_words
from views.changes import change_html
from views.classes import Classes, classes
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.lights import chip
from views.places import LEVEL_NAMES, Period, Place, period_name
from views.results import GridCard, Reading, Standing
from wording import Text

NOT_AT_LEVEL = Text(
    "所选指标在这一层级没有数值，已换成另一项指标。",
    "The metric asked for is not measured at this level; another one is shown.",
)
NOTHING_HERE = Text("这里没有可以上图的数值。", "There is nothing to put on the map here.")
LEADER = Text("网格长", "Grid leader")
WORKERS = Text("网格员", "Grid workers")
PARTY = Text("网格党组织", "Party organisation")
HOUSEHOLDS = Text("常住户", "Resident households")
POPULATION = Text("常住人口", "Resident population")
KIND = Text("类型", "Kind")
KINDS = {
    "residential": Text("居民网格", "Residential"),
    "dedicated": Text("专属网格", "Dedicated"),
}
NOBODY = Text("未配备", "None")
AS_OF = Text("登记表日期 {day}", "Register of {day}")
BY_PLACE = Text("各{level}", "{level} by {level}")
CRUMBS = Text("位置", "Path")


@dataclass(frozen=True)
class MapView:
    """Everything the map page draws: a metric over the places of a level inside a container.

    ``chosen`` is the place the map is drawn with as chosen; ``has_bare`` says that
    places without a value are on the map; ``url`` and ``spots`` are where the
    browser fetches areas and facilities; ``grid`` is the card of a chosen grid.
    """

    metric: Metric
    place: Place
    container: Place
    level: str
    period: Period
    readings: tuple[Reading, ...]
    standing: Standing | None
    grid: GridCard | None
    identity: str
    chosen: str
    url: str
    spots: str
    has_bare: bool = False

    @property
    def target(self) -> float | None:
        """The target in force at the period's end."""
        found = self.metric.target_on(self.period.end_on)
        return None if found is None else found.value

    @property
    def classes(self) -> Classes:
        """The classes of the map."""
        return classes(self.metric, [reading.value for reading in self.readings], self.target)


def crumbs(lineage: Sequence[Place], query: Mapping[str, str]) -> Markup:
    """The way up, each step a link; the last is where we are."""
    parts: list[Markup] = []
    for place in lineage[:-1]:
        parts.append(link(place.name, "grid_map", {**query, "place": place.place_id}))
        parts.append(tag("span", "›", aria_hidden="true"))
    if lineage:
        parts.append(tag("strong", lineage[-1].name, aria_current="page"))
    return tag("nav", *parts, class_="lt-crumbs")


def finding(view: MapView, language: str) -> Markup:
    """What the map says, and what it shows: metric, unit, place, period, day of the data."""
    if view.standing is None or not view.readings:
        return tag("p", NOTHING_HERE.in_(language), class_="lt-finding")
    between = " · "
    unit = numbers.unit(view.metric, language)
    name = view.metric.name.in_(language)
    told = [
        name + (f"（{unit}）" if unit and language == "zh" else f" ({unit})" if unit else ""),
        view.container.name, period_name(view.period).in_(language),
        data_day(view.standing.now, language),
    ]  # fmt: skip
    value = numbers.with_unit(view.metric, view.standing.now.value, language)
    said = sentences.field(view.readings).in_(language)
    first = tag(
        "p", tag("span", said), class_="lt-finding",
    )  # fmt: skip
    whole = tag(
        "span", f"{view.container.name} {value} ", chip(view.standing.now.state, language), " ",
        change_html(view.standing, language),
    )  # fmt: skip
    return join([
        first,
        tag("p", between.join(told), class_="lt-second"),
        tag("p", whole, f"{between}{target_words(view.standing, language)}", class_="lt-second"),
    ])  # fmt: skip


def legend(view: MapView, language: str) -> Markup:
    """The legend below the map."""
    if not view.readings:
        return Markup("")
    listed = legends.keys(view.classes, view.readings, language, with_bare=view.has_bare)
    return legends.legend(listed)


def trend(view: MapView, language: str) -> Markup:
    """The line of the metric for the place whose parts are shown."""
    if view.standing is None or view.grid is not None:
        return Markup("")
    name = f"{view.container.name} · {view.metric.name.in_(language)}"
    return tag("section", tag("h2", name), line(view.standing, language))


def ranking(view: MapView, query: Mapping[str, str], language: str) -> Markup:
    """The same content as the map, as a table for keyboard and screen reader."""
    kept = {**query, "metric": view.metric.key, "layer": "facilities" if view.spots else ""}
    return tables.ranking(
        view.readings, kept, language, target=view.target, selected=view.place.place_id
    )


def card(view: MapView, query: Mapping[str, str], language: str) -> Markup:
    """The card of the chosen grid; nothing where no grid is chosen."""
    if view.grid is None:
        return Markup("")
    grid, place = view.grid, view.grid.place
    between = "、" if language == "zh" else ", "
    people = {
        LEADER: between.join(grid.leaders) or NOBODY.in_(language),
        WORKERS: _workers(grid, language),
        PARTY: grid.party_organisation or numbers.NONE,
        HOUSEHOLDS: numbers.plain(grid.households),
    }
    if grid.population:
        people[POPULATION] = numbers.plain(grid.population)
    if place.kind in KINDS:
        people[KIND] = KINDS[place.kind].in_(language)
    facts = tag(
        "dl",
        *(join([tag("dt", k.in_(language)), tag("dd", v)]) for k, v in people.items()),
        class_="lt-facts",
    )
    rows = [
        [
            link(r.metric.name.in_(language), "grid_map",
                 {**query, "metric": r.metric.key, "place": place.place_id}),
            join([chip(r.state, language), flag_words(r, language)]),
            numbers.with_unit(r.metric, r.value, language),
        ]
        for r in grid.readings
        if r.value is not None or r.state == "not_reported"
    ]  # fmt: skip
    columns = [
        tables.Column(tables.METRIC.in_(language)), tables.Column(tables.LIGHT.in_(language)),
        tables.Column(tables.VALUE.in_(language), True),
    ]  # fmt: skip
    day = AS_OF.format(day=numbers.short_day(grid.as_of_on)).in_(language)
    return tag(
        "article", tag("h2", place.short_path), facts, tables.table(columns, rows),
        tag("p", day, class_="lt-day"), class_="lt-grid-card",
    )  # fmt: skip


def _workers(grid: GridCard, language: str) -> str:
    if not grid.workers:
        return NOBODY.in_(language)
    if language == "zh":
        return f"{len(grid.workers)} 人：{'、'.join(grid.workers)}"
    return f"{len(grid.workers)}: {', '.join(grid.workers)}"


__all__ = ["LEVEL_NAMES", "MapView", "card", "crumbs", "finding", "legend", "ranking"]
