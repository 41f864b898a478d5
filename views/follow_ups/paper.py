"""What leaves the page of follow-ups: a calendar file, and a list to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from views import numbers
from views.follow_ups import page
from views.follow_ups.matter import ESCALATED, STATES, Matter
from views.html import Markup, tag
from wording import Text

REMINDER = Text("督办 {code}：{what}", "Follow-up {code}: {what}")
FACTS = Text(
    "责任部门：{department}；责任岗位：{post}；期限：{day}",
    "Department: {department}; post: {post}; due: {day}",
)
CALENDAR = Text("岭图督办", "Lingtu follow-ups")
TITLE = Text("督办事项一览（{day}，{count} 项）", "Follow-ups as of {day} ({count})")
DAYS_BEFORE = 1

_STYLE = """
@page { size: A4 landscape; margin: 15mm; }
body {
  font-family: "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  font-size: 11pt; color: #1F2933; margin: 24px; }
h1 { font-size: 16pt; } table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; } tr { page-break-inside: avoid; }
th, td { border: 1px solid #52606D; padding: 4px 6px; text-align: left; vertical-align: top; }
"""


def calendar(matters: Sequence[Matter], *, made_at: datetime, language: str) -> bytes:
    """An .ics file: one whole day per matter that is not done, with a reminder the day before."""
    held = Calendar()
    held.add("prodid", "-//Lingtu//follow-ups//")
    held.add("version", "2.0")
    held.add("x-wr-calname", CALENDAR.in_(language))
    for matter in matters:
        if matter.state not in ("done", "verified") and matter.due is not None:
            held.add_component(_event(matter, made_at, language))
    return bytes(held.to_ical())


def _event(matter: Matter, made_at: datetime, language: str) -> Event:
    said = REMINDER.format(code=matter.code, what=matter.outside(language)).in_(language)
    event = Event()
    # The same matter with a new day replaces its entry, in a calendar that has read an older file.
    event.add("uid", f"{matter.code}@lingtu")
    event.add("sequence", matter.reopened)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", matter.due_on)
    event.add("dtend", matter.due_on + timedelta(days=1))
    event.add("summary", said)
    event.add("description", FACTS.format(
        department=page.department(matter, language), post=matter.post or numbers.NONE,
        day=numbers.short_day(matter.due_on),
    ).in_(language))  # fmt: skip
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", timedelta(days=-DAYS_BEFORE))
    event.add_component(alarm)
    return event


def printable(matters: Sequence[Matter], *, on: date, language: str) -> bytes:
    """A page of its own that opens by double-click and prints on A4."""
    title = TITLE.format(day=numbers.day(on, language), count=len(matters)).in_(language)
    header = (page.CODE, page.STATE, page.DUE, page.WHAT, page.DEPARTMENT, page.POST, page.PLACE)
    rows = [
        tag("tr", *(tag("td", cell) for cell in (
            matter.code, _state(matter, language), numbers.short_day(matter.due),
            matter.outside(language),
            page.department(matter, language), matter.post,
            matter.place.name if matter.place else "",
        )))
        for matter in matters
    ]  # fmt: skip
    head = tag("tr", *(tag("th", words.in_(language)) for words in header))
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    style = Markup(f"<style>{_STYLE}</style>")
    document = tag(
        "html", tag("head", Markup('<meta charset="utf-8">'), tag("title", title), style),
        tag("body", tag("h1", title), table), lang="en" if language == "en" else "zh-CN",
    )  # fmt: skip
    return f"<!doctype html>{document}".encode()


def _state(matter: Matter, language: str) -> str:
    shape, word = STATES[matter.state]
    said = [f"{shape} {word.in_(language)}"]
    if matter.is_escalated:
        said.append(ESCALATED.in_(language))
    return ("、" if language == "zh" else ", ").join(said)
