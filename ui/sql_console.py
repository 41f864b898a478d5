"""The analyst's SQL console: what can be asked, a question, its answer as table, chart and file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from console.running import Answer, ConsoleRefusal, run
from office.console_history import ANSWERED, Asked, history, remember
from office.permissions import Action
from office.settings import settings_of
from publication.console_copy import EXAMPLE, TableMeaning, console_copy, tables
from ui import access, answers, exports, session, settings, show, turns, viewer
from views import console as views
from views import tables as drawn
from views.html import Markup
from wording import Text

OFF = Text(
    "SQL 查询未启用。管理员在数据目录的 settings.toml 中写入 [console] 和 enabled = true "
    "后即可使用。",
    "The SQL console is switched off. The administrator switches it on with [console] and "
    "enabled = true in settings.toml in the home.",
)
EMPTY = Text("还没有已发布的数据，请先导入。", "Nothing is published yet; import files first.")
TABLE = Text("可查询的表", "Tables that can be asked")
STATEMENT = Text("查询语句（只限一条 SELECT）", "Question (one SELECT)")
RUN = Text("查询", "Ask")
RUNNING = Text("正在查询，最多 5 秒…", "Asking, 5 seconds at most…")
EARLIER = Text("我查过的", "Asked before")
TAKE = Text("取回这条语句", "Take this one")
COLUMN = Text("列名", "Column")
TYPE = Text("类型", "Type")
MEANING = Text("含义", "Meaning")
FOUND = Text("共 {rows} 行，用时 {seconds} 秒。", "{rows} rows in {seconds} seconds.")
CUT = Text(
    "结果较长，只列出前 {rows} 行。", "The answer is long; the first {rows} rows are listed."
)
NOTHING = Text("没有符合条件的行。", "No row fits.")
CHART = Text("画图", "Draw")
ACROSS = Text("横轴", "Across")
UP = Text("纵轴", "Up")
KIND = Text("图形", "Chart")
KINDS: dict[views.Kind, Text] = {
    "bars": Text("柱形", "Bars"),
    "line": Text("折线", "Line"),
    "points": Text("散点", "Points"),
}
WORKBOOK = Text("下载 Excel", "Download for Excel")

_ANSWER, _SQL, _ASKED = "console-answer", "console-sql", "console-asked"


def is_on() -> bool:
    """Whether the administrator has switched the console on for this home."""
    return settings_of(settings.home().path, "console").get("enabled") is True


def draw() -> None:
    """The console, for whoever may use it; a sentence where it is switched off."""
    if not viewer.allowed(Action.RUN_SQL):
        return
    if not is_on():
        show.remark(OFF)
        return
    if answers.published() is None:
        show.remark(EMPTY)
        return
    language = session.language()
    st.session_state.setdefault(_SQL, EXAMPLE.format(metric=next(iter(answers.metrics()))))
    left, right = st.columns([1, 2], gap="large")
    with left:
        _browser(language)
    with right:
        _question(language)
        _answer(language)


def _browser(language: str) -> None:
    """The tables and columns, each with its meaning."""
    known = {table.name: table for table in tables()}
    chosen = st.selectbox(
        TABLE.in_(language), list(known), key="console-table",
        format_func=lambda name: f"{name} · {known[name].meaning.in_(language)}",
    )  # fmt: skip
    show.html(_columns(known[chosen], language))


def _columns(table: TableMeaning, language: str) -> Markup:
    heads = [drawn.Column(words.in_(language)) for words in (COLUMN, MEANING, TYPE)]
    return drawn.table(
        heads, [(c.name, c.meaning.in_(language), c.type.lower()) for c in table.columns]
    )


def _question(language: str) -> None:
    st.text_area(STATEMENT.in_(language), key=_SQL, height=180)
    ask, before = st.columns([1, 3], vertical_alignment="bottom")
    told = st.container()  # below both: a refusal is a sentence, no narrow column
    if ask.button(RUN.in_(language), type="primary", key="console-run"):
        with told:
            _ask(str(st.session_state[_SQL]), language)
    with before, st.popover(EARLIER.in_(language)):
        asked = history(settings.home().path, viewer.viewer().account)
        if asked:
            chosen = st.selectbox(
                EARLIER.in_(language), range(len(asked)), key="console-earlier",
                format_func=lambda i: f"{asked[i].asked_at:%m-%d %H:%M}  {asked[i].statement[:80]}",
            )  # fmt: skip
            st.code(asked[chosen].statement, language="sql")
            st.button(
                TAKE.in_(language), key="console-take", on_click=_take,
                args=(asked[chosen].statement,),
            )  # fmt: skip


def _take(statement: str) -> None:
    st.session_state[_SQL] = statement


def _ask(statement: str, language: str) -> None:
    """Run the statement; what is refused is said, and either way it is remembered and logged."""
    home, at = settings.home(), access.now()
    st.session_state.pop(_ANSWER, None)
    version = home.current_version()
    assert version is not None
    try:
        with st.spinner(RUNNING.in_(language)), turns.stepping_aside():
            answer = run(console_copy(home, version), statement)
    except ConsoleRefusal as refusal:
        _keep(Asked(at, statement, refusal.code, None, None))
        show.trouble(refusal.text)
        return
    _keep(Asked(at, statement, ANSWERED, len(answer.rows), answer.seconds))
    st.session_state[_ANSWER], st.session_state[_ASKED] = answer, statement


def _keep(asked: Asked) -> None:
    if asked.statement.strip():
        remember(settings.home().path, viewer.viewer().account, asked)
    viewer.record("console.query", detail=f"{asked.outcome}: {asked.statement}", rows=asked.rows)


def _answer(language: str) -> None:
    answer: Answer | None = st.session_state.get(_ANSWER)
    if answer is None:
        return
    told = FOUND.format(rows=len(answer.rows), seconds=f"{answer.seconds:.1f}")
    show.sentence(told if answer.rows else NOTHING)
    if answer.is_cut:
        show.remark(CUT.format(rows=len(answer.rows)))
    names = [column.name for column in answer.columns]
    unique = [f"{name} ({i})" if names.index(name) != i else name for i, name in enumerate(names)]
    st.dataframe(pd.DataFrame(answer.rows, columns=unique), hide_index=True, width="stretch")
    statement = str(st.session_state[_ASKED])
    exports.offer(
        WORKBOOK,
        lambda: views.workbook(
            unique, answer.rows, statement, is_cut=answer.is_cut, language=language
        ),
        "lingtu-sql.xlsx", exports.XLSX, what="export.console", rows=len(answer.rows),
        detail=statement,
    )  # fmt: skip
    _chart(answer, unique, language)


def _chart(answer: Answer, names: list[str], language: str) -> None:
    columns = range(len(names))
    numeric = [i for i in columns if views.is_number(answer.rows, i)]
    if not numeric or len(names) == 1 or not st.toggle(CHART.in_(language), key="console-chart"):
        return
    across, up, kind = st.columns(3)
    x = across.selectbox(
        ACROSS.in_(language), columns, format_func=names.__getitem__, key="console-x"
    )
    y = up.selectbox(
        UP.in_(language), numeric, format_func=names.__getitem__, key="console-y",
        index=len(numeric) - 1,
    )  # fmt: skip
    shape = kind.selectbox(
        KIND.in_(language), list(KINDS), format_func=lambda k: KINDS[k].in_(language),
        key="console-kind",
    )  # fmt: skip
    show.chart(views.chart(names, answer.rows, x, y, shape), "console-figure")
