"""The steps of the import page: choose files, see what they hold, publish or drop, undo."""

from __future__ import annotations

import streamlit as st

from office.permissions import Action
from ui import (
    answers,
    filters,
    import_ledger,
    import_memory,
    import_waiting,
    importing,
    session,
    show,
)
from ui.import_decision import decide, forget_returns, returns_of_the_last
from ui.viewer import allowed
from ui.windows import this_one
from views import numbers
from views.html import link, tag
from wording import ShownError, Text

DROP = Text(
    "把社区报来的表格拖到这里，可一次放多个",
    "Drop the spreadsheets of the communities here, several at once",
)
TYPES = [
    "xlsx", "xlsm", "xlsb", "xls", "et", "ods", "fods", "csv", "tsv", "txt", "htm", "html", "xml",
    "geojson", "json", "shp", "dbf", "prj", "cpg", "shx", "zip", "kml", "kmz", "gpkg",
]  # fmt: skip
AS_OF = Text(
    "数据日期（只用于没有日期行的表）", "Day of the data (only for sheets without a date line)"
)
ANSWERS = Text("答复文件（可选，.toml）", "Answers file (optional, .toml)")
READ = Text("读取文件", "Read the files")
STOP = Text("停止", "Stop")
READING = Text(
    "正在读取，随时可以停止，停止后不会发布任何内容。",
    "Reading. You may stop at any time; nothing is published then.",
)
STOPPED = Text(
    "已停止，没有存下任何数据；文件还在，可以重新读取。",
    "Stopped; no data was stored. The files are still here and can be read again.",
)
ELSEWHERE = Text(
    "您还有一次导入没有决定：{names}。", "An import of yours still waits for a decision: {names}."
)
AND_MORE = Text("{name} 等 {count} 个文件", "{name} and others, {count} files")
GO_ON_HERE = Text("在这里继续", "Go on here")
SEE = Text("查看总览", "See the overview")
IN_FORCE = Text("{count} 个导入生效，数据截至 {day}。", "Imports in force: {count}, data to {day}.")
_NOTE, _ROUND, _STOPPED = "_import_note", "_import_round", "_import_stopped"


def _say(text: Text) -> str:
    return session.say(text)


def note() -> None:
    """What the last action did, once."""
    said: Text | None = st.session_state.pop(_NOTE, None)
    if said is not None:
        see = link(_say(SEE), "overview", session.choice().query)
        show.html(tag("p", _say(said), " ", see, class_="lt-finding", role="status"))


def _done(said: Text) -> None:
    st.session_state[_NOTE] = said
    st.rerun()


def choose_files() -> None:
    """The files, the day of the data and the answers; reading them starts here."""
    turn = st.session_state.setdefault(_ROUND, 0)
    # A window that comes back to a server that was started anew has lost its uploads: it must not
    # go on listing them.
    key = f"files-{this_one()}-{turn}"
    uploads = st.file_uploader(_say(DROP), TYPES, accept_multiple_files=True, key=key)
    left, right = st.columns(2, vertical_alignment="top")
    as_of = left.date_input(_say(AS_OF), value=None, format="YYYY-MM-DD", key=f"as-of-{turn}")
    given = right.file_uploader(_say(ANSWERS), ["toml"], key=f"answers-{this_one()}-{turn}")
    was_stopped = st.session_state.pop(_STOPPED, False)
    if st.button(_say(READ), type="primary", disabled=not uploads, key="read") and uploads:
        show.remark(READING)
        st.button(_say(STOP), key="stop", on_click=_note_the_stop)
        importing.read(uploads, given, as_of)
        forget_returns()
        st.session_state[_ROUND] = turn + 1
        st.rerun()
    if was_stopped and uploads:
        show.html(tag("p", _say(STOPPED), class_="lt-finding", role="status"))


def _note_the_stop() -> None:
    st.session_state[_STOPPED] = True


def waiting_elsewhere() -> None:
    """What the same account has open in other windows, each with a way to go on here."""
    for number, one in enumerate(import_waiting.elsewhere()):
        files = [file["file"] for file in one.report["files"]]
        names = AND_MORE.format(name=files[0], count=len(files)) if len(files) > 1 else files[0]
        with st.container(horizontal=True, vertical_alignment="center"):
            show.remark(ELSEWHERE.format(names=names))
            if st.button(_say(GO_ON_HERE), key=f"go-on-{number}"):
                import_waiting.take_over(one)
                st.rerun()


def imports(shown: int = import_ledger.SHOWN) -> None:
    """The list of imports; what is done to one of them is said at the top of the page."""
    try:
        if (said := import_ledger.ledger(shown)) is not None:
            _done(said)
    except ShownError as error:
        show.trouble(error.text)


def run() -> None:
    """The page from top to bottom."""
    note()
    waiting, origin = importing.pending(), answers.origin()
    if origin is not None and waiting is None:
        day = numbers.short_day(origin.through_on)
        show.sentence(IN_FORCE.format(count=origin.imports, day=day))
    try:
        if waiting is not None:
            if (said := decide(waiting)) is not None:
                _done(said)
        elif allowed(Action.IMPORT):
            returns_of_the_last()
            waiting_elsewhere()
            choose_files()
    except ShownError as error:
        show.trouble(error.text)
    if waiting is None:
        _, period = filters.current()
        if period is not None:
            import_memory.calendar_of_the_week(period.end_on)
        if allowed(Action.IMPORT):
            import_memory.answers()
    imports()
