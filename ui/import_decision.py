"""A staged import on the page: what it holds, what it would change, what goes back; then decide."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from office.permissions import Action
from publication.errors import Overtaken
from publication.preview import Preview
from ui import answers, exports, import_questions, importing, session, show
from ui.import_waiting import LOOKS_S, Pending, Return
from views import import_preview, import_report, numbers
from wording import Text

PUBLISH = Text("发布 {rows} 行", "Publish {rows} rows")
PUBLISHED = Text("第 {version} 版已发布。", "Version {version} is published.")
DISCARD = Text("放弃这次导入", "Drop this import")
DISCARDED = Text("这次导入已放弃，数值没有变化。", "The import was dropped; no number has changed.")
NOTHING = Text(
    "这些文件里没有可以接受的行，不能发布。",
    "These files hold no row that can be accepted; there is nothing to publish.",
)
OPEN = Text(
    "还有 {count} 个问题待答。先答完再发布最省事；也可以先发布，"
    "等待的行以后要重新上传文件才能补入。",
    "Open questions: {count}. It is easiest to answer them first; you may publish now, but the "
    "rows that wait then need their file once more.",
)
LOOKING_AGAIN = Text(
    "已另行发布新版，正在重新计算变化。",
    "Another version was published; the changes are computed again.",
)
OVERTAKEN = Text(
    "预览之后已另行发布第 {version} 版，下面的变化已按它重新计算；读到的行和答复都还在。",
    "Version {version} was published after the preview was made; the changes below were computed "
    "again against it. What was read and answered is all still here.",
)
QUESTIONS = Text("下载待答问题", "Download the open questions")
MOVES = Text("发布后的变化", "changes")
RETURNS = Text("退回单", "Returned workbooks")
RETURNS_HELP = Text(
    "退回单是原表的副本：拒收的格子标红，待答的标黄，批注写明原因，第一页逐条列出。",
    "A copy of the workbook: refused cells are red, asked ones amber, each with a note; its first "
    "page lists them all.",
)
DOWNLOAD = Text("下载退回单", "Download")
MESSAGE = Text("复制消息", "Message to paste")
FILES = Text("逐个文件", "File by file")


_LAST = "_returns_of_the_last"


def decide(waiting: Pending) -> Text | None:
    """Show what waits, and return what was done once somebody has decided."""
    language = session.language()
    if importing.is_overtaken(waiting):
        show.remark(LOOKING_AGAIN)
        importing.preview_again(waiting)
        st.rerun()
    _watch(waiting)
    show.sentence(import_report.summary(waiting.report))
    show.html(import_report.figures(waiting.report, language))
    if waiting.is_overtaken:
        show.trouble(OVERTAKEN.format(version=waiting.version))
    if not waiting.import_ids:
        show.remark(NOTHING)
    if (done := _buttons(waiting)) is not None:
        return done
    import_questions.ask(waiting)
    if waiting.preview is not None:
        show_preview(waiting.preview, import_preview.TITLE, language)
    show_returns(waiting.returns, language)
    show.heading(FILES)
    show.html(import_report.files(waiting.report, importing.titles(), language))
    return None


@st.fragment(run_every=LOOKS_S)
def _watch(waiting: Pending) -> None:
    """Draw the page again as soon as somebody else has published, or it goes on elsewhere."""
    if importing.pending() is not waiting or importing.is_overtaken(waiting):
        st.rerun()


def _buttons(waiting: Pending) -> Text | None:
    rows = import_report.totals(waiting.report)["accepted"]
    open_ones = import_questions.count(waiting)
    # The next step stands out.
    weight: Literal["primary", "secondary"] = "secondary" if open_ones else "primary"
    with st.container(horizontal=True, vertical_alignment="center"):
        if waiting.import_ids and st.button(
            session.say(PUBLISH.format(rows=numbers.plain(rows))), type=weight, key="publish"
        ):
            return _publish(waiting)
        if st.button(session.say(DISCARD), key="drop"):
            importing.drop()
            return DISCARDED
        asked = import_report.questions(waiting.report)
        if asked:
            exports.offer(
                QUESTIONS, asked.encode, "answers.toml", exports.TOML,
                what="export.questions", action=Action.IMPORT,
            )  # fmt: skip
    if open_ones and waiting.import_ids:
        show.remark(OPEN.format(count=open_ones))
    return None


def _publish(waiting: Pending) -> Text:
    try:
        version = importing.publish_waiting(waiting)
    except Overtaken:
        # Somebody was faster: the page shows what publishing would change now, and asks again.
        st.rerun()
    st.session_state[_LAST] = waiting.returns
    return PUBLISHED.format(version=version)


def returns_of_the_last() -> None:
    """After publishing, what still has to go back; until other files are read."""
    show_returns(st.session_state.get(_LAST, ()), session.language())


def forget_returns() -> None:
    """Other files are read: what went back before is done with."""
    st.session_state.pop(_LAST, None)


def show_preview(preview: Preview, title: Text, language: str) -> None:
    """What publishing would change: in a sentence, rows by dataset, and the numbers that move."""
    found = preview.as_json()
    show.heading(title)
    show.remark(import_preview.summary(found))
    restated = import_preview.meetings(found)
    if restated is not None:
        show.remark(restated)
    show.html(import_preview.rows_table(found, importing.titles(), language))
    show.html(import_preview.moves_table(found, answers.metrics(), language))
    if found["moves"]:
        make = partial(import_preview.moves_file, found, answers.metrics(), language)
        exports.offer_table(make, session.say(MOVES), rows=len(found["moves"]))


def show_returns(returns: tuple[Return, ...], language: str) -> None:
    """What goes back to whoever handed the files in: a message and a marked workbook each."""
    if not returns:
        return
    show.heading(RETURNS)
    show.remark(RETURNS_HELP)
    for number, back in enumerate(returns):
        told, message, workbook = st.columns([6, 1.3, 1.3], vertical_alignment="center")
        with told:
            show.html(import_report.returned(back.message, language))
        with message, st.popover(MESSAGE.in_(language)):
            st.code(back.message.in_(language), language=None, wrap_lines=True)
        if back.workbook is not None:
            exports.offer(
                DOWNLOAD, partial(bytes, back.workbook), back.workbook_name, exports.XLSX,
                what="export.return", action=Action.IMPORT, key=str(number), into=workbook,
            )  # fmt: skip
