"""The script of the dashboard: language, place and period from the address, the menu, the page."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from office.permissions import Viewer, may_open
from ui import (
    address,
    answers,
    entrance,
    evidence,
    filters,
    meeting_frozen,
    peers,
    scope,
    session,
    show,
    turns,
)
from ui.settings import ROOT
from ui.viewer import acting
from views import menu
from wording import ShownError, Text

LOG = logging.getLogger("lingtu")

APOLOGY = Text(
    "抱歉，这个页面出了问题，已经记录下来。请刷新页面；"
    "如果仍然如此，请告知系统管理员（编号 {number}）。",
    "Sorry, something went wrong on this page; it has been recorded. Please reload; if it happens "
    "again, tell the administrator (number {number}).",
)


@dataclass(frozen=True)
class Screen:
    """One page: its file below ``pages``, its address, its name and its group of the menu.

    One that ``leads`` is drawn before the bar above it: a browser takes longer over it than over
    all the rest.
    """

    file: str
    url: str
    name: Text
    group: Text
    leads: bool = False


WATCH = Text("看", "Watch")
WORK = Text("办", "Work")
LEARN = Text("学", "Learn")

# Reserved for the page at the bare address, which is the first screen once more.
BARE = "start"

SCREENS: tuple[Screen, ...] = (
    Screen("watch/overview.py", "overview", Text("总览", "Overview"), WATCH),
    Screen("watch/grid_map.py", "grid_map", Text("网格地图", "Grid map"), WATCH, leads=True),
    Screen("watch/grid_coverage.py", "grid_coverage", Text("网格覆盖", "Grid coverage"), WATCH),
    Screen("watch/service_space.py", "service_space", Text("服务空间", "Service space"), WATCH),
    Screen("watch/volunteers.py", "volunteers", Text("志愿服务", "Volunteers"), WATCH),
    Screen("watch/three_zero.py", "three_zero", Text("三零创建", "Three-zero"), WATCH),
    Screen("watch/commitments.py", "commitments", Text("任务清单", "Commitments"), WATCH),
    Screen("work/import_data.py", "import_data", Text("数据导入", "Import"), WORK),
    Screen("work/weekly_review.py", "weekly_review", Text("周例会", "Weekly review"), WORK),
    Screen("work/follow_ups.py", "follow_ups", Text("督办销号", "Follow-ups"), WORK),
    Screen("learn/explore.py", "explore", Text("下钻分析", "Explore"), LEARN),
    Screen("learn/integrity.py", "integrity", Text("数据核查", "Integrity checks"), LEARN),
    Screen("learn/handbook.py", "handbook", Text("指标手册", "Handbook"), LEARN),
    Screen("learn/admin.py", "admin", Text("系统管理", "Administration"), LEARN),
)


def _top_bar(screen: Screen) -> None:
    choice = session.choice()
    with st.container(key="topbar"):
        left, right, end = st.columns([1, 1.35, 0.16], vertical_alignment="center", gap="small")
        with left:
            show.title(screen.name, choice.place.name if choice.place else "")
        with right:
            filters.draw()
        with end:
            show.html(filters.language_link(screen.url))
    for remark in choice.remarks:
        show.remark(remark)


def _guarded(what: str, run: Callable[[], None]) -> None:
    """Run a piece of the screen; what may be shown is shown, anything else is ours."""
    try:
        run()
    except ShownError as error:
        show.trouble(error.text)
    except Exception:  # anything else is ours: logged with its traceback, an apology on screen
        number = secrets.token_hex(3)
        LOG.exception("%s failed, number %s", what, number)
        show.trouble(APOLOGY.format(number=number))


def _page(screen: Screen, language: str, *, is_default: bool = False) -> StreamlitPage:
    return st.Page(
        ROOT / "pages" / screen.file, title=f"{screen.name.in_(language)} · 岭图",
        url_path=BARE if is_default else screen.url, default=is_default,
    )  # fmt: skip


def _pages(language: str) -> list[StreamlitPage]:
    """Every screen under its address; the first one is also what the bare address shows."""
    first = _page(SCREENS[0], language, is_default=True)
    return [first, *(_page(screen, language) for screen in SCREENS)]


def _menu(screen: Screen, who: Viewer) -> None:
    entries = [
        menu.Entry(each.url, each.name, each.group, each is screen)
        for each in SCREENS
        if may_open(who, each.url)
    ]
    language = session.language()
    foot = entrance.foot(who, language)
    with st.sidebar:
        drawn = menu.draw(entries, session.choice().query, language, answers.origin(), foot)
        show.html(drawn)


def main() -> None:
    """Draw the frame and the page inside it."""
    query = {key: str(value) for key, value in st.query_params.items()}
    language = address.language_of(query)
    st.set_page_config(
        page_title="岭图", page_icon=str(ROOT / "static" / "icon.png"), layout="wide",
        initial_sidebar_state=232,
    )  # fmt: skip
    session.remember(address.Choice(language, None, None))
    who = entrance.who(query, language)
    page = st.navigation(_pages(language), position="hidden")
    screen = next((each for each in SCREENS if each.url == page.url_path), SCREENS[0])
    session.remember(address.Choice(language, None, None))

    def draw() -> None:
        confined = bool(scope.community())
        periods = answers.periods()
        if screen.url == "weekly_review":  # a frozen meeting outlives the periods of a version
            periods = meeting_frozen.with_its_period(periods, query.get("period", ""))
        session.remember(address.read(query, answers.places(), periods, is_confined=confined))
        _menu(screen, who)
        if not may_open(who, screen.url):
            entrance.closed(screen.name)
            return
        if screen.leads:
            above = show.room("above")
            _guarded(f"page {screen.url}", page.run)
            with above:
                _top_bar(screen)
        else:
            _top_bar(screen)
            _guarded(f"page {screen.url}", page.run)
        _guarded("peers", lambda: peers.draw(screen.url))
        _guarded("evidence", evidence.offer)

    with acting(who), scope.one_version():
        _guarded("frame", draw)


with turns.PAGES.one():
    _guarded("start", main)
