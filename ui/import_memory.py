"""What the office keeps about its imports: who owes which file, and the answers given before."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.answers import SAID
from office.answers import RememberedAnswer
from office.permissions import Action
from office.rhythms import RHYTHMS, choose_rhythm
from publication.calendar import calendar, rhythms
from ui import access, exports, importing, session, settings, show
from ui.permission import require
from ui.viewer import allowed, record
from views import import_calendar
from views.html import tag
from views.import_report import answer_named
from wording import Text

ANSWERS = Text("记住的答复", "Remembered answers")
EXPORT = Text("导出为答复文件", "Export as an answers file")
TAKE_BACK = Text("撤回", "Take back")
HOW_OFTEN = Text("调整报送周期", "Change how often files are due")
WHICH = Text("台账", "Dataset")
RHYTHM = Text("报送周期", "Due")
SAVE = Text("保存", "Save")
QUESTIONS = {
    "place": Text("地点", "Place"), "date": Text("日期", "Date"), "year": Text("年份", "Year"),
    "value": Text("取值", "Value"), "column": Text("列", "Column"), "sheet": Text("表", "Sheet"),
    "datum": Text("坐标系", "Datum"), "duplicate": Text("重复", "Duplicate"),
}  # fmt: skip
LEFT_OUT = Text("不导入", "left out")
UNKNOWN = Text("不详", "unknown")
SHOWN = 200


def calendar_of_the_week(on: date) -> None:
    """Who owes which file in the week of a day, and how often files are due."""
    language = session.language()
    show.heading(import_calendar.TITLE)
    words = {str(rhythm): text for rhythm, text in RHYTHMS.items()}
    found = calendar(settings.home(), on)
    rows = import_calendar.rows_of(found, importing.titles(), words)
    show.remark(import_calendar.summary(rows))
    show.html(import_calendar.draw(rows, language))
    if allowed(Action.IMPORT) or allowed(Action.CHANGE_SETTINGS):
        with st.popover(HOW_OFTEN.in_(language)):
            _choose_rhythm(language)


def _choose_rhythm(language: str) -> None:
    titles, now = importing.titles(), rhythms(settings.home())
    dataset = st.selectbox(
        WHICH.in_(language), list(titles), format_func=lambda name: titles[name].in_(language),
        key="rhythm-of",
    )  # fmt: skip
    options = list(RHYTHMS)
    rhythm = st.selectbox(
        RHYTHM.in_(language), options, index=options.index(now[dataset]),
        format_func=lambda one: RHYTHMS[one].in_(language), key=f"rhythm-{dataset}",
    )  # fmt: skip
    if st.button(SAVE.in_(language), key="save-rhythm"):
        require(Action.IMPORT, Action.CHANGE_SETTINGS)
        home, at, by = settings.home().path, access.now(), importing.reader()
        choose_rhythm(home, dataset, rhythm, at=at, by=by)
        record("setting.rhythm", detail=f"{dataset}={rhythm}")
        st.rerun()


def answers() -> None:
    """The remembered answers, each with a button that takes it back."""
    language = session.language()
    kept = importing.remembered_answers()
    if not kept:
        return
    with st.expander(f"{ANSWERS.in_(language)} · {len(kept)}"):
        exports.offer(
            EXPORT, importing.remembered_as_file, "answers.toml", exports.TOML,
            what="export.answers", rows=len(kept), action=Action.IMPORT,
        )  # fmt: skip
        for one in kept[:SHOWN]:
            told, button = st.columns([11, 1], vertical_alignment="center")
            with told:
                show.html(tag("p", *_told(one, language)))
            if button.button(TAKE_BACK.in_(language), key=f"take-back-{one.answer_id}"):
                importing.take_back(one.answer_id)
                st.rerun()


def _told(one: RememberedAnswer, language: str) -> list[object]:
    where = " ".join(filter(None, [one.spelling, one.file, one.sheet, one.cell]))
    meant = {"leave out": LEFT_OUT.in_(language), "": UNKNOWN.in_(language)}
    if one.question == "column" and one.value.startswith(SAID):
        meant[one.value] = answer_named(one.value, language, is_column=True)
    question = QUESTIONS.get(one.question)
    return [
        tag("span", question.in_(language) if question else one.question, class_="lt-second"),
        f" {where} → ",
        tag("strong", meant.get(one.value, one.value)),
        tag("span", f" {one.answered_at:%Y-%m-%d} · {one.answered_by}", class_="lt-faint"),
    ]
