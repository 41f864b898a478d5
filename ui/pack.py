"""The pack on the weekly review: made when somebody asks, then handed over file by file."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from office.permissions import Action
from reports import pack
from reports.pack import PackFile
from ui import (
    access,
    answers,
    exports,
    follow_ups,
    jobs,
    meeting_frozen,
    packing,
    session,
    show,
    viewer,
)
from views import watermark
from views.places import Period, Place
from wording import ShownError, Text

HEADING = Text("会后材料", "To take away")
WHAT = Text(
    "简报、演示文稿、工作簿、离线网页、会议纪要草稿和督办单，数字与页面一致。",
    "Briefing, slides, workbook, offline page, draft minutes and supervision orders, with the "
    "numbers of these pages.",
)
FROZEN = Text(
    "会议已定稿：材料写的是会上所见的数值、口径、目标和议定事项，以后的更正不改变它。",
    "The meeting is frozen: the files hold the figures, definitions, targets and decisions that it "
    "saw, whatever is corrected since.",
)
MAKE = Text("生成本期材料", "Make the pack")
MAKE_AGAIN = Text("重新生成", "Make it again")
ALL = Text("全部下载（{count} 个文件）", "Download all ({count} files)")
COLLECTING = Text("正在汇集数据", "Collecting")
MADE = Text("{at} 生成，{count} 个文件。", "Made at {at}, {count} files.")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KINDS = {".docx": DOCX, ".pptx": PPTX, ".xlsx": watermark.XLSX, ".html": watermark.HTML}
_STATE = "_pack"
About = tuple[str, str, int, str, str]
"""Place, period, version, language, and how the follow-ups stand: what a pack is made for."""


@dataclass(frozen=True)
class Made:
    """A pack that was made in this session, and for what."""

    about: About
    at: datetime
    folder: str
    files: tuple[PackFile, ...]
    figures: int


def draw(place: Place, period: Period) -> None:
    """The button, and the files once they are made; nothing for whoever may not make packs."""
    if not viewer.allowed(Action.MAKE_PACK):
        return
    show.heading(HEADING)
    about = _about(place, period)
    made: Made | None = st.session_state.get(_STATE)
    made = made if made is not None and made.about == about else None
    show.remark(WHAT if made is None else _said(made))
    if meeting_frozen.meeting_about(period) is not None:
        show.remark(FROZEN)
    row = st.container(horizontal=True)
    if row.button(session.say(MAKE if made is None else MAKE_AGAIN), key="make-pack"):
        try:
            st.session_state[_STATE] = _make(place, period, about)
        except ShownError as error:
            show.trouble(error.text)
            return
        st.rerun()
    if made is not None:
        _offer(made, row)


def _about(place: Place, period: Period) -> About:
    origin = answers.origin()
    standing = " ".join(f"{m.code}:{m.state}" for m in follow_ups.matters())
    version = origin.version if origin else 0
    return place.place_id, period.period_id, version, session.language(), standing


def _said(made: Made) -> Text:
    return MADE.format(at=f"{made.at:%H:%M}", count=len(made.files))


def _make(place: Place, period: Period, about: About) -> Made:
    """Collect and write everything, beside the page."""
    language, who, at = session.language(), viewer.viewer(), access.now()

    def work(tell: jobs.Progress, stop: threading.Event) -> Made:
        tell(0, 6, COLLECTING)
        name = who.name if who.name == who.account else f"{who.name} {who.account}"
        result = packing.collect(place, period, made_by=name, at=at, language=language)
        files = pack.files(
            result, language, own_templates=packing.own_templates(), on_progress=tell
        )
        return Made(about, at, pack.folder_name(result, language), files, len(result.figures))

    return jobs.wait_for(work, language)


def _offer(made: Made, row: Any) -> None:
    """Everything as one archive, and file by file."""
    exports.offer(
        ALL.format(count=len(made.files)), lambda: pack.archive(made.files), f"{made.folder}.zip",
        "application/zip", what="export.pack", rows=made.figures, action=Action.MAKE_PACK, into=row,
    )  # fmt: skip
    below = st.container(horizontal=True)
    for each in made.files:
        name = each.name.rpartition("/")[2]
        exports.offer(
            Text(name, name), partial(bytes, each.content), name, KINDS[Path(name).suffix],
            what="export.pack", rows=made.figures, action=Action.MAKE_PACK, into=below,
        )  # fmt: skip
