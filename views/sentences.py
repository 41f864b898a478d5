"""Findings in words: plain sentences of an office, not of a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from views import numbers
from views.changes import is_small
from views.places import LEVEL_NAMES, Place
from views.results import Reading, Standing
from wording import Text, joined

MANY = 3

THIS = {
    "week": Text("本周", "this week"),
    "month": Text("本月", "this month"),
    "quarter": Text("本季度", "this quarter"),
    "year": Text("本年", "this year"),
}
UNITS = {
    "subdistrict": Text("个街道", "subdistricts"),
    "community": Text("个社区", "communities"),
    "grid": Text("个网格", "grids"),
}
ONE = {key: Text(UNITS[key].zh, LEVEL_NAMES[key].en.lower()) for key in UNITS}

ALERTS = Text("{count} 项指标预警：{names}。", "{count} on alert: {names}. ")
WATCHES = Text("{count} 项关注。", "{count} to watch. ")
NOTHING_RED = Text("{this}没有预警指标。", "No metric is on alert {this}. ")
UNREPORTED = Text("{who}{this}未报零报告。", "No zero report from {who} {this}. ")
ALL_REPORTED = Text("零报告{this}已全部报送。", "All zero reports are in {this}. ")
NO_VALUES = Text("{this}还没有可以说明的数据。", "There are no figures {this} yet. ")

ALL_ON_TARGET = Text("{count} {unit}全部达标", "All {count} {unit} on target")
ALERT_PARTS = Text("{count} {unit}预警：{names}", "{count} {unit} on alert: {names}")
WATCH_PARTS = Text("{count} {unit}需关注：{names}", "{count} {unit} to watch: {names}")
MISSING_PARTS = Text("{count} {unit}未报：{names}", "{count} {unit} not reported: {names}")
SPREAD = Text("{most}最高 {high}，{least}最低 {low}", "Highest {most} {high}, lowest {least} {low}")
NO_VALUE_HERE = Text("没有数值", "No values")
ALL_SAME = Text("{count} {unit}均为 {figure}", "All {count} {unit} at {figure}")
ALL_ALIKE = Text(
    "{count} {unit}情况相同，合计 {figure}", "All {count} {unit} alike, {figure} together"
)
NOT_YET = Text("{this}尚未报送", "Nothing reported {this}")
COUNTED = Text("计入 {fraction}", "Counted: {fraction}")


def units(count: int, level: str) -> Text:
    """The word for so many places of a level."""
    return UNITS[level] if count != 1 else ONE[level]


def names(places: Sequence[Place], at_most: int = MANY, *, in_full: bool = False) -> Text:
    """A few names of places, and how many more there are; ``in_full`` with the place they lie in,
    as each community has a first grid."""
    called = [place.short_path if in_full else place.name for place in places]
    return listed([Text(name, name) for name in called], at_most)


def listed(words: Sequence[Text], at_most: int = MANY) -> Text:
    """The first few of a list, and how many more there are."""
    shown, more = joined(words[:at_most]), len(words) - at_most
    return Text(f"{shown.zh}等", f"{shown.en} and {more} more") if more > 0 else shown


def _metric_names(standings: Sequence[Standing]) -> Text:
    return listed([standing.metric.name for standing in standings])


def headline(standings: Sequence[Standing], unreported: Sequence[Place]) -> Text:
    """The first line of the overview: what is red, and who has not reported."""
    if not standings:
        return Text("没有可显示的指标。", "There are no metrics to show.")
    this = THIS[standings[0].now.period.kind]
    if all(s.now.value is None for s in standings):
        return NO_VALUES.format(this=this)
    red = [s for s in standings if s.now.state == "red"]
    amber = [s for s in standings if s.now.state == "amber"]
    parts = (
        [ALERTS.format(count=len(red), names=_metric_names(red))]
        if red
        else [NOTHING_RED.format(this=this)]
    )
    if amber:
        parts.append(WATCHES.format(count=len(amber)))
    if unreported:
        who = names(unreported)
        level = unreported[0].level
        if len(unreported) > MANY:
            who = Text(
                f"{len(unreported)} {UNITS[level].zh}", f"{len(unreported)} {UNITS[level].en}"
            )
        parts.append(UNREPORTED.format(who=who, this=this))
    return Text("".join(p.zh for p in parts), "".join(p.en for p in parts).strip())


def _in_state(parts: Iterable[Reading], state: str) -> list[Place]:
    return [reading.place for reading in parts if reading.state == state]


def _says_something(reading: Reading) -> bool:
    """Whether there is a figure or a light: a figure that is withheld keeps its light."""
    return reading.value is not None or reading.state != "no_target"


def card(standing: Standing) -> Text:
    """One sentence on the parts behind a number: who is red, missing, highest and lowest."""
    if not any(_says_something(part) for part in standing.parts):
        now = standing.now
        if now.state == "not_reported":
            return NOT_YET.format(this=THIS[now.period.kind])
        return COUNTED.format(fraction=numbers.fraction(now.numerator, now.denominator))
    return field(standing.parts)


def field(readings: Sequence[Reading]) -> Text:
    """One sentence on the places of a level: who is missing, red, amber, highest and lowest."""
    parts = [part for part in readings if _says_something(part)]
    if not parts:
        return NO_VALUE_HERE
    level = parts[0].place.level
    in_full = level == "grid" and len({part.place.parent_id for part in parts}) > 1
    said = [
        words.format(
            count=len(found), unit=units(len(found), level), names=names(found, in_full=in_full)
        )
        for state, words in (("red", ALERT_PARTS), ("not_reported", MISSING_PARTS))
        if (found := _in_state(parts, state))
    ]
    if said:
        return Text("；".join(s.zh for s in said), "; ".join(s.en for s in said))
    watched = _in_state(parts, "amber")
    if watched:
        return WATCH_PARTS.format(
            count=len(watched), unit=units(len(watched), level),
            names=names(watched, in_full=in_full),
        )  # fmt: skip
    if all(part.state == "green" for part in parts):
        return ALL_ON_TARGET.format(count=len(parts), unit=units(len(parts), level))
    known = sorted((p for p in parts if p.value is not None), key=lambda p: p.value or 0.0)
    low, high = known[0], known[-1]
    if low.value == high.value:
        words, figure = ALL_SAME, numbers.figure(high.metric, high.value, "zh")
        if any(map(is_small, known)):
            above = sum(part.numerator or 0.0 for part in known)
            below = sum(part.denominator or 0.0 for part in known)
            words, figure = ALL_ALIKE, numbers.fraction(above, below)
        return words.format(count=len(known), unit=units(len(known), level), figure=figure)
    return SPREAD.format(
        most=names([high.place], in_full=in_full), least=names([low.place], in_full=in_full),
        high=_figure(high), low=_figure(low),
    )  # fmt: skip


def _figure(reading: Reading) -> str:
    """A value; of a share of fewer than ten, the counts."""
    if is_small(reading):
        return numbers.fraction(reading.numerator, reading.denominator)
    return numbers.figure(reading.metric, reading.value, "zh")
