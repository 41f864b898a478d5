"""The holidays that the office enters, for days that the library does not know."""

from __future__ import annotations

from datetime import date

import streamlit as st

from office.permissions import Action
from office.working_days import holidays, known_through, remove_holiday, set_holiday
from ui import access, follow_ups, permission, session, settings, show, viewer
from views import numbers
from views.tables import Column, table
from wording import Text

TITLE = Text("工作日历", "Working days")
WORDS = Text(
    "法定节假日和调休按国务院办公厅通知内置到 {year} 年；以后年份或本地安排请在这里录入。",
    "Public holidays and swapped days of the State Council's notices are built in up to {year}; "
    "enter later years or local arrangements here.",
)
DAY, NAME = Text("日期", "Day"), Text("名称", "Name")
IS_WORKED = Text("上班", "Worked")
OFF = Text("放假", "Off")
ADD, REMOVE = Text("录入", "Enter"), Text("删去 {day}", "Remove {day}")


def offer() -> None:
    """The table of the office's own days, for whoever may change settings."""
    if not viewer.allowed(Action.CHANGE_SETTINGS):
        return
    language = session.language()
    with st.expander(session.say(TITLE)):
        show.remark(WORDS.format(year=known_through()))
        _form()
        entered = holidays(settings.home().path)
        if entered:
            columns = [Column(t.in_(language)) for t in (DAY, IS_WORKED, NAME)]
            show.html(table(columns, [
                (numbers.short_day(each.day),
                 (IS_WORKED if each.is_working else OFF).in_(language), each.name)
                for each in entered
            ]))  # fmt: skip
        for each in entered:
            label = REMOVE.format(day=numbers.short_day(each.day)).in_(language)
            if st.button(label, key=f"remove-{each.day}"):
                permission.require(Action.CHANGE_SETTINGS)
                remove_holiday(settings.home().path, each.day)
                viewer.record("holiday.remove", detail=numbers.short_day(each.day))
                st.rerun()


def _form() -> None:
    first, second, third, fourth = st.columns([1, 1, 1.4, 0.6], vertical_alignment="bottom")
    day: date = first.date_input(
        session.say(DAY), follow_ups.today(), key="holiday-day", format="YYYY-MM-DD"
    )
    words = {False: session.say(OFF), True: session.say(IS_WORKED)}
    is_worked = second.radio(
        session.say(IS_WORKED), [False, True], key="holiday-kind", horizontal=True,
        label_visibility="collapsed", format_func=words.__getitem__,
    )  # fmt: skip
    name = third.text_input(session.say(NAME), key="holiday-name", max_chars=20)
    if fourth.button(session.say(ADD), key="holiday-add", width="stretch"):
        permission.require(Action.CHANGE_SETTINGS)
        set_holiday(settings.home().path, day, is_working=bool(is_worked), name=name,
                    at=access.now(), by=viewer.viewer().account)  # fmt: skip
        viewer.record("holiday.set", detail=f"{numbers.short_day(day)} {bool(is_worked)}")
        st.rerun()
