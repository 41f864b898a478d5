"""What is done to follow-ups: decided in an open meeting, reported, verified, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from office.follow_ups import (
    EVENTS_SAID,
    NO_FOLLOW_UP,
    STATES,
    EventKind,
    FollowUp,
    FollowUpError,
    FollowUpEvent,
    FollowUpState,
    follow_up,
    follow_ups_on,
)
from office.meeting_tables import EVENTS, FOLLOW_UPS, MEETINGS
from office.store import writing
from wording import PERSONAL_NUMBER, Text

ESCALATED_AFTER = 2
"""Meetings that must find a follow-up overdue before it is escalated to the leadership group."""

MISSING = Text(
    "请写明{field}，再记录。", "Say {field} before the decision is recorded."
)  # fmt: skip
WHAT, DEPARTMENT, POST = (
    Text("议定事项", "what is to be done"),
    Text("责任部门", "the department"),
    Text("责任岗位", "the post in charge"),
)
OF_A_PERSON = Text(
    "“{said}”里有电话或身份证号。会议记录不写个人信息，请删去后再记录。",
    "“{said}” holds a telephone or identity number. A meeting keeps no personal data; take it out.",
)
NO_OPEN_MEETING = Text(
    "第 {number} 次会议没有在开，不能记录或删去议定事项。",
    "Meeting {number} is not open; decisions can neither be recorded nor taken out.",
)
ALREADY = Text(
    "{code} 已有办理记录，不能删去。",
    "{code} has been reported on already and cannot be taken out.",
)
NOT_NOW = Text(
    "这件事项现在是“{state}”，不能改为“{kind}”。请刷新页面后再看。",
    "This follow-up is “{state}” now and cannot become “{kind}”. Reload the page and look again.",
)
OWN_WORK = Text(
    "责任部门不能核查自己的事项，请由其他部门核查销号。",
    "A department cannot verify its own work; another department has to do it.",
)
SAME_PERSON = Text(
    "谁报的办结，谁就不能核查。请由其他人核查销号。",
    "Whoever reported it done cannot verify it; somebody else has to do it.",
)
_POSSIBLE: Mapping[EventKind, tuple[FollowUpState, ...]] = {
    "done": ("open", "due", "overdue"),
    "verified": ("done",),
    "returned": ("done",),
    "reopened": ("verified",),
    "note": ("open", "due", "overdue", "done", "verified"),
}


def decide(
    home: Path,
    meeting_number: int,
    *,
    what: str,
    department: str,
    post: str,
    due_on: date,
    metric: str | None = None,
    place_id: str | None = None,
    expected: str = "",
    at: datetime,
    by: str,
) -> int:
    """Record a decision of an open meeting; returns its ``follow_up_id``.

    FollowUpError where something is missing, or where a text holds personal data.
    """
    said = {WHAT: what.strip(), DEPARTMENT: department.strip(), POST: post.strip()}
    for field, words in said.items():
        if not words:
            raise FollowUpError(MISSING.format(field=field))
    for words in (*said.values(), expected):
        _refuse_personal(words)
    with writing(home) as connection:
        period_id = _period_of_open(connection, meeting_number)
        of_meeting = select(func.max(FOLLOW_UPS.c.position)).where(
            FOLLOW_UPS.c.meeting_number == meeting_number
        )
        position = 1 + (connection.execute(of_meeting).scalar() or 0)
        done = connection.execute(
            FOLLOW_UPS.insert().values(
                meeting_number=meeting_number, position=position, what=said[WHAT],
                department=said[DEPARTMENT], post=said[POST], due_on=due_on, metric=metric,
                place_id=place_id, period_id=period_id, expected=expected.strip(),
                decided_at=at, decided_by=by,
            )
        )  # fmt: skip
        return int((done.inserted_primary_key or (0,))[0])


def take_out(home: Path, follow_up_id: int) -> None:
    """Take a decision out again while its meeting is open and nothing has happened to it."""
    with writing(home) as connection:
        known = follow_ups_on(connection, date.min)
        found = next((f for f in known if f.follow_up_id == follow_up_id), None)
        if found is None:
            raise FollowUpError(NO_FOLLOW_UP.format(number=follow_up_id))
        _period_of_open(connection, found.meeting_number)
        if found.events:
            raise FollowUpError(ALREADY.format(code=found.code))
        connection.execute(FOLLOW_UPS.delete().where(FOLLOW_UPS.c.follow_up_id == follow_up_id))


def change(
    home: Path,
    follow_up_id: int,
    kind: EventKind,
    *,
    at: datetime,
    by: str,
    note: str = "",
    due_on: date | None = None,
    departments: tuple[str, ...] = (),
    is_alone: bool = False,
) -> FollowUp:
    """Let something happen to a follow-up: done, verified, returned, reopened, or a note.

    What is opened again gets a new day, ``due_on``; without one the old day holds.
    ``departments`` are those that ``by`` belongs to: nobody verifies the work of their own, or what
    they reported done themselves. ``is_alone`` says that the office has only this one reader.
    """
    _refuse_personal(note)
    with writing(home) as connection:
        found = next(
            (f for f in follow_ups_on(connection, at.date()) if f.follow_up_id == follow_up_id),
            None,
        )
        if found is None:
            raise FollowUpError(NO_FOLLOW_UP.format(number=follow_up_id))
        if found.state not in _POSSIBLE.get(kind, ()):
            raise FollowUpError(NOT_NOW.format(state=STATES[found.state], kind=EVENTS_SAID[kind]))
        if kind == "verified" and found.department in departments:
            raise FollowUpError(OWN_WORK)
        if kind == "verified" and found.done_by == by and not is_alone:
            raise FollowUpError(SAME_PERSON)
        _add(connection, follow_up_id, FollowUpEvent(kind, at, by, note.strip(), due_on))
    return follow_up(home, follow_up_id, on=at.date())


def mark_overdue(connection: Connection, meeting_number: int, *, at: datetime, by: str) -> None:
    """Note at a meeting which follow-ups are overdue; escalate those that are so again.

    What it decided itself it cannot have found overdue, however late it is frozen.
    """
    for found in follow_ups_on(connection, at.date()):
        if found.state != "overdue" or found.meeting_number == meeting_number:
            continue
        _add(
            connection,
            found.follow_up_id,
            FollowUpEvent("overdue", at, by, meeting_number=meeting_number),
        )
        if found.overdue_meetings + 1 >= ESCALATED_AFTER and not found.is_escalated:
            _add(connection, found.follow_up_id,
                 FollowUpEvent("escalated", at, by, meeting_number=meeting_number))  # fmt: skip


def _period_of_open(connection: Connection, number: int) -> str:
    held = connection.execute(
        select(MEETINGS.c.period_id).where(MEETINGS.c.number == number, MEETINGS.c.state == "open")
    ).scalar()
    if held is None:
        raise FollowUpError(NO_OPEN_MEETING.format(number=number))
    return str(held)


def _add(connection: Connection, follow_up_id: int, event: FollowUpEvent) -> None:
    connection.execute(EVENTS.insert().values(follow_up_id=follow_up_id, **vars(event)))


def _refuse_personal(words: str) -> None:
    found = PERSONAL_NUMBER.search(words)
    if found:
        raise FollowUpError(OF_A_PERSON.format(said=f"{found[0][:3]}…"))
