"""Views that are kept, shared, and looked at last: the door to them on the explore page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from office import saved_views as kept
from office.permissions import ROLE_NAMES, Action, Role
from office.saved_views import RecentView, SavedView
from ui import access, scope, session, settings, show
from ui.viewer import allowed, record, viewer
from views.explore.choice import ARGUMENTS, PLACES
from views.html import Markup, link, tag
from wording import ShownError, Text

VIEWS = Text("视图", "Views")
NAME = Text("视图名称", "Name of the view")
KEEP = Text("存为视图", "Keep this view")
SHARE = Text("分享给", "Share with")
NOBODY = Text("不分享", "nobody")
MINE = Text("我的视图", "My views")
SHARED = Text("别人分享的", "Shared with me")
RECENT = Text("最近看过", "Looked at last")
NONE = Text("还没有存过视图。", "No view has been kept yet.")
DELETE = Text("删除", "Delete")
KEPT = Text("已存为“{name}”。", "Kept as “{name}”.")
_LAST = "_explore_seen"
_TOLD = "_explore_told"
KEPT_ARGUMENTS = ("place", "period", *ARGUMENTS)
PLACED = ("place", PLACES)
"""The arguments that name places, a comma between them."""


def address_of(query: dict[str, str]) -> str:
    """A question as it is kept: without the language, which is the reader's."""
    return urlencode({key: query[key] for key in KEPT_ARGUMENTS if query.get(key)})


def look_at(address: str, name: Text) -> None:
    """Remember that a view was looked at, once for every change of it."""
    if st.session_state.get(_LAST) == address:
        return
    st.session_state[_LAST] = address
    kept.look_at(settings.home().path, viewer(), address=address, name=name, at=access.now())


def draw(address: str) -> None:
    """The views in a box that opens: keep this one, go to another."""
    home, who = settings.home().path, viewer()
    with st.popover(session.say(VIEWS), width="stretch"):
        _offer_to_keep(address)
        views = [view for view in kept.saved_views(home, who) if _may_see(view)]
        own = [view for view in views if view.account == who.account]
        show.heading(MINE)
        if not own:
            show.remark(NONE)
        for view in own:
            _own(view)
        _list(SHARED, [_link(view) for view in views if view.account != who.account])
        _list(RECENT, [_recent(view) for view in kept.recent_views(home, who)])


def _may_see(view: SavedView) -> bool:
    """Whether a view speaks of no other community than that of whoever looks: its name may."""
    confined_to, said = scope.community(), dict(parse_qsl(view.address))
    if not confined_to or view.account == viewer().account:
        return True
    places = [each for name in PLACED for each in said.get(name, "").split(",") if each]
    return all(confined_to.startswith(each) or each.startswith(confined_to) for each in places)


def _offer_to_keep(address: str) -> None:
    said, language = st.session_state.pop(_TOLD, None), session.language()
    if said is not None:
        show.remark(said)
    with st.form("keep-view", border=False):
        st.text_input(session.say(NAME), key="view-name", max_chars=kept.LONGEST_NAME)
        if allowed(Action.SHARE_VIEW):
            st.selectbox(
                session.say(SHARE), ["", *(role.value for role in ROLE_NAMES)], key="view-role",
                format_func=lambda role: (ROLE_NAMES[Role(role)] if role else NOBODY).in_(language),
            )  # fmt: skip
        st.form_submit_button(session.say(KEEP), on_click=_keep, args=(address,))


def _keep(address: str) -> None:
    name = str(st.session_state.get("view-name", ""))
    role = str(st.session_state.get("view-role", "")) if allowed(Action.SHARE_VIEW) else ""
    shared = Role(role) if role else None
    try:
        kept.save_view(settings.home().path, viewer(), name=name, address=address,
                       shared_with=shared, at=access.now())  # fmt: skip
    except ShownError as error:
        st.session_state[_TOLD] = error.text
        return
    record("view.share" if shared else "view.keep", detail=f"{name} {role}".strip())
    st.session_state[_TOLD] = KEPT.format(name=name.strip())


def _own(view: SavedView) -> None:
    at_name, at_button = st.columns([1, 0.3], vertical_alignment="center", gap="small")
    with at_name:
        show.html(_link(view))
    at_button.button(
        session.say(DELETE), key=f"act-delete-view-{view.view_id}", on_click=_delete,
        args=(view.view_id,),
    )  # fmt: skip


def _delete(view_id: int) -> None:
    if kept.delete_view(settings.home().path, viewer(), view_id):
        record("view.delete", detail=str(view_id))


def _link(view: SavedView) -> Markup:
    more = f" · {session.say(ROLE_NAMES[view.shared_with])}" if view.shared_with else ""
    return tag("div", _to(view.address, view.name), tag("span", more, class_="lt-second"))


def _recent(view: RecentView) -> Markup:
    return tag("div", _to(view.address, view.name.in_(session.language())))


def _to(address: str, name: str) -> Markup:
    """A link to a kept address; only what the page knows is taken from it."""
    known = {key: value for key, value in parse_qsl(address) if key in KEPT_ARGUMENTS}
    return link(name, "explore", {**known, "lang": session.language()})


def _list(words: Text, items: list[Markup]) -> None:
    if items:
        show.heading(words)
        show.html(tag("div", *items))
