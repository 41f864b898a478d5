"""The matters of the ledger: what meetings decided, and what the office's own ledger holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from metrics.signal import Effect
from office.follow_ups import EVENTS_SAID, FollowUp, FollowUpEvent, follow_ups, state_by_day
from office.permissions import Action, concerns
from publication.effects import effect
from ui import access, answers, ledgers, settings, viewer
from ui.kept import per_version
from views import numbers
from views.follow_ups.matter import Happening, Matter, attention_first
from views.places import Place
from wording import Text

FINISHED = ("done", "verified")
_DASHES = re.compile("[\u2010-\u2015\u2212—－]")
NEW_DAY = Text("，新的期限 {day}", ", new day {day}")
AT_MEETING = Text("（第 {number} 次会议）", " (meeting {number})")


def today() -> date:
    """The day of the screen."""
    return access.now().date()


@per_version(2000)
def _effect(at: ledgers.At, found: FollowUp) -> Effect | None:
    published = answers.published()
    if published is None or found.done_on is None:
        return None
    return effect(published, found)


def as_matter(found: FollowUp) -> Matter:
    """A follow-up of a meeting as it is shown, with whether it worked."""
    return Matter(
        code=found.code, what=found.what, department=found.department, post=found.post,
        due_on=found.due_on, state=found.state, follow_up_id=found.follow_up_id,
        meeting_number=found.meeting_number, expected=found.expected,
        metric=answers.metrics().get(found.metric or ""),
        place=answers.places().by_id.get(found.place_id or ""), done_on=found.done_on,
        is_escalated=found.is_escalated, overdue_meetings=found.overdue_meetings,
        reopened=found.reopened, effect=_effect(ledgers.at(), found),
        history=tuple(_happening(event) for event in found.events),
    )  # fmt: skip


def _happening(event: FollowUpEvent) -> Happening:
    what = EVENTS_SAID[event.kind]
    if event.meeting_number is not None:
        said = AT_MEETING.format(number=event.meeting_number)
        what = Text(what.zh + said.zh, what.en + said.en)
    if event.due_on is not None:
        said = NEW_DAY.format(day=numbers.short_day(event.due_on))
        what = Text(what.zh + said.zh, what.en + said.en)
    return Happening(event.at, what, event.by, event.note)


def decided(meeting_number: int | None = None, *, on: date | None = None) -> tuple[Matter, ...]:
    """What meetings decided, or one of them, in the order in which it was; on a day or today."""
    found = follow_ups(settings.home().path, on=on or today(), meeting_number=meeting_number)
    return tuple(as_matter(each) for each in found)


def imported(known: Sequence[str] = (), *, on: date | None = None) -> tuple[Matter, ...]:
    """The matters of the office's own ledger, without those whose number is known already."""
    period = answers.periods().default
    rows = ledgers.rows("supervision", period.period_id) if period is not None else ()
    ours = {_plain(code) for code in known}
    return tuple(_of_ledger(row, on or today()) for row in rows if _plain(_code(row)) not in ours)


def told_apart(own: Sequence[Matter]) -> tuple[tuple[Matter, Matter], ...]:
    """The matters that stand in both ledgers and are finished in one of them only: ours first."""
    theirs = {_plain(each.code): each for each in imported()}
    pairs = ((each, theirs.get(_plain(each.code))) for each in own if not each.is_imported)
    return tuple(
        (ours, other) for ours, other in pairs
        if other is not None and (ours.state in FINISHED) != (other.state in FINISHED)
    )  # fmt: skip


def _plain(code: str) -> str:
    """A number of a matter however it was typed: ｄ００１－２ is D001-2."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", code)).replace(" ", "").upper()


def matters(*, on: date | None = None) -> tuple[Matter, ...]:
    """All of them, those that need attention first; nothing stands there twice."""
    own = decided(on=on)
    return attention_first((*own, *imported([each.code for each in own], on=on)))


def seen() -> tuple[Matter, ...]:
    """Those that whoever looks may see: of their departments or community, or all of them."""
    return tuple(matter for matter in matters() if _may_see(matter))


def _may_see(matter: Matter) -> bool:
    tree = answers.places()
    line = tree.lineage(matter.place.place_id) if matter.place else ()
    community = next((p.place_id for p in line if p.level == "community"), None)
    return concerns(
        viewer.viewer(), departments=(matter.department,), community_id=community
    ) or viewer.allowed(Action.HOLD_MEETING)


def concerning(place: Place, all_of_them: Sequence[Matter]) -> tuple[Matter, ...]:
    """The matters of a place or of what lies in it; all of them concern the whole office."""
    tree = answers.places()
    if place == tree.top:
        return tuple(all_of_them)
    return tuple(m for m in all_of_them if m.place and place in tree.lineage(m.place.place_id))


def about(key: str, place: Place, all_of_them: Sequence[Matter]) -> tuple[Matter, ...]:
    """What meetings decided about an indicator, of a place or of what lies in it."""
    tree = answers.places()
    return tuple(
        matter for matter in all_of_them
        if matter.metric is not None and matter.metric.key == key and matter.place is not None
        and place in tree.lineage(matter.place.place_id)
    )  # fmt: skip


def _code(row: Any) -> str:
    return str(row["matter_id"] or "")


def _of_ledger(row: Any, on: date) -> Matter:
    """A row of the imported ledger; the name of the person in charge stays in its file."""
    due, done = _day(row["due_on"]), _day(row["completed_on"])
    state = state_by_day(due or date.max, on)
    if row["is_struck_off"]:
        state = "verified"
    elif row["reported_progress"] == "done":
        state = "done"
    return Matter(
        code=_code(row), what=str(row["problem"] or ""),
        department=str(row["responsible_unit"] or ""), post="", due_on=due or date.max,
        state=state, origin=str(row["origin"] or ""), done_on=done,
    )  # fmt: skip


def _day(value: Any) -> date | None:
    if value is None:
        return None
    day: date = value.date() if hasattr(value, "date") else value
    return day
