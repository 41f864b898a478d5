"""Targets as the office sees them: the plan's and its own beside each other, and every decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from metrics.metric import Metric
from metrics.rating import Target
from views import numbers
from views.cards import TARGET_BY
from views.html import Markup, join, tag
from views.tables import Column, table
from wording import Text

FROM_TO = Text("{first} 至 {last}", "{first} to {last}")
SINCE = Text("自 {first} 起", "from {first}")
UNTIL = Text("至 {last} 止", "until {last}")
ALWAYS = Text("一直有效", "always")

METRIC = Text("指标", "Metric")
BY_PLAN = Text("原定目标", "Declared target")
BY_OFFICE = Text("本街道调整", "Set by the office")
HOLDS = Text("有效期", "Holds")
REASON = Text("理由", "Reason")
WHO = Text("决定人", "Decided by")
WHEN = Text("时间", "When")
NUMBER = Text("编号", "No.")
WHAT = Text("内容", "What")
PLACE = Text("地点", "Place")
TAKEN_BACK = Text("撤回第 {number} 条", "takes back no. {number}")
TAKEN = Text("（已撤回）", "(taken back)")
FRESH = Text("自 {day} 起重新计算控制限", "limits start afresh on {day}")
EVERYWHERE = Text("所有地点", "every place")
NONE_SET = Text("本街道尚未调整目标。", "The office has not changed a target.")

SUMMARY = Text(
    "{judged} 项指标有目标，其中 {changed} 项由本街道调整过。方案的目标不会删除，调整叠加其上。",
    "{judged} metrics have a target; the office has changed {changed}. The plan's targets are "
    "never removed: a change lies over them.",
)


def holds(target: Target) -> Text:
    """The days on which a target holds, in words."""
    first, last = numbers.short_day(target.valid_from), numbers.short_day(target.valid_to)
    if target.valid_from and target.valid_to:
        return FROM_TO.format(first=first, last=last)
    if target.valid_from:
        return SINCE.format(first=first)
    return UNTIL.format(last=last) if target.valid_to else ALWAYS


def words(metric: Metric, target: Target, language: str) -> str:
    """One target with its unit, who set it, when it holds and why."""
    parts = [numbers.with_unit(metric, target.value, language), TARGET_BY[target.set_by]
             .in_(language)]  # fmt: skip
    if target.valid_from or target.valid_to:
        parts.append(holds(target).in_(language))
    if target.reason:
        parts.append(target.reason)
    return " · ".join(parts)


def summary(metrics: Mapping[str, Metric]) -> Text:
    """How many metrics have a target, and how many of them the office has changed."""
    judged = [metric for metric in metrics.values() if metric.targets]
    changed = [metric for metric in judged if any(target.decided_by for target in metric.targets)]
    return SUMMARY.format(judged=len(judged), changed=len(changed))


def in_force(metrics: Iterable[Metric], language: str) -> Markup:
    """Every metric with a target: what was declared, and what the office laid over it."""
    columns = [Column(text.in_(language)) for text in (METRIC, BY_PLAN, BY_OFFICE, HOLDS, REASON)]
    rows = []
    for metric in metrics:
        declared = [target for target in metric.targets if not target.decided_by]
        ours = [target for target in metric.targets if target.decided_by]
        if not metric.targets:
            continue
        rows.append([
            metric.name.in_(language),
            _lines([words(metric, target, language) for target in declared]),
            _lines([numbers.with_unit(metric, target.value, language) for target in ours]),
            _lines([holds(target).in_(language) for target in ours]),
            _lines([target.reason for target in ours]),
        ])  # fmt: skip
    return table(columns, rows)


def _lines(said: Sequence[str]) -> Markup | str:
    return join([tag("div", each) for each in said]) or numbers.NONE


@dataclass(frozen=True)
class Line:
    """One line of a history, ready to be shown."""

    number: int
    metric: str
    what: Text
    reason: str
    by: str
    at: datetime
    is_taken_back: bool


def line_of_target(
    metric: Metric | None, value: float | None, span: tuple[date | None, date | None],
    withdraws: int | None,
) -> Text:  # fmt: skip
    """What a line about a target says."""
    if withdraws is not None or value is None or metric is None:
        return TAKEN_BACK.format(number=withdraws)
    days = holds(Target(value, "office", *span))
    zh, en = (numbers.with_unit(metric, value, language) for language in ("zh", "en"))
    return Text(f"{zh}，{days.zh}", f"{en}, {days.en}")


def line_of_rebasing(from_on: date | None, place: str | None, withdraws: int | None) -> Text:
    """What a line about a fresh start says."""
    if withdraws is not None:
        return TAKEN_BACK.format(number=withdraws)
    day = FRESH.format(day=numbers.short_day(from_on))
    where = Text(place, place) if place else EVERYWHERE
    return Text(f"{where.zh}：{day.zh}", f"{where.en}: {day.en}")


def history(lines: Sequence[Line], language: str) -> Markup:
    """Every decision, the latest first."""
    if not lines:
        return tag("p", NONE_SET.in_(language), class_="lt-second")
    heads = (NUMBER, METRIC, WHAT, REASON, WHO, WHEN)
    columns = [Column(text.in_(language), is_number=text is NUMBER) for text in heads]
    rows = [
        [
            line.number, line.metric,
            line.what.in_(language) + (TAKEN.in_(language) if line.is_taken_back else ""),
            line.reason, line.by, f"{line.at:%Y-%m-%d %H:%M}",
        ]
        for line in lines
    ]  # fmt: skip
    return table(columns, rows)
