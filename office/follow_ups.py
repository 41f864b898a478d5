"""The follow-ups: what a meeting decided, who does it by when, and what became of it.

A decision is never rewritten. What happens to it afterwards is a list of events to which lines are
added (`office.follow_up_changes`); the state of a follow-up on a day is worked out from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, select

from office.meeting_tables import EVENTS, FOLLOW_UPS
from office.store import reading
from wording import ShownError, Text

FollowUpState = Literal["open", "due", "overdue", "done", "verified"]
EventKind = Literal["done", "verified", "returned", "reopened", "note", "overdue", "escalated"]

STATES: dict[FollowUpState, Text] = {
    "overdue": Text("逾期", "overdue"),
    "due": Text("本周到期", "due this week"),
    "open": Text("办理中", "open"),
    "done": Text("已办结，待核查", "done, to be verified"),
    "verified": Text("已销号", "verified"),
}
"""The states in the order of what needs attention."""

EVENTS_SAID: dict[EventKind, Text] = {
    "done": Text("报办结", "reported done"),
    "verified": Text("核查销号", "verified"),
    "returned": Text("核查退回", "sent back"),
    "reopened": Text("重新督办", "reopened"),
    "note": Text("补充情况", "note"),
    "overdue": Text("会上逾期", "overdue at the meeting"),
    "escalated": Text("升级至领导小组", "escalated to the leadership group"),
}
NO_FOLLOW_UP = Text("没有编号为 {number} 的督办事项。", "There is no follow-up number {number}.")


class FollowUpError(ShownError):
    """Something that cannot be done with a follow-up."""


@dataclass(frozen=True)
class FollowUpEvent:
    """One thing that happened to a follow-up.

    ``due_on`` is the new day where it was opened again; ``meeting_number`` names the meeting that
    found it overdue.
    """

    kind: EventKind
    at: datetime
    by: str
    note: str = ""
    due_on: date | None = None
    meeting_number: int | None = None


@dataclass(frozen=True)
class FollowUp:
    """One decision of a meeting and how it stands on a day.

    ``department`` is named exactly as in the plan, ``post`` is a post and not a person. ``metric``
    and ``place_id`` say which number it is about (None: none), ``period_id`` of which period;
    ``expected`` is the effect that is hoped for, in words. ``overdue_meetings`` counts the frozen
    meetings that found it overdue since it was last opened, ``reopened`` how often it came back.
    ``due_on`` is the day that holds now, ``done_on`` and ``verified_on`` are None while it is not.
    """

    follow_up_id: int
    meeting_number: int
    position: int
    what: str
    department: str
    post: str
    due_on: date
    metric: str | None
    place_id: str | None
    period_id: str
    expected: str
    decided_at: datetime
    decided_by: str
    state: FollowUpState
    is_escalated: bool = False
    overdue_meetings: int = 0
    reopened: int = 0
    done_on: date | None = None
    done_by: str | None = None
    verified_on: date | None = None
    verified_by: str | None = None
    events: tuple[FollowUpEvent, ...] = ()

    @property
    def code(self) -> str:
        """Its number on paper: the meeting and the position in it, D003-2."""
        return f"D{self.meeting_number:03d}-{self.position}"

    @property
    def is_finished(self) -> bool:
        """Whether its department has reported it done."""
        return self.state in ("done", "verified")


def follow_ups(home: Path, *, on: date, meeting_number: int | None = None) -> tuple[FollowUp, ...]:
    """The follow-ups as they stand on a day, by meeting and position; all, or of one meeting."""
    with reading(home) as connection:
        if connection is None:
            return ()
        found = follow_ups_on(connection, on)
    return tuple(f for f in found if meeting_number in (None, f.meeting_number))


def follow_up(home: Path, follow_up_id: int, *, on: date) -> FollowUp:
    """One follow-up as it stands on a day; FollowUpError where there is none."""
    found = next((f for f in follow_ups(home, on=on) if f.follow_up_id == follow_up_id), None)
    if found is None:
        raise FollowUpError(NO_FOLLOW_UP.format(number=follow_up_id))
    return found


def follow_ups_on(connection: Connection, on: date) -> tuple[FollowUp, ...]:
    """Every follow-up as it stands on a day, on a connection that is open already."""
    happened: dict[int, list[FollowUpEvent]] = defaultdict(list)
    for row in connection.execute(select(EVENTS).order_by(EVENTS.c.event_id)).mappings():
        event = FollowUpEvent(row["kind"], row["at"], row["by"], row["note"], row["due_on"],
                              row["meeting_number"])  # fmt: skip
        happened[row["follow_up_id"]].append(event)
    rows = connection.execute(
        select(FOLLOW_UPS).order_by(FOLLOW_UPS.c.meeting_number, FOLLOW_UPS.c.position)
    )
    return tuple(_standing(row, happened[row["follow_up_id"]], on) for row in rows.mappings())


def state_by_day(due_on: date, on: date) -> FollowUpState:
    """The state of what is not done: overdue, due by the Sunday of this week, or open."""
    if due_on < on:
        return "overdue"
    sunday = on + timedelta(days=6 - on.weekday())
    return "due" if due_on <= sunday else "open"


def _standing(row: Mapping[Any, Any], events: list[FollowUpEvent], on: date) -> FollowUp:
    due_on: date = row["due_on"]
    done: dict[str, Any] = {}
    is_escalated, overdue, reopened = False, 0, 0
    for event in events:
        if event.kind == "done":
            done = {"state": "done", "done_on": event.at.date(), "done_by": event.by}
        elif event.kind == "verified":
            verified = {"verified_on": event.at.date(), "verified_by": event.by}
            done = {**done, "state": "verified", **verified}
        elif event.kind in ("returned", "reopened"):
            done, is_escalated, overdue, reopened = {}, False, 0, reopened + 1
            due_on = event.due_on or due_on
        elif event.kind == "overdue":
            overdue += 1
        elif event.kind == "escalated":
            is_escalated = True
    decided = {**row, "due_on": due_on, "state": state_by_day(due_on, on), **done}
    return FollowUp(
        **decided, is_escalated=is_escalated, overdue_meetings=overdue, reopened=reopened,
        events=tuple(events),
    )  # fmt: skip
