"""What can be done to one follow-up: reported done, verified, sent back, opened again, noted."""

from __future__ import annotations

from datetime import date

import streamlit as st

from office.follow_up_changes import change
from office.follow_ups import EventKind
from office.permissions import Action
from office.working_days import DueDay, due_day
from ui import access, answers, follow_ups, session, settings, show, viewer
from views import numbers
from views.follow_ups.matter import IMPORTED_TIP, Matter
from wording import ShownError, Text

BUTTONS: dict[EventKind, Text] = {
    "done": Text("报办结", "Report it done"),
    "verified": Text("核查销号", "Verify"),
    "returned": Text("核查退回", "Send back"),
    "reopened": Text("重新督办", "Open again"),
    "note": Text("补充情况", "Add a note"),
}
POSSIBLE: dict[str, tuple[EventKind, ...]] = {
    "open": ("done", "note"),
    "due": ("done", "note"),
    "overdue": ("done", "note"),
    "done": ("verified", "returned", "note"),
    "verified": ("reopened", "note"),
}
NOTE = Text("说明（不写姓名、电话）", "Note (no names, no telephones)")
NEW_DAYS = Text("退回或重办：几个工作日内", "If opened again: working days")
NEW_DAY = Text("新的期限：{day}", "New day: {day}")
NOT_YOURS = Text(
    "您的账号不能修改这件事项：它属于其他部门或社区。",
    "Your account may not change this one: it belongs to another department or community.",
)
SAID = Text("已记录：{what}。", "Recorded: {what}.")
USUAL_DAYS, LONGEST = 5, 120
_SAID = "_follow_up_said"


def offer(matter: Matter) -> None:
    """The buttons for the state that a matter is in."""
    said: Text | None = st.session_state.pop(_SAID, None)
    if said is not None:
        show.remark(said)
    if matter.follow_up_id is None:
        show.remark(IMPORTED_TIP)
        return
    if not viewer.allowed(Action.EDIT_FOLLOW_UP):
        return
    if not _is_theirs(matter):
        show.remark(NOT_YOURS)
        return
    kinds = POSSIBLE[matter.state]
    key = f"{matter.follow_up_id}-{len(matter.history)}"
    note = st.text_area(session.say(NOTE), key=f"words-{key}", height=68, max_chars=300)
    due = _new_day(key) if {"returned", "reopened"} & set(kinds) else None
    for column, kind in zip(st.columns([1] * len(kinds) + [4]), kinds, strict=False):
        label = session.say(BUTTONS[kind])
        is_first = kind == kinds[0]
        if column.button(label, key=f"{kind}-{key}", type="primary" if is_first else "secondary",
                         width="stretch"):  # fmt: skip
            _done(matter, kind, note, due.day if due else None)


def _new_day(key: str) -> DueDay:
    """The day that holds if it is sent back or opened again."""
    field, words = st.columns([1, 4], vertical_alignment="bottom")
    days = int(field.number_input(session.say(NEW_DAYS), 1, LONGEST, USUAL_DAYS, key=f"d-{key}"))
    found = due_day(settings.home().path, follow_ups.today(), days)
    with words:
        show.remark(NEW_DAY.format(day=numbers.day(found.day, session.language())))
    if found.remark is not None:
        show.remark(found.remark)
    return found


def _done(matter: Matter, kind: EventKind, note: str, due_on: date | None) -> None:
    who = viewer.viewer()
    if not _is_theirs(matter) or matter.follow_up_id is None:
        show.trouble(NOT_YOURS)
        return
    is_again = kind in ("returned", "reopened")
    try:
        change(
            settings.home().path, matter.follow_up_id, kind, at=access.now(), by=who.account,
            note=note, due_on=due_on if is_again else None, departments=who.departments,
            is_alone=who.is_local,
        )  # fmt: skip
    except ShownError as error:
        show.trouble(error.text)
        return
    viewer.record(f"follow_up.{kind}", detail=matter.code)
    st.session_state[_SAID] = SAID.format(what=BUTTONS[kind])
    st.rerun()


def _is_theirs(matter: Matter) -> bool:
    line = answers.places().lineage(matter.place.place_id) if matter.place else ()
    community = next((p.place_id for p in line if p.level == "community"), None)
    return viewer.allowed_for(
        Action.EDIT_FOLLOW_UP, departments=(matter.department,), community_id=community
    )
