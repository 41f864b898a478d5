"""The number that is looked at: value, light, change, passport, and the doors that lead on."""

from __future__ import annotations

from collections.abc import Mapping

from views import numbers
from views.explore import compared
from views.explore.choice import COMPARISONS
from views.explore.finding import comparison_name, median
from views.explore.found import Compared, Found
from views.flags import flag_words
from views.html import Markup, join, tag
from views.lights import chip
from views.places import period_name
from views.results import Reading
from wording import Text

PASSPORT = Text("编号", "Number")
PASSPORT_TIP = Text(
    "在查找框里输入这个编号，就能回到这个数（同一版数据）。",
    "Type this into the search box to come back to this very figure, in this very version.",
)
TARGET = Text("目标", "Target")
MEDIAN = Text("同级中位数", "Median of its peers")
COUNTED = Text("计数", "Counted")
DEFINITION = Text("口径", "Definition")
EVIDENCE = Text("明细", "Evidence")
MAP = Text("地图", "Map")
MEETING = Text("在例会中打开", "Open in the meeting")
WAS = Text("{figure}（{counts}）", "{figure} ({counts})")


def draw(found: Found, language: str, *, doors: Mapping[str, str]) -> Markup:
    """One card per metric that is asked for; the first with passport and doors.

    ``doors`` are the addresses of definition, evidence, map and meeting; those not there are left
    out.
    """
    cards = []
    for metric in found.asked.metrics:
        reading = found.now.get(metric.key)
        cards.append(_card(reading, metric.name, found.compared[metric.key], found, language))
    ends = [_passport(found.passport, language), _doors(doors, language)]
    return join([*cards, tag("div", *ends, class_="lt-explore-ends")])


def _card(reading: Reading | None, name: Text, it: Compared, found: Found, language: str) -> Markup:
    light = chip(reading.state if reading else "not_reported", language)
    head = tag("div", tag("span", name.in_(language), class_="lt-family"), light, class_="lt-head")
    where = f"{found.asked.place.name} · {period_name(found.asked.period).in_(language)}"
    if reading is None or reading.value is None:
        figure = tag("div", tag("span", numbers.NONE, class_="lt-value"), class_="lt-figure")
    else:
        unit = numbers.unit(reading.metric, language)
        figure = tag(
            "div",
            tag("span", numbers.figure(reading.metric, reading.value, language, card=True),
                class_="lt-value"),
            tag("span", unit, class_="lt-unit") if unit else "",
            class_="lt-figure",
        )  # fmt: skip
    told = _facts(reading, it, found, language)
    rows = [part for term, words in told for part in (tag("dt", term), tag("dd", words))]
    facts = tag("dl", *rows, class_="lt-facts")
    flags = flag_words(reading, language) if reading else ""
    return tag("div", head, tag("p", where, flags, class_="lt-caption"), figure, facts,
               class_="lt-card lt-explore-card")  # fmt: skip


def _facts(
    reading: Reading | None, it: Compared, found: Found, language: str
) -> list[tuple[str, Markup]]:
    facts: list[tuple[str, Markup]] = []
    if reading is not None and reading.denominator is not None and reading.value is not None:
        counted = numbers.fraction(reading.numerator, reading.denominator)
        facts.append((COUNTED.in_(language), tag("span", counted)))
    if it.refused is not None:
        term = COMPARISONS[found.asked.against].in_(language)
        facts.append((term, tag("span", it.refused.in_(language), class_="lt-second")))
    elif it.target is not None and reading is not None:
        words = numbers.with_unit(reading.metric, it.target.value, language)
        facts.append((TARGET.in_(language), tag("span", words)))
    elif it.peers and reading is not None:
        words = numbers.with_unit(reading.metric, median(it.peers), language)
        facts.append((MEDIAN.in_(language), tag("span", words)))
    elif it.reading is not None and reading is not None:
        change = compared.step(reading, it.reading)
        was = WAS.format(
            figure=numbers.with_unit(reading.metric, it.reading.value, language),
            counts=numbers.fraction(it.reading.numerator, it.reading.denominator),
        ).in_(language)
        if it.reading.denominator is None:
            was = numbers.with_unit(reading.metric, it.reading.value, language)
        arrow = tag("span", change.arrow, class_="lt-arrow", aria_hidden="true")
        facts.append((comparison_name(it, found.asked.against).in_(language), tag("span", was)))
        facts.append((COMPARISONS[found.asked.against].in_(language),
                      tag("span", arrow if change.arrow else "", change.words.in_(language),
                          class_=f"lt-change lt-{change.tone}")))  # fmt: skip
    return facts


def _passport(code: str | None, language: str) -> Markup:
    if code is None:
        return Markup("")
    return tag("span", f"{PASSPORT.in_(language)} ", tag("code", code, class_="lt-passport"),
               title=PASSPORT_TIP.in_(language), class_="lt-second")  # fmt: skip


DOORS: Mapping[str, Text] = {
    "definition": DEFINITION, "evidence": EVIDENCE, "map": MAP, "meeting": MEETING,
}  # fmt: skip


def _doors(doors: Mapping[str, str], language: str) -> Markup:
    drawn = [
        tag("a", words.in_(language), href=doors[name], data_soft="1", target="_self")
        for name, words in DOORS.items()
        if name in doors
    ]
    return tag("span", *drawn, class_="lt-doors")
