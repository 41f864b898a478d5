"""The open questions of an import as a form: answered here, remembered, and read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from data.answers import LEAVE_OUT, SAID, Answer
from data.catalogue import header_of
from ui import answers, importing, session, show
from ui.import_waiting import Pending
from views.html import tag
from views.import_report import answer_named
from wording import Text

TITLE = Text("待答问题", "Open questions")
HELP = Text(
    "选一个答案，或自己填写；答复会记住，以后的导入照此办理，可随时撤回。",
    "Choose an answer or write one; it is remembered for later imports and can be taken back.",
)
AGAIN = Text("按答复重新读取", "Answer and read again")
UNANSWERED = Text("（暂不答复）", "(not answered yet)")
LEFT_OUT = Text("不导入这些行", "leave these rows out")
SHEET_LEFT_OUT = Text("不导入这张表", "leave this sheet out")
UNKNOWN = Text("留空（不详）", "leave it unknown")
DATUMS = {
    "WGS-84": Text("WGS-84（GPS、天地图、CGCS2000）", "WGS-84 (GPS, Tianditu, CGCS2000)"),
    "GCJ-02": Text("GCJ-02（高德、腾讯地图）", "GCJ-02 (Amap, Tencent Maps)"),
    "BD-09": Text("BD-09（百度地图）", "BD-09 (Baidu Maps)"),
}
ROWS = Text("{where} {message}（{rows} 行等待）", "{where} {message} ({rows} rows wait)")
PLACE = Text("《{file}》{inside}", "“{file}” {inside}")
PLACE_OF_COLUMN = Text("《{file}》{inside}（{header}）", "“{file}” {inside} ({header})")
ONE = Text("{where} {message}", "{where} {message}")
AS_OF = Text(
    "没有日期行的表，数据截至哪一天（{names}）",
    "The day of the data of sheets without one ({names})",
)
PASSWORD = Text("《{name}》的打开密码（不保存）", "Password of “{name}” (not kept)")
MORE = Text("另有 {count} 个问题，答复后再列出。", "{count} more questions follow after these.")
LISTED = 30
_NO_DAY, _DATUM = "as_of_missing", "datum"
_FREE = frozenset({"place", "date", "year", "value", "column"})


def questions(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every question of a report once, the ones that most rows wait for first; the day of the data
    is asked for all files together."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for file in report["files"]:
        for sheet in file["sheets"]:
            for issue in sheet["asked"]:
                if issue["code"] == _NO_DAY or "question" not in issue:
                    continue
                where = (issue["file"], issue.get("sheet"), issue.get("cell"))
                is_spelling = issue.get("spelling") and issue["question"] != _DATUM
                about = issue["spelling"] if is_spelling else where
                if issue["question"] == "column":
                    # One column may be missing on several sheets; each answer is about its own.
                    about = (*where, issue["spelling"])
                told = {**issue, "rows": 0, "header": _header(sheet, issue.get("cell"))}
                kept = found.setdefault((issue["question"], about), told)
                kept["rows"] += issue.get("rows", 1)
    return sorted(found.values(), key=lambda one: -one["rows"])


def _header(sheet: Mapping[str, Any], cell: str | None) -> str:
    """What the column of a cell is called in workbooks; empty where that is not known."""
    name = sheet.get("columns", {}).get((cell or "").rstrip("0123456789"), "")
    return header_of(sheet.get("dataset"), name)


def without_a_day(report: Mapping[str, Any]) -> list[str]:
    """The files whose sheets do not say the day of their data."""
    return [
        file["file"]
        for file in report["files"]
        if any(issue["code"] == _NO_DAY for sheet in file["sheets"] for issue in sheet["asked"])
    ]


def count(waiting: Pending) -> int:
    """How many questions can be answered on the page; the day of the data and each password are one
    each."""
    if waiting.batch is None:
        return 0
    asked = len(questions(waiting.report)) + len(waiting.locked)
    return asked + bool(without_a_day(waiting.report))


def answer_of(issue: Mapping[str, Any], value: str) -> Answer:
    """The answer to a question; one for a spelling holds wherever it is written."""
    question = str(issue["question"])
    if question == "place" and issue.get("spelling"):
        return Answer(question, value, spelling=issue["spelling"])
    if question == _DATUM:
        return Answer(question, value, issue.get("spelling"), file=issue["file"])
    cell = None if issue.get("spelling") else issue.get("cell")
    return Answer(
        question, value, issue.get("spelling"), issue["file"], issue.get("sheet"), cell or None
    )


def ask(waiting: Pending) -> None:
    """The form; sending it reads the uploads again."""
    asked, dayless = questions(waiting.report), without_a_day(waiting.report)
    if not (asked or dayless or waiting.locked) or waiting.batch is None:
        return
    language = session.language()
    show.heading(TITLE)
    show.remark(HELP)
    with st.form("questions", border=False):
        as_of = waiting.as_of
        if dayless:
            between = "、" if language == "zh" else ", "
            label = AS_OF.format(names=between.join(dayless)).in_(language)
            # Beside its words as every question: the calendar opens clear of the button below.
            told, day = st.columns([3, 2], vertical_alignment="center")
            with told:
                show.html(tag("p", label))
            as_of = day.date_input(
                label, value=None, format="YYYY-MM-DD", key="as-of-asked",
                label_visibility="collapsed",
            )  # fmt: skip
        passwords = {
            name: st.text_input(PASSWORD.format(name=name).in_(language), type="password")
            for name in waiting.locked
        }
        chosen = [(issue, _choice(issue, language)) for issue in asked[:LISTED]]
        if len(asked) > LISTED:
            show.remark(MORE.format(count=len(asked) - LISTED))
        sent = st.form_submit_button(AGAIN.in_(language), type="primary")
    said = [answer_of(issue, value) for issue, value in chosen if value is not None]
    given = {name: word for name, word in passwords.items() if word}
    if sent and (said or given or as_of != waiting.as_of):
        importing.read_again(waiting, said, given, as_of)
        st.rerun()


def options_of(issue: Mapping[str, Any], communities: Sequence[str]) -> list[str]:
    """The answers to choose from, the likely ones first, each once.

    A cell without its community may be any of the register; a sheet that is no table of ours is
    most likely to be left out.
    """
    question = issue["question"]
    found = [str(one) for one in issue.get("candidates") or []]
    if question == "place" and not found:
        found = [*communities]
    if question == "sheet":
        found = [LEAVE_OUT, *found]
    elif question != _DATUM:
        found.append(LEAVE_OUT)
    if question in {"value", "date"}:
        found.append("")
    return [*dict.fromkeys(found)]


def _choice(issue: Mapping[str, Any], language: str) -> str | None:
    """One question; None where it stays open."""
    words = {"": UNKNOWN, **DATUMS}
    words[LEAVE_OUT] = SHEET_LEFT_OUT if issue["question"] == "sheet" else LEFT_OUT
    options = options_of(
        issue, [one.name for one in answers.places().all if one.level == "community"]
    )
    titles = importing.titles()
    text = ONE if issue["rows"] < 2 else ROWS
    message = issue["message"][language]
    where = _where(issue, language)
    label = text.format(where=where, message=message, rows=issue["rows"]).in_(language)

    def shown(option: str) -> str:
        if issue["question"] == "column" and option.startswith(SAID):
            return answer_named(option, language, is_column=True)
        named = {**words, **titles} if issue["question"] == "sheet" else words
        title = named.get(option)
        return title.in_(language) if title else option

    told, answer = st.columns([3, 2], vertical_alignment="center")
    with told:
        show.html(tag("p", label.strip()))
    picked: str | None = answer.selectbox(
        label.strip(), options, index=None, format_func=shown,
        placeholder=UNANSWERED.in_(language), accept_new_options=issue["question"] in _FREE,
        key=_key(issue), label_visibility="collapsed",
    )  # fmt: skip
    return picked


def _where(issue: Mapping[str, Any], language: str) -> str:
    """File, sheet and cell, with what the column of the cell is called."""
    inside = "!".join(filter(None, [issue.get("sheet"), issue.get("cell")]))
    text = PLACE_OF_COLUMN if issue["header"] else PLACE
    return text.format(file=issue["file"], inside=inside, header=issue["header"]).in_(language)


def _key(issue: Mapping[str, Any]) -> str:
    """A question keeps its own answer: after another reading the others stand in other places."""
    names = ("question", "spelling", "file", "sheet", "cell")
    about = "\0".join(str(issue.get(name) or "") for name in names)
    return f"question-{hashlib.sha256(about.encode()).hexdigest()[:16]}"
