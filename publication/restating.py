"""Which frozen meetings a candidate version would restate, should it be published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.home import Home
from office.meetings import meetings
from publication.meetings import Restated, reopen, restated
from publication.reading import Published, open_published


@dataclass(frozen=True)
class RestatedMeeting:
    """A frozen meeting of which ``numbers`` would read otherwise, ``lights`` of them in colour.

    Counted are the figures above the grid and of the grid that publishing would move away from what
    the meeting saw; what reads otherwise already is not counted again.
    """

    number: int
    period_id: str
    numbers: int
    lights: int


def restated_meetings(home: Home, candidate: Path) -> tuple[RestatedMeeting, ...]:
    """The frozen meetings that a candidate would restate, the latest first."""
    frozen = [meeting for meeting in meetings(home.path) if meeting.is_frozen]
    if not frozen:
        return ()
    current, new = open_published(home), Published(candidate)
    found = []
    for meeting in frozen:
        record = reopen(home, meeting.number)
        already = {} if current is None else {_key(r): r for r in restated(record, current)}
        moved = [r for r in restated(record, new) if _moves(r, already.get(_key(r)))]
        if moved:
            lights = sum(r.now is None or r.now.state != r.then.state for r in moved)
            found.append(RestatedMeeting(meeting.number, meeting.period_id, len(moved), lights))
    return tuple(found)


def _key(one: Restated) -> tuple[str, str]:
    return one.then.metric, one.then.place_id


def _moves(new: Restated, already: Restated | None) -> bool:
    """Whether a number leaves what it reads today, frozen or restated before."""
    if already is None:
        return True
    if new.now is None or already.now is None:
        return new.now is not already.now
    return new.now.shown != already.now.shown
