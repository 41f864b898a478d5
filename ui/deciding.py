"""Decisions about numbers that make a new version: taken, published with progress, logged."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui import jobs, session, show
from ui.jobs import Progress
from ui.viewer import record
from wording import ShownError, Text

DONE = Text("已记录并发布第 {version} 版。", "Written down; version {version} is published.")
WRITTEN = Text("已记录，导入数据后生效。", "Written down; it holds once data are imported.")
_TOLD = "_decided"


def decide(what: str, detail: str, work: Callable[[Progress], int | None]) -> None:
    """Do the work while its progress is shown, log it, and draw the page anew with the outcome."""
    try:
        version = jobs.wait_for(lambda tell, _stop: work(tell), session.language())
    except ShownError as error:
        show.trouble(error.text)
        return
    record(what, detail=f"{detail} version={version}")
    told = WRITTEN if version is None else DONE.format(version=version)
    st.session_state[_TOLD] = told
    st.rerun()


def outcome() -> None:
    """What the last decision came to, said once."""
    told = st.session_state.pop(_TOLD, None)
    if told is not None:
        show.remark(told)
