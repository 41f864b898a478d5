"""The page of follow-ups: filters, the ledger, one matter with what can be done to it, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from ui import (
    access,
    exports,
    follow_ups,
    follow_ups_change,
    session,
    show,
)
from views import files
from views.follow_ups import page, paper
from views.follow_ups.matter import ESCALATED, STATES, Matter
from views.html import link
from views.places import Place
from wording import Text

DEPARTMENT, STATE, DUE, MATTER = "department", "state", "due", "matter"
ALL_DEPARTMENTS = Text("全部部门", "All departments")
ALL_STATES = Text("全部状态", "All states")
ANY_DAY = Text("全部期限", "Any due day")
WITHIN = Text("{days} 天内到期", "Due within {days} days")
DAYS = ("7", "14", "30")
ALL = "all"
CALENDAR = Text("日历提醒（.ics）", "Calendar file (.ics)")
PRINT = Text("打印清单", "Printable list")
BACK = Text("返回清单", "Back to the list")
ICS, HTML = "text/calendar", "text/html"


def run(place: Place) -> None:
    """The page; a matter of its own where the address names one."""
    everything = follow_ups.seen()
    inside = follow_ups.concerning(place, everything)
    show.sentence(page.summary(inside))
    asked = next((m for m in everything if m.code == session.argument(MATTER)), None)
    if asked is not None:
        _one(asked)
        return
    if inside:
        _listed(inside)
        show.html(page.rules(session.language()))


def _listed(matters: Sequence[Matter]) -> None:
    language = session.language()
    department, state, due = _filters(matters)
    found = page.chosen(
        matters, department=department, state=state, due=due, today=follow_ups.today()
    )
    show.html(page.listed(found, {**session.choice().query, **_kept()}, language))
    header, rows = page.rows(found, language)
    at, detail = access.now(), " ".join(filter(None, (department, state, due)))
    name = f"follow-ups-{at:%Y-%m-%d}"
    papers: tuple[tuple[Text, Callable[[], bytes], str, str], ...] = (
        (exports.DOWNLOAD, lambda: files.table(header, rows), f"{name}.csv", exports.CSV),
        (CALENDAR, lambda: paper.calendar(found, made_at=at, language=language),
         f"{name}.ics", ICS),
        (PRINT, lambda: paper.printable(found, on=at.date(), language=language),
         f"{name}.html", HTML),
    )  # fmt: skip
    for column, (label, make, file_name, kind) in zip(st.columns([1, 1, 1, 3]), papers,
                                                      strict=False):  # fmt: skip
        exports.offer(label, make, file_name, kind, what="export.follow_ups", rows=len(rows),
                      detail=detail, into=column)  # fmt: skip


def _filters(matters: Sequence[Matter]) -> tuple[str, str, str]:
    """Department, state and due days from the address, each with its picker."""
    language = session.language()
    names = {m.department: page.department(m, language) for m in matters}
    states: dict[str, str] = {key: word.in_(language) for key, (_, word) in STATES.items()}
    states["escalated"] = ESCALATED.in_(language)
    days = {each: WITHIN.format(days=each).in_(language) for each in DAYS}
    columns = st.columns(3)
    return (
        _picked(columns[0], DEPARTMENT, ALL_DEPARTMENTS, names),
        _picked(columns[1], STATE, ALL_STATES, states),
        _picked(columns[2], DUE, ANY_DAY, days),
    )


def _picked(
    where: st.delta_generator.DeltaGenerator, name: str, everything: Text, words: Mapping[str, str]
) -> str:
    key, asked = f"pick_follow_ups_{name}", session.argument(name)
    st.session_state[key] = asked if asked in words else ALL
    shown = {ALL: session.say(everything), **words}
    where.selectbox(
        name, list(shown), key=key, label_visibility="collapsed", format_func=shown.__getitem__,
        on_change=_moved, args=(key, name),
    )  # fmt: skip
    return asked if asked in words else ""


def _moved(key: str, name: str) -> None:
    picked = st.session_state[key]
    session.set_argument(name, "" if picked == ALL else picked)


def _kept() -> dict[str, str]:
    """The filters, to be kept by every link."""
    return {name: session.argument(name) for name in (DEPARTMENT, STATE, DUE)}


def _one(matter: Matter) -> None:
    language = session.language()
    back = {**session.choice().query, **_kept()}
    show.html(link(BACK.in_(language), "follow_ups", back))
    show.html(page.detail(matter, language))
    follow_ups_change.offer(matter)
