"""The week on one screen: the sentence, the cards, all metrics, the places that need attention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from views import sentences
from views.cards import family_card
from views.families import HEADLINES
from views.html import Markup, join, link, tag
from views.lights import chip
from views.places import LEVEL_NAMES, Place
from views.results import Reading, Standing
from views.tables import attention, attention_table, metrics_table, short_table
from wording import Text

ALL_METRICS = Text("全部指标", "All metrics")
NO_ALERTS = Text("没有预警指标。", "No metric is on alert.")
NO_WATCHES = Text("没有需关注的指标。", "No metric to watch.")
ATTENTION = Text("需要关注的{level}", "{level} by what needs attention")
UNREPORTED = Text("未报", "Not reported")
UNREPORTED_NAMED = 6
AND_MORE = Text("等 {count} 项指标", " and {count} more")
"""How many missing metrics of a place are named; Chinese counts all, English those left out."""
NOTHING_MISSING = Text("应报的都已报送。", "Everything due has been reported.")
PLURALS = {
    "community": Text("社区", "Communities"),
    "grid": Text("网格", "Grids"),
    "subdistrict": LEVEL_NAMES["subdistrict"],
}


def _who(unreported: Sequence[Reading]) -> list[Place]:
    places = {reading.place.place_id: reading.place for reading in unreported}
    return list(places.values())


def headline(standings: Sequence[Standing], unreported: Sequence[Reading]) -> Text:
    """The first line of the page: what is red, and who has not filed the zero report."""
    zero = [reading for reading in unreported if reading.metric.family == "three_zero"]
    return sentences.headline(standings, _who(zero))


def cards(standings: Sequence[Standing], query: Mapping[str, str], language: str) -> list[Markup]:
    """One card per family, drawn for the metric that speaks for it at this level."""
    drawn = []
    for family, key in HEADLINES.items():
        of_family = [s for s in standings if s.metric.family == family]
        chosen = next((s for s in of_family if s.metric.key == key), None) or next(
            iter(of_family), None
        )
        if chosen is not None:
            drawn.append(family_card(chosen, query, language))
    return drawn


def work(
    lines: Sequence[tuple[str, Text, Text]], query: Mapping[str, str], language: str
) -> Markup:
    """One line each for the commitments and the follow-ups: page, its name, how they stand."""
    drawn = [
        tag("li", link(name.in_(language), page, query), " ", said.in_(language))
        for page, name, said in lines
    ]
    return tag("ul", *drawn, class_="lt-work") if drawn else Markup("")


def alerts(standings: Sequence[Standing], query: Mapping[str, str], language: str) -> Markup:
    """The metrics on alert, family by family."""
    return _in_light(standings, ("red",), query, language, NO_ALERTS)


def watches(standings: Sequence[Standing], query: Mapping[str, str], language: str) -> Markup:
    """The metrics to watch, and those without a report."""
    return _in_light(standings, ("amber", "not_reported"), query, language, NO_WATCHES)


def _in_light(
    standings: Sequence[Standing],
    states: Sequence[str],
    query: Mapping[str, str],
    language: str,
    nothing: Text,
) -> Markup:
    pieces: list[Markup] = []
    for state in states:
        found = [standing for standing in standings if standing.now.state == state]
        if found:
            pieces.append(tag("h2", chip(state, language), f" {len(found)}"))
            pieces.append(short_table(found, query, language))
    if not pieces:
        pieces = [tag("p", nothing.in_(language), class_="lt-remark lt-lone")]
    return join(pieces)


def metrics(standings: Sequence[Standing], query: Mapping[str, str], language: str) -> Markup:
    """All metrics of the place."""
    heading = tag("h2", ALL_METRICS.in_(language))
    return join([heading, metrics_table(standings, query, language)])


def places(
    parts: Sequence[Reading], unreported: Sequence[Reading], query: Mapping[str, str], language: str
) -> Markup:
    """The places below by what needs attention, and what was not reported."""
    pieces: list[Markup] = []
    if parts:
        level = PLURALS[parts[0].place.level]
        pieces.append(tag("h2", ATTENTION.format(level=level).in_(language)))
        pieces.append(attention_table(attention(parts), query, language))
    pieces.append(tag("h2", UNREPORTED.in_(language)))
    pieces.append(_missing(unreported, query, language))
    return join(pieces)


def _named(names: Sequence[str], between: str, language: str) -> str:
    """The metrics a place did not report; of very many only the first, with their number."""
    if len(names) <= UNREPORTED_NAMED:
        return between.join(names)
    count = len(names) if language == "zh" else len(names) - UNREPORTED_NAMED
    return between.join(names[:UNREPORTED_NAMED]) + AND_MORE.format(count=count).in_(language)


def _missing(unreported: Sequence[Reading], query: Mapping[str, str], language: str) -> Markup:
    """Who did not report what; places that miss the same stand in one line."""
    if not unreported:
        return tag("p", NOTHING_MISSING.in_(language), class_="lt-remark")
    between, colon = ("、", "：") if language == "zh" else (", ", ": ")
    by_metrics: dict[tuple[str, ...], list[Place]] = {}
    for place in _who(unreported):
        names = tuple(
            r.metric.name.in_(language) for r in unreported if r.place.place_id == place.place_id
        )
        by_metrics.setdefault(names, []).append(place)
    lines = []
    for names, alike in by_metrics.items():
        links = [
            link(place.name, "overview", {**query, "place": place.place_id}) for place in alike
        ]
        shape = tag("span", "◇ ", class_="lt-not_reported", aria_hidden="true")
        lines.append(tag("li", shape, join(links, between), colon,
                         _named(names, between, language)))  # fmt: skip
    return tag("ul", *lines, class_="lt-missing")
