"""The empty office: what is missing, which file fills it, one button."""

from __future__ import annotations

import streamlit as st

from office.permissions import Action
from ui import answers, importing, session, show
from ui.viewer import allowed
from views.html import link, tag
from wording import Text

MISSING = Text("这里还没有数据。", "There are no data here yet.")
FILLED_BY = Text(
    "先导入《社区基本情况一览表》和《网格基本信息表》，再导入网格员花名册、设施、志愿服务和三零台账，"
    "总览和地图随即可用。",
    "Import the register of communities and the register of grids first, then the rosters, "
    "facilities, volunteers and three-zero ledgers; overview and map follow at once.",
)
TO_IMPORT = Text("去导入数据", "Import data")
TRY = Text("载入演示街道", "Load the demonstration office")
TRIED = Text(
    "演示街道是虚构的：28 个面貌真实的文件，约半分钟读完，之后可以逐个撤销。",
    "The demonstration office is invented: 28 files as messy as real ones, read in about half a "
    "minute; each can be undone later.",
)
LOADING = Text("正在读取演示文件并计算指标。", "Reading the demonstration files and measuring.")
STOP = Text("停止", "Stop")


def _button() -> None:
    if not (allowed(Action.IMPORT) or allowed(Action.CHANGE_SETTINGS)):
        return
    if st.button(session.say(TRY), type="primary", key="demonstration"):
        show.remark(LOADING)
        st.button(session.say(STOP), key="stop-demonstration")
        importing.load_demonstration()
        st.rerun()
    show.remark(TRIED)


def offer() -> None:
    """Say what is missing and offer the demonstration office."""
    show.sentence(MISSING)
    show.html(
        tag("p", session.say(FILLED_BY), " ",
            link(session.say(TO_IMPORT), "import_data", session.choice().query))
    )  # fmt: skip
    _button()


def offer_in_short() -> None:
    """On the import page of an empty office: the same button, without the way to this page."""
    if answers.origin() is None and importing.pending() is None:
        show.html(tag("p", session.say(FILLED_BY)))
        _button()
