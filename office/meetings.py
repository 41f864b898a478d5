"""The review meetings: opened for a week, frozen under their number, reopened as they were.

One meeting is open at a time, so that numbers follow the order in which meetings were held. What a
frozen meeting keeps is a record of bytes that `publication.meetings` writes and reads; here it is
only kept, with its checksum, and never changed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, func, select

from office.follow_up_changes import mark_overdue
from office.follow_ups import FollowUp, follow_ups_on
from office.meeting_tables import FOLLOW_UPS, MEETINGS, RECORDS
from office.store import reading, writing
from wording import ShownError, Text

MeetingState = Literal["open", "frozen"]

NO_MEETING = Text("没有第 {number} 次会议。", "There is no meeting number {number}.")
ANOTHER_OPEN = Text(
    "第 {number} 次会议（{period}）还没有定稿。请先定稿，再开新的会议。",
    "Meeting {number} ({period}) is not frozen yet. Freeze it before a new one is opened.",
)
FINAL = Text(
    "第 {number} 次会议已经定稿，不能再改。", "Meeting {number} is frozen and cannot be changed."
)
HAS_DECISIONS = Text(
    "第 {number} 次会议已有议定事项，不能取消；请先删去这些事项。",
    "Meeting {number} has decisions and cannot be called off; take them out first.",
)
NOT_FROZEN = Text(
    "第 {number} 次会议还没有定稿，没有可以重开的内容。",
    "Meeting {number} is not frozen; there is nothing to reopen.",
)
DAMAGED = Text(
    "第 {number} 次会议的存档与定稿时不同，请从备份恢复 office.db。",
    "What meeting {number} kept is not what was frozen; restore office.db from a backup.",
)


class MeetingError(ShownError):
    """Something that cannot be done with a meeting."""


@dataclass(frozen=True)
class Meeting:
    """One review meeting about one period; ``version`` and ``frozen_*`` are None while it is open.

    ``number`` counts the meetings of the office from 1.
    """

    number: int
    period_id: str
    state: MeetingState
    opened_at: datetime
    opened_by: str
    version: int | None = None
    frozen_at: datetime | None = None
    frozen_by: str | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether it can no longer change."""
        return self.state == "frozen"


def meetings(home: Path) -> tuple[Meeting, ...]:
    """Every meeting, the latest first."""
    with reading(home) as connection:
        return () if connection is None else tuple(reversed(_meetings(connection)))


def meeting(home: Path, number: int) -> Meeting:
    """The meeting of that number; MeetingError where there is none."""
    found = next((each for each in meetings(home) if each.number == number), None)
    if found is None:
        raise MeetingError(NO_MEETING.format(number=number))
    return found


def meeting_of(home: Path, period_id: str) -> Meeting | None:
    """The meeting about a period, if there is one."""
    return next((each for each in meetings(home) if each.period_id == period_id), None)


def frozen_versions(home: Path) -> frozenset[int]:
    """The published versions that frozen meetings stand on; a clean-up keeps their files."""
    return frozenset(m.version for m in meetings(home) if m.version is not None)


def open_meeting(home: Path, period_id: str, *, at: datetime, by: str) -> Meeting:
    """Open the meeting about a period, or give back the one that is there already.

    MeetingError where another one is still open.
    """
    with writing(home) as connection:
        found = _meetings(connection)
        held = next((each for each in found if each.period_id == period_id), None)
        if held is not None:
            return held
        other = next((each for each in found if not each.is_frozen), None)
        if other is not None:
            raise MeetingError(ANOTHER_OPEN.format(number=other.number, period=other.period_id))
        number = 1 + max((each.number for each in found), default=0)
        connection.execute(
            MEETINGS.insert().values(
                number=number, period_id=period_id, state="open", opened_at=at, opened_by=by
            )
        )
        return Meeting(number, period_id, "open", at, by)


def call_off(home: Path, number: int) -> None:
    """Take back an open meeting without decisions, as if it had not been opened."""
    with writing(home) as connection:
        _open_one(connection, number)
        decided = select(func.count()).where(FOLLOW_UPS.c.meeting_number == number)
        if connection.execute(decided).scalar_one():
            raise MeetingError(HAS_DECISIONS.format(number=number))
        connection.execute(MEETINGS.delete().where(MEETINGS.c.number == number))


def freeze(
    home: Path,
    number: int,
    *,
    version: int,
    keep: Callable[[Meeting, tuple[FollowUp, ...]], bytes],
    at: datetime,
    by: str,
) -> Meeting:
    """Freeze an open meeting on a published version; there is no way back.

    Follow-ups that are overdue are marked, and escalated at the second meeting that finds them so.
    ``keep`` is given the frozen meeting and all follow-ups as they then stand, and returns the
    record to be kept. All of it happens or nothing.
    """
    with writing(home) as connection:
        held = _open_one(connection, number)
        mark_overdue(connection, number, at=at, by=by)
        frozen = Meeting(
            number, held.period_id, "frozen", held.opened_at, held.opened_by, version, at, by
        )
        content = keep(frozen, follow_ups_on(connection, at.date()))
        connection.execute(
            RECORDS.insert().values(
                number=number, content=content, sha256=hashlib.sha256(content).hexdigest()
            )
        )
        connection.execute(
            MEETINGS.update()
            .where(MEETINGS.c.number == number)
            .values(state="frozen", version=version, frozen_at=at, frozen_by=by)
        )
        return frozen


def record_of(home: Path, number: int) -> bytes:
    """What a frozen meeting kept, byte for byte; MeetingError if it is not what was frozen."""
    with reading(home) as connection:
        rows = select(RECORDS.c.content, RECORDS.c.sha256).where(RECORDS.c.number == number)
        found = None if connection is None else connection.execute(rows).first()
    if found is None:
        raise MeetingError(NOT_FROZEN.format(number=number))
    content = bytes(found.content)
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise MeetingError(DAMAGED.format(number=number))
    return content


def _meetings(connection: Connection) -> list[Meeting]:
    rows = connection.execute(select(MEETINGS).order_by(MEETINGS.c.number)).mappings()
    return [Meeting(**row) for row in rows]


def _open_one(connection: Connection, number: int) -> Meeting:
    held = next((each for each in _meetings(connection) if each.number == number), None)
    if held is None:
        raise MeetingError(NO_MEETING.format(number=number))
    if held.is_frozen:
        raise MeetingError(FINAL.format(number=number))
    return held
