"""Recording a decision in one short form, beside the item that it is about."""

from __future__ import annotations

import streamlit as st

from metrics.commitments.model import DEPARTMENTS, UNNAMED
from office.follow_up_changes import decide, take_out
from office.meetings import Meeting
from office.permissions import Action
from office.working_days import DueDay, due_day
from ui import access, answers, follow_ups, permission, session, settings, show, viewer
from views import numbers
from views.follow_ups.matter import Matter
from views.html import tag
from views.meeting import slide
from views.meeting.agenda import Item
from views.places import Place
from wording import ShownError, Text

RECORD = Text("记录议定事项", "Record a decision")
WHAT = Text("议定事项", "What is to be done")
DEPARTMENT = Text("责任部门", "Department")
POST = Text("责任岗位（写岗位，不写姓名）", "Post in charge (a post, not a name)")
WITHIN = Text("几个工作日内办结", "Working days")
PLACE = Text("地点", "Place")
EXPECTED = Text("预期效果", "Expected effect")
SAVE = Text("记录", "Record")
DUE = Text("{day}前办结", "Due by {day}")
TAKE_OUT = Text("删去 {code}", "Take out {code}")
RECORDED = Text("已记录 {code}。", "{code} is recorded.")
USUAL_DAYS = 5
LONGEST = 120
_SAID, _RECORDED = "_decision_said", "_decisions_recorded"

PLAN_DEPARTMENTS = tuple(name for name in DEPARTMENTS if name != UNNAMED)
"""The departments exactly as the plan names them."""


def due(days: int) -> DueDay:
    """The day that is so many working days from today."""
    return due_day(settings.home().path, follow_ups.today(), days)


def offer(held: Meeting, item: Item | None, place: Place) -> None:
    """The form, and below it what was decided about the item at this meeting."""
    if not viewer.allowed(Action.HOLD_MEETING):
        return
    said: Text | None = st.session_state.pop(_SAID, None)
    if said is not None:
        show.remark(said)
    with st.expander(session.say(RECORD), expanded=False):
        _form(held, item, place)
    own = follow_ups.decided(held.number)
    for matter in own if item is None else follow_ups.about(item.key, place, own):
        _listed(matter, is_large=item is not None)


def _form(held: Meeting, item: Item | None, place: Place) -> None:
    # A new form after each decision recorded here; what somebody else records leaves this one be.
    recorded = st.session_state.get(_RECORDED, 0)
    key = f"{held.number}-{item.key if item else 'any'}-{recorded}"
    tree = answers.places()
    offered = [place, *tree.children(place.place_id)]
    language = session.language()
    departments = {name: DEPARTMENTS[name].in_(language) for name in _departments(item)}
    what = st.text_area(session.say(WHAT), key=f"what-{key}", height=68, max_chars=300)
    first, second, third = st.columns([1, 1, 0.7])
    department = first.selectbox(
        session.say(DEPARTMENT), list(departments), key=f"department-{key}",
        format_func=departments.__getitem__,
    )  # fmt: skip
    post = second.text_input(session.say(POST), key=f"post-{key}", max_chars=40)
    days = int(third.number_input(session.say(WITHIN), 1, LONGEST, USUAL_DAYS, key=f"days-{key}"))
    where, effect, day = st.columns([1, 1, 0.7], vertical_alignment="bottom")
    place_id = where.selectbox(
        session.say(PLACE), [each.place_id for each in offered], key=f"place-{key}",
        format_func=lambda each: tree.by_id[each].name,
    )  # fmt: skip
    expected = effect.text_input(session.say(EXPECTED), key=f"expected-{key}", max_chars=120)
    by = due(days)
    with day:
        words = DUE.format(day=numbers.day(by.day, language)).in_(language)
        show.html(tag("p", words, class_="lt-mt-due"))
    if by.remark is not None:
        show.remark(by.remark)
    button, answer = st.columns([1, 7], vertical_alignment="center")
    if button.button(session.say(SAVE), type="primary", key=f"save-{key}"):
        try:
            _save(held, item, what=what, department=department, post=post, by=by,
                  place_id=place_id, expected=expected)  # fmt: skip
        except ShownError as error:
            # Beside the button: below it, the projector's screen has ended.
            with answer:
                show.trouble(error.text)


def _departments(item: Item | None) -> list[str]:
    """Those that answer for the indicator first."""
    own = list(item.standing.metric.departments) if item else []
    return [*own, *(name for name in PLAN_DEPARTMENTS if name not in own)]


def _save(
    held: Meeting, item: Item | None, *, what: str, department: str, post: str, by: DueDay,
    place_id: str, expected: str,
) -> None:  # fmt: skip
    permission.require(Action.HOLD_MEETING)
    number = decide(
        settings.home().path, held.number, what=what, department=department, post=post,
        due_on=by.day, metric=item.key if item else None, place_id=place_id, expected=expected,
        at=access.now(), by=viewer.viewer().account,
    )  # fmt: skip
    code = next(m.code for m in follow_ups.decided(held.number) if m.follow_up_id == number)
    viewer.record("meeting.decide", detail=f"{held.number} {code}")
    st.session_state[_SAID] = RECORDED.format(code=code)
    st.session_state[_RECORDED] = st.session_state.get(_RECORDED, 0) + 1
    st.rerun()


def _listed(matter: Matter, *, is_large: bool) -> None:
    language = session.language()
    drawn = slide.decision(matter, language)
    words, button = st.columns([6, 1], vertical_alignment="center")
    with words:
        show.html(slide.shell(drawn) if is_large else drawn)
    label = TAKE_OUT.format(code=matter.code).in_(language)
    if button.button(label, key=f"out-{matter.follow_up_id}") and matter.follow_up_id is not None:
        permission.require(Action.HOLD_MEETING)
        take_out(settings.home().path, matter.follow_up_id)
        viewer.record("meeting.take_out", detail=matter.code)
        st.rerun()
