"""The page of the review meeting: where it stands, its parts, the agenda, the meetings so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from views import numbers
from views.changes import change_html
from views.follow_ups.matter import Matter, state_chip
from views.html import Markup, link, tag
from views.lights import chip
from views.meeting.agenda import REASONS, Item
from views.tables import Column, table
from wording import Text

WAYS: Mapping[str, Text] = {
    "before": Text("会前核对", "Check-up"),
    "agenda": Text("议程", "Agenda"),
    "decisions": Text("议定事项", "Decisions"),
    "record": Text("定稿内容", "What was frozen"),
    "changes": Text("当时 / 现在", "Then / now"),
    "past": Text("历次会议", "Meetings so far"),
}
AGENDA = Text("议程 {count} 项：{reasons}。", "{count} items on the agenda: {reasons}.")
EMPTY_AGENDA = Text("本期没有需要上会的事项。", "Nothing has to come before the meeting.")
LAST = Text(
    "上次会议（第 {number} 次）议定 {decided} 项，已办结 {done} 项，逾期 {overdue} 项。",
    "Meeting {number}, the last one, decided {decided}: {done} done, {overdue} overdue.",
)
REASON, METRIC, LIGHT = Text("缘由", "Why"), Text("指标", "Metric"), Text("亮灯", "Light")
VALUE, CHANGE = Text("数值", "Value"), Text("较上期", "Change")
DECIDED_LAST = Text("上次议定", "Decided last")
NUMBER, PERIOD = Text("次", "No."), Text("周期", "Period")
STATE, FROZEN_AT = Text("状态", "State"), Text("定稿时间", "Frozen at")
VERSION, DECISIONS = Text("数据版本", "Version"), Text("议定事项", "Decisions")
STATES = {"open": Text("进行中", "Open"), "frozen": Text("已定稿", "Frozen")}
NO_MEETINGS = Text("还没有开过会。", "There has been no meeting yet.")
OPEN_IT = Text("打开", "Open")


@dataclass(frozen=True)
class Past:
    """A meeting in the list of meetings."""

    number: int
    period_id: str
    state: str
    frozen_at: datetime | None
    version: int | None
    decisions: int


def way(asked: str, default: str, offered: Sequence[str]) -> str:
    """The part of the page that is shown."""
    return asked if asked in offered else default


def switch(
    chosen: str, counts: Mapping[str, int | None], query: Mapping[str, str], language: str
) -> Markup:
    """The parts of the page as links, each with how much there is in it."""
    links = []
    for key, count in counts.items():
        words = WAYS[key].in_(language)
        if count is not None:
            words = f"{words} {count}"
        links.append(
            link(words, "weekly_review", {**query, "view": key},
                 aria_current="true" if key == chosen else None)
        )  # fmt: skip
    return tag("nav", *links, class_="lt-switch")


def last_time(number: int, decided: Sequence[Matter]) -> Text:
    """What became of the decisions of the last meeting."""
    return LAST.format(
        number=number, decided=len(decided),
        done=sum(matter.state in ("done", "verified") for matter in decided),
        overdue=sum(matter.state == "overdue" for matter in decided),
    )  # fmt: skip


def agenda_line(items: Sequence[Item]) -> Text:
    """The agenda in one sentence."""
    if not items:
        return EMPTY_AGENDA
    counted = {reason: sum(item.reason == reason for item in items) for reason in REASONS}
    said = [(REASONS[reason], count) for reason, count in counted.items() if count]
    return AGENDA.format(
        count=len(items),
        reasons=Text(
            "，".join(f"{words.zh} {count}" for words, count in said),
            ", ".join(f"{words.en.lower()} {count}" for words, count in said),
        ),
    )


def agenda(
    rows: Sequence[tuple[Item, Matter | None]], query: Mapping[str, str], language: str
) -> Markup:
    """The items in their order, each a way into the meeting."""
    if not rows:
        return Markup("")
    columns = [
        Column("", True), Column(REASON.in_(language)), Column(METRIC.in_(language)),
        Column(LIGHT.in_(language)), Column(VALUE.in_(language), True),
        Column(CHANGE.in_(language)), Column(DECIDED_LAST.in_(language)),
    ]  # fmt: skip
    return table(columns, [_item(at, *row, query, language) for at, row in enumerate(rows, 1)])


def _item(
    at: int, item: Item, matter: Matter | None, query: Mapping[str, str], language: str
) -> Sequence[object]:
    standing = item.standing
    to = {**query, "mode": "meeting", "item": item.key}
    decided: object = ""
    if matter is not None:
        decided = tag("span", f"{matter.code} ", state_chip(matter, language))
    return (
        str(at), REASONS[item.reason].in_(language),
        link(standing.metric.name.in_(language), "weekly_review", to),
        chip(standing.now.state, language),
        numbers.with_unit(standing.metric, standing.now.value, language),
        change_html(standing, language, short=True), decided,
    )  # fmt: skip


def past(meetings: Sequence[Past], query: Mapping[str, str], language: str) -> Markup:
    """The meetings so far, the latest first."""
    if not meetings:
        return tag("p", NO_MEETINGS.in_(language), class_="lt-remark")
    columns = [
        Column(NUMBER.in_(language), True), Column(PERIOD.in_(language)),
        Column(STATE.in_(language)), Column(FROZEN_AT.in_(language)),
        Column(VERSION.in_(language), True), Column(DECISIONS.in_(language), True), Column(""),
    ]  # fmt: skip
    return table(columns, [
        (
            str(each.number), each.period_id, STATES[each.state].in_(language),
            "" if each.frozen_at is None else f"{each.frozen_at:%Y-%m-%d %H:%M}",
            "" if each.version is None else str(each.version), str(each.decisions),
            link(OPEN_IT.in_(language), "weekly_review", {**query, "period": each.period_id}),
        )
        for each in meetings
    ])  # fmt: skip
