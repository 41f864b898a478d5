"""Enterprises and institutions on the three-zero page: how many attain, and which do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.three_zero.matrix import ATTAINED, Line
from views import matrix
from views.changes import share_said
from views.html import Markup, join, tag
from views.places import Place
from views.tables import Column, table
from views.three_zero.found import ThreeZero, Units
from views.three_zero.sentences import THIS_CAPITAL, against_target
from wording import Text

HEADING = Text("企事业单位", "Enterprises and institutions")
ATTAINED_WORDS = Text(
    "{this}名录上 {units} 个单位中 {attained} 个三零达标{share}",
    "{this}: {attained} of the {units} units on the register at three-zero{share}",
)
STATES = (
    ("failed", Text("有计入事件 {count} 个", "{count} with counted events")),
    ("pending", Text("有待定事件 {count} 个", "{count} pending")),
    ("not_reported", Text("未按周报送 {count} 个", "{count} did not file every week")),
)
STOP = Text("。", ". ")
NONE_ON_REGISTER = Text("单位名录上没有单位。", "There are no units on the register.")
REST = Text("末周为零的其余 {count} 个单位", "The other {count} units, at zero in the last week")
UNIT = Text("单位", "Unit")
KIND = Text("类型", "Kind")
STATE = Text("末周", "Last week")


def said(units: Units, kind: str) -> Text:
    """How many attain against the target, how many more may fail, and why the others do not."""
    it = units.allowance
    if not it.units:
        return NONE_ON_REGISTER
    words = ATTAINED_WORDS.format(
        this=THIS_CAPITAL[kind], units=it.units, attained=it.attained,
        share=share_said(it.attained, it.units),
    )  # fmt: skip
    parts = [words, *against_target(it, units.target, of_units=True), STOP]
    counted = [
        text.format(count=len(getattr(it, name))) for name, text in STATES if getattr(it, name)
    ]
    zh = "".join(part.zh for part in parts) + "，".join(part.zh for part in counted)
    en = "".join(part.en for part in parts) + ", ".join(part.en for part in counted)
    return Text(zh + "。", en + ".") if counted else Text(zh, en.strip())


def draw(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The sentence, the units that need attention week by week, and the others behind a click."""
    units = found.units
    if units is None:
        return Markup("")
    places = {
        key: Place(unit.community_id, unit.name, "community")
        for key, unit in units.register.items()
    }
    needs = [line for line in units.lines if line.latest.state not in ATTAINED]
    rest = [line for line in units.lines if line.latest.state in ATTAINED]
    drawn = matrix.matrix(needs, places, query, language, heading=UNIT)
    pieces = [
        tag("h2", HEADING.in_(language)),
        tag("p", said(units, found.period.kind).in_(language)),
        tag("div", drawn, class_="lt-tall") if needs else Markup(""),
    ]
    if rest:
        summary = tag("summary", REST.format(count=len(rest)).in_(language))
        pieces.append(
            tag(
                "details",
                summary,
                tag("div", _listed(found, units, rest, language), class_="lt-tall"),
                class_="lt-more",
            )
        )
    return join(pieces)


def table_of(found: ThreeZero, language: str) -> Markup:
    """Every unit with the state of its last week; nothing where there are none."""
    units = found.units
    return _listed(found, units, units.lines, language) if units else Markup("")


def _listed(found: ThreeZero, units: Units, lines: Sequence[Line], language: str) -> Markup:
    """Each unit, its state, for how long it has been at zero, and what that is compatible with."""
    columns = [
        Column(UNIT.in_(language)), Column(KIND.in_(language)),
        Column(matrix.COMMUNITY.in_(language)), Column(STATE.in_(language)),
        Column(matrix.STREAK.in_(language), True),
        Column(matrix.SINCE.in_(language), True), Column(matrix.UPPER.in_(language), True),
    ]  # fmt: skip
    rows = []
    for line in lines:
        unit = units.register[line.community_id]
        community = found.communities[unit.community_id].name
        state = matrix.SIGNS[line.latest.state].word.in_(language)
        rows.append((unit.name, unit.kind, community, state, *matrix.streak(line, language)))
    return table(columns, rows)
