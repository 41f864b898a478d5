"""A staged import on the page: what it holds, what it would change, what goes back; then decide."""

from __future__ import annotations

from functools import partial

import streamlit as st

from office.permissions import Action
from ui import answers, exports, import_questions, importing, session, show
from ui.importing import Pending, Return
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
QUESTIONS = Text("下载待答问题", "Download the open questions")
RETURNS = Text("退回单", "Returned workbooks")
RETURNS_HELP = Text(
    "退回单是原表的副本：拒收的格子标红，待答的标黄，批注写明原因，第一页逐条列出。",
    "A copy of the workbook: refused cells are red, asked ones amber, each with a note; its first "
    "page lists them all.",
)
DOWNLOAD = Text("下载退回单", "Download")
MESSAGE = Text("复制消息", "Message to paste")
FILES = Text("逐个文件", "File by file")


def decide(waiting: Pending) -> Text | None:
    """Show what waits, and return what was done once somebody has decided."""
    language = session.language()
    show.sentence(import_report.summary(waiting.report))
    show.html(import_report.figures(waiting.report, language))
    if not waiting.import_ids:
        show.remark(NOTHING)
    done = _buttons(waiting)
    if done is not None:
        return done
    _preview(waiting, language)
    _returns(waiting.returns, language)
    import_questions.ask(waiting)
    show.heading(FILES)
    show.html(import_report.files(waiting.report, importing.titles(), language))
    return None


def _buttons(waiting: Pending) -> Text | None:
    rows = import_report.totals(waiting.report)["accepted"]
    with st.container(horizontal=True, vertical_alignment="center"):
        if waiting.import_ids and st.button(
            session.say(PUBLISH.format(rows=numbers.plain(rows))), type="primary", key="publish"
        ):
            version = importing.publish(add=waiting.import_ids)
            importing.forget()
            return PUBLISHED.format(version=version)
        if st.button(session.say(DISCARD), key="drop"):
            importing.drop()
            return DISCARDED
        asked = import_report.questions(waiting.report)
        if asked:
            exports.offer(
                QUESTIONS, asked.encode, "answers.toml", exports.TOML,
                what="export.questions", action=Action.IMPORT,
            )  # fmt: skip
    return None


def _preview(waiting: Pending, language: str) -> None:
    if waiting.preview is None:
        return
    found = waiting.preview.as_json()
    show.heading(import_preview.TITLE)
    show.remark(import_preview.summary(found))
    restated = import_preview.meetings(found)
    if restated is not None:
        show.remark(restated)
    show.html(import_preview.rows_table(found, importing.titles(), language))
    show.html(import_preview.moves_table(found, answers.metrics(), language))


def _returns(returns: tuple[Return, ...], language: str) -> None:
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
