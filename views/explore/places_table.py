"""A number by the places of a level, with what each place gives to the change of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from views import numbers
from views.explore.contributes import decimals_of, heading, notes, signed, strong
from views.explore.finding import comparison_name
from views.explore.found import Found
from views.explore.rounding import apportion
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.lights import chip
from views.places import LEVEL_NAMES
from views.results import Reading
from views.sentences import names
from views.tables import Column, bar, table
from wording import Text

BY_PLACES = Text("各{level}", "By {level}")
LIGHT = Text("亮灯", "Light")
UPPER, LOWER = Text("分子", "Numerator"), Text("分母", "Denominator")
VALUE = Text("数值", "Value")
TOTAL = Text("合计", "Total")
NOT_REPORTED = Text("未报", "not reported")
LEFT_OUT = Text(
    "{names}只在其中一期报送，不参与贡献计算；合计是两期都报送的地点的变化。",
    "Reported in one of the two periods only and left out of the contributions: {names}. The total "
    "is the change of those that reported in both.",
)


def by_place(found: Found, query: Mapping[str, str], language: str) -> Markup:
    """The places, those that changed the whole most first, and the sum of what they gave."""
    divided, metric = found.divided, found.asked.metric
    level = LEVEL_NAMES[found.asked.level]
    effects = {e.key: e for e in divided.explained.effects} if divided.explained else {}
    ordered = sorted(divided.parts, key=lambda reading: reading.place.place_id)
    if effects:
        ordered.sort(key=lambda r: -abs(effects[r.place.place_id].total)
                     if r.place.place_id in effects else Fraction(1))  # fmt: skip
    counted = [r.place.place_id for r in ordered if r.place.place_id in effects]
    times = 100 if metric.kind == "ratio" else 1
    given = apportion([effects[each].total * times for each in counted], decimals_of(metric))
    heads = [
        f"{UPPER.in_(language)} / {LOWER.in_(language)}",
        numbers.headed(VALUE, metric, language),
    ]
    if metric.kind == "count":
        heads = heads[1:]
    if divided.earlier is not None:
        name = comparison_name(found.comparison(), found.asked.against)
        heads.append(name.in_(language))
    if effects:
        heads.append(heading(metric, language))
    columns = [Column(level.in_(language)), Column(LIGHT.in_(language))]
    columns += [Column(head, True) for head in heads]
    largest = max([reading.value or 0.0 for reading in ordered], default=0.0)
    rows = []
    for reading in ordered:
        row = _cells(reading, largest, query, language)
        if divided.earlier is not None:
            row.append(reading_cell(divided.earlier.get(reading.place.place_id), language))
        if effects:
            effect = effects.get(reading.place.place_id)
            amount = given[counted.index(effect.key)] if effect else Fraction(0)
            row.append(signed(metric, amount, effect, language) if effect else numbers.NONE)
        rows.append(row)
    if effects:
        blank = [""] * (len(columns) - 2)
        total = signed(metric, sum(given, Fraction(0)))
        rows.append([strong(TOTAL.in_(language)), *blank, strong(total)])
    told = [divided.refused] if divided.refused else []
    if divided.left_out:
        told.append(LEFT_OUT.format(names=names(divided.left_out)))
    words = BY_PLACES.format(level=level.inside()).in_(language)
    return join([tag("h2", words), table(columns, rows), notes(told, found, language)])


def _cells(
    reading: Reading, largest: float, query: Mapping[str, str], language: str
) -> list[object]:
    metric, place = reading.metric, reading.place
    cell = bar(reading, largest, None, language)
    name = link(place.name, "explore", {**query, "place": place.place_id})
    light = join([chip(reading.state, language), flag_words(reading, language)])
    counts = [numbers.fraction(reading.numerator, reading.denominator)]
    return [name, light, *(counts if metric.kind != "count" else []), cell]


def reading_cell(reading: Reading | None, language: str) -> Markup:
    """A value, or that it was not reported; a dash where there is none."""
    if reading is None:
        return tag("span", numbers.NONE)
    if reading.state == "not_reported":
        return tag("span", "◇ ", NOT_REPORTED.in_(language), class_="lt-not_reported")
    return tag("span", numbers.figure(reading.metric, reading.value, language))
