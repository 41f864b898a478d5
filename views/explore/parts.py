"""A number in parts, as a table whose parts make up the whole, or that says why they do not."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.parts import Adds, Breakdown
from views import numbers
from views.explore.contributes import notes
from views.explore.found import Found
from views.explore.parts_table import PartsTable
from views.explore.places_table import by_place, reading_cell
from views.html import Markup, join, link, tag
from views.places import LEVEL_NAMES
from views.results import Reading
from views.tables import Column, table
from wording import Text

BY_PARTS = Text("按{title}细分（{dataset}）", "By {title} ({dataset})")
NOTHING = Text(
    "这个数没有报送，因此没有可以细分的行。", "Not reported, so there is nothing to divide."
)
NO_ROWS = Text("期内没有相关的行。", "There are no rows in this period.")
SAYS: Mapping[Adds, Text] = {
    Adds.BOTH: Text("每一行只属于一类，各类合计等于整体。",
                    "Every row lies in one part; the parts add up to the whole."),
    Adds.NUMERATORS: Text("只细分分子，分母是整体的；各类计入整体的数相加等于整体。",
                          "Only the numerator is divided, the denominator is the whole's; what the "
                          "parts give adds up to the whole."),
    Adds.DENOMINATORS: Text("只细分分母，各类没有自己的数值；各类分母合计等于整体。",
                            "Only the denominator is divided, so a part has no value of its own; "
                            "their denominators add up to the whole."),
    Adds.OVERLAP: Text("一行或一人可能同时属于几类，各类相加会大于整体，不要相加。",
                       "A row or a person can lie in several parts: they add up to more than the "
                       "whole, so do not add them."),
    Adds.ROWS: Text("这些行说明这个数，但不是它的加数；这里数的是行。",
                    "These rows explain the number but do not add up to it; they are counted here "
                    "as rows."),
}  # fmt: skip


def draw(
    found: Found, query: Mapping[str, str], language: str, *, opens_rows: bool = False
) -> Markup:
    """The parts of the number that is asked for first; ``opens_rows`` links each to its rows."""
    divided = found.divided
    if divided.breakdown is not None:
        return _by_part(found, divided.breakdown, query if opens_rows else None, language)
    if divided.parts:
        return by_place(found, query, language)
    words = divided.refused or NOTHING
    return tag("p", words.in_(language), class_="lt-remark")


def compared(found: Found, query: Mapping[str, str], language: str) -> Markup:
    """All metrics that are asked for, side by side for the places of the level."""
    asked = found.asked
    shown = [metric for metric in asked.metrics if found.fields[metric.key]]
    by_place: dict[str, dict[str, Reading]] = {}
    for metric in shown:
        for reading in found.fields[metric.key]:
            by_place.setdefault(reading.place.place_id, {})[metric.key] = reading
    if not by_place:
        return Markup("")
    columns = [Column(LEVEL_NAMES[asked.level].in_(language))]
    columns += [Column(numbers.headed(metric.name, metric, language), True) for metric in shown]
    rows = []
    for place_id, readings in sorted(by_place.items()):
        place = next(iter(readings.values())).place
        name = link(place.name, "explore", {**query, "place": place_id})
        rows.append([name, *(reading_cell(readings.get(m.key), language) for m in shown)])
    return table(columns, rows)


def _by_part(
    found: Found, whole: Breakdown, query: Mapping[str, str] | None, language: str
) -> Markup:
    title = BY_PARTS.format(title=whole.title.inside(), dataset=whole.dataset).in_(language)
    head = tag("h2", title)
    if not whole.parts:
        return join([head, tag("p", NO_ROWS.in_(language), class_="lt-remark")])
    divided = found.divided
    told = [SAYS[whole.adds], *([divided.refused] if divided.refused else [])]
    drawn = PartsTable(found, whole, query, language)
    return join([head, table(drawn.columns(), drawn.rows()), notes(told, found, language)])
