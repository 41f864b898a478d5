"""The tables of the three-zero page: components, this period's events, exclusions, checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.three_zero.events import COMPONENTS, KINDS, Event
from metrics.three_zero.reconcile import Check, Key
from views import family_table, numbers, weeks
from views.cards import target_words
from views.changes import change_html
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.lights import chip
from views.results import Standing
from views.tables import Column, table
from views.three_zero.found import ThreeZero
from wording import Text

METRIC = Text("指标", "Metric")
LIGHT = Text("亮灯", "Light")
ATTAINED = Text("达标数", "Attained")
RATE = Text("达标率", "Rate")
CHANGE = Text("较上期", "Change")
RAW = Text("原始", "Raw")
EXCLUDED = Text("剔除", "Excluded")
PENDING = Text("待定", "Pending")
COUNTED = Text("计入", "Counted")
DAY = Text("日期", "Day")
COMMUNITY = Text("社区", "Community")
KIND = Text("类别", "Kind")
MARK = Text("认定", "Mark")
REASON = Text("原因", "Reason")
APPROVER = Text("认定单位", "Approved by")
DECIDED = Text("认定日期", "Decided on")
SOURCE = Text("出处", "Source")
ROW = Text("第{row}行", "Row {row}")
TO_CHECK = Text("待核内容", "To be checked")
WHEN = Text("时段", "Period")
NO_EXCLUSIONS = Text("所示各周没有剔除。", "Nothing was excluded in these weeks.")
NO_CHECKS = Text("所示各周各来源一致。", "The sources agree in these weeks.")
NO_EVENTS = Text(
    "本期台账中没有计入或待定的事件。", "The ledgers hold no counted or pending event."
)
NOT_NAMED = Text("未填", "not given")
NO_COLUMN = Text("台账无此栏", "no such column")
COUNTED_WORD = Text("计入", "counted")
PENDING_WORD = Text("待定", "pending")

CHECKS: Mapping[Key, Text] = {
    "ledger_only": Text(
        "零报告{kind}填 0，台账该周计入 {ledger} 起",
        "The zero report says 0 ({kind}); the ledger counts {ledger} that week",
    ),
    "report_only": Text(
        "零报告{kind}填 {reported}，台账该周没有对应记录",
        "The zero report says {reported} ({kind}); the ledger holds none that week",
    ),
    "totals_only": Text(
        "案件月报计入 {ledger} 起，相关各周零报告均填 0",
        "Monthly totals count {ledger} cases; all zero reports around say 0",
    ),
    "no_approver": Text("剔除未填认定单位", "Excluded without saying who approved it"),
    "no_day": Text("剔除未填认定日期", "Excluded without the day of the decision"),
    "no_reason": Text("剔除未填原因", "Excluded without a reason"),
}


def components(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The indicators of three-zero with raw beside counted."""
    columns = [
        Column(METRIC.in_(language)), Column(LIGHT.in_(language)),
        Column(ATTAINED.in_(language), True), Column(RATE.in_(language), True),
        Column(CHANGE.in_(language)), Column(RAW.in_(language), True),
        Column(EXCLUDED.in_(language), True), Column(PENDING.in_(language), True),
        Column(COUNTED.in_(language), True),
    ]  # fmt: skip
    kinds = {metric: kind for kind, metric in COMPONENTS.items()}
    rows = []
    for standing in core(found):
        now, metric = standing.now, standing.metric
        counts: tuple[object, ...] = ("", "", "", "")
        if metric.key in kinds:
            it = found.tallies.get(kinds[metric.key])
            counts = (numbers.NONE,) * 4
            if it is not None:
                counts = (it.raw, it.excluded, it.pending, it.counted)
        name = link(metric.name.in_(language), "grid_map", {**query, "metric": metric.key},
                    title=target_words(standing, language))  # fmt: skip
        rows.append((
            name, join([chip(now.state, language), flag_words(now, language)]),
            numbers.fraction(now.numerator, now.denominator),
            numbers.figure(metric, now.value, language),
            change_html(standing, language, short=True), *counts,
        ))  # fmt: skip
    return table(columns, rows)


def core(found: ThreeZero) -> list[Standing]:
    """The indicators of zero itself; petition clocks, disputes and forces stand beside them."""
    return [s for s in found.standings if "zero" in s.metric.key and "late" not in s.metric.key]


def others(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The other indicators of the family, each with its count."""
    held = core(found)
    return family_table.rows([s for s in found.standings if s not in held], query, language)


def _place(found: ThreeZero, community_id: str, query: Mapping[str, str]) -> Markup:
    place = found.communities[community_id]
    return link(place.name, "three_zero", {**query, "place": community_id})


def _source(found: ThreeZero, event: Event, language: str) -> Markup:
    """Row, with file and sheet as a tip: the evidence of one event."""
    file = found.files.get(event.import_id or -1, "")
    where = " · ".join(part for part in (file, event.sheet, event.event_id) if part)
    row = numbers.NONE if event.row is None else ROW.format(row=event.row).in_(language)
    return tag("span", row, title=where, class_="lt-source")


def _kind(event: Event, language: str) -> str:
    return KINDS[event.kind].in_(language)


def events(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The counted and the pending events of the period, each with where it stands."""
    if not found.events:
        return tag("p", NO_EVENTS.in_(language), class_="lt-remark")
    columns = [Column(DAY.in_(language)), Column(COMMUNITY.in_(language)),
               Column(KIND.in_(language)), Column(MARK.in_(language)),
               Column(SOURCE.in_(language))]  # fmt: skip
    words = {"counted": COUNTED_WORD, "pending": PENDING_WORD}
    signs = {"counted": tag("span", "■ ", class_="lt-red", aria_hidden="true"),
             "pending": tag("span", "▲ ", class_="lt-amber", aria_hidden="true")}  # fmt: skip
    rows = [
        (weeks.month_and_day(event.day, language), _place(found, event.community_id, query),
         _kind(event, language),
         tag("span", signs[event.mark], words[event.mark].in_(language)),
         _source(found, event, language))
        for event in reversed(found.events)
    ]  # fmt: skip
    return table(columns, rows)


def exclusions(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """Every exclusion of the weeks shown, with reason, approver and day."""
    if not found.excluded:
        return tag("p", NO_EXCLUSIONS.in_(language), class_="lt-remark")
    columns = [Column(DAY.in_(language)), Column(COMMUNITY.in_(language)),
               Column(KIND.in_(language)), Column(REASON.in_(language)),
               Column(APPROVER.in_(language)), Column(DECIDED.in_(language)),
               Column(SOURCE.in_(language))]  # fmt: skip
    rows = []
    for event in found.excluded:
        missing = NOT_NAMED if event.kind == "petition" else NO_COLUMN
        empty = tag("span", missing.in_(language), class_="lt-faint")
        rows.append((
            weeks.month_and_day(event.day, language), _place(found, event.community_id, query),
            _kind(event, language), event.reason or empty, event.approver or empty,
            weeks.month_and_day(event.decided_on, language) if event.decided_on else empty,
            _source(found, event, language),
        ))  # fmt: skip
    return table(columns, rows)


def to_check(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """What the sources say differently, in neutral words."""
    if not found.checks:
        return tag("p", NO_CHECKS.in_(language), class_="lt-remark")
    columns = [Column(WHEN.in_(language)), Column(COMMUNITY.in_(language)),
               Column(TO_CHECK.in_(language)), Column(SOURCE.in_(language))]  # fmt: skip
    rows = [
        (_when(check, language), _place(found, check.community_id, query),
         _words(check, language),
         join(_sources(found, check.events, language), " "))
        for check in found.checks
    ]  # fmt: skip
    return table(columns, rows)


def _when(check: Check, language: str) -> str:
    if "W" in check.period_id:
        return weeks.short(check.period_id, language)
    return weeks.month_of_id(check.period_id, language)


def _words(check: Check, language: str) -> str:
    kind = KINDS[check.kind]
    words = CHECKS[check.key].format(
        kind=Text(kind.zh, kind.en.lower()), ledger=check.ledger, reported=check.reported
    )
    return words.in_(language)


def _sources(found: ThreeZero, events: Sequence[Event], language: str) -> list[Markup]:
    return [_source(found, event, language) for event in events]
