"""The tables of a page as files: its indicators by place, and its lists as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from office.permissions import Action
from ui import disclosure, exports, fields, session
from ui.viewer import allowed
from views import files
from views.html import Markup
from views.places import Level, Period, Place
from wording import Text

INDICATORS = Text("下载：{level}指标", "Download: metrics by {level}")
LIST = Text("下载：{name}", "Download: {name}")
LEVELS: dict[Level, Text] = {
    "community": Text("各社区", "community"),
    "grid": Text("各网格", "grid"),
}


def offer(
    keys: Sequence[str],
    levels: Sequence[Level],
    place: Place,
    period: Period,
    *,
    name: str,
    shown: Iterable[tuple[Text, Markup]] = (),
) -> None:
    """The buttons at the end of a page: its indicators at each level, and its lists."""
    with st.container(horizontal=True):
        for level in levels:
            _indicators(keys, level, place, period, name)
        _lists(shown, period)


def _indicators(keys: Sequence[str], level: Level, place: Place, period: Period, name: str) -> None:
    """A button for the indicators of the page at a level, exact, with what may leave the system."""
    found = [
        reading
        for of_metric in fields.at_level(keys, level, place, period).values()
        for reading in of_metric
    ]
    language = session.language()
    if found:
        exports.offer(
            INDICATORS.format(level=LEVELS[level]),
            lambda: disclosure.readings(found, language),
            f"{name}-{level}-{period.period_id}.csv",
            exports.CSV,
            what="export.table",
            rows=len(found),
            detail=f"period={period.period_id}",
        )


def _lists(shown: Iterable[tuple[Text, Markup]], period: Period) -> None:
    """A button for each list that has rows: stored rows, for those who may see evidence."""
    if not allowed(Action.SEE_EVIDENCE):
        return
    language = session.language()
    for name, drawn in shown:
        header, rows = files.as_shown(drawn)
        if rows:
            exports.offer(
                LIST.format(name=name),
                lambda header=header, rows=rows: files.table(header, rows),  # type: ignore[misc]
                f"{name.in_(language)}-{period.period_id}.csv",
                exports.CSV,
                what="export.table",
                rows=len(rows),
                detail=f"period={period.period_id}",
            )
