"""Who looks at the screen, and the line that says what they did."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from contextvars import ContextVar

import streamlit as st

from office import audit
from office.permissions import LOCAL, Action, Viewer, may, may_for
from ui import access, cookies, settings, windows
from wording import ShownError, Text

_KEPT = "_viewer"
_ACTING: ContextVar[Viewer | None] = ContextVar("lingtu_viewer", default=None)
GONE = Text("登录已失效，请重新登录。", "You are no longer signed in; please sign in again.")


class NotSignedIn(ShownError):
    """Nobody looks: the session has ended."""

    def __init__(self) -> None:
        super().__init__(GONE)


def enter() -> Viewer:
    """Who looks at this run of the script, found out anew; raises NotSignedIn for nobody.

    What one person left in the window's memory is gone before another sees the window.
    """
    shown = _shown()
    found = access.visitor(*shown)
    before = st.session_state.get(_KEPT)
    if found is None or found.must_change:
        st.session_state.clear()
        raise NotSignedIn
    if before is not None and before[1] != found.viewer:
        st.session_state.clear()
    st.session_state[_KEPT] = (shown, found.viewer)
    windows.note(windows.this_one(), found.viewer.account)
    return found.viewer


@contextlib.contextmanager
def acting(who: Viewer) -> Iterator[None]:
    """Outside of a script, in a request or a thread of its own: what is done is done for them."""
    before = _ACTING.set(who)
    try:
        yield
    finally:
        _ACTING.reset(before)


def viewer() -> Viewer:
    """Who looks: at this run of the script, or whom a request or a thread works for."""
    acting_for = _ACTING.get()
    if acting_for is not None:
        return acting_for
    if access.access().mode == "local":
        return LOCAL
    kept = st.session_state.get(_KEPT)
    if kept is not None and kept[0] == _shown():
        found: Viewer = kept[1]
        return found
    return enter()


def _shown() -> tuple[str | None, str | None]:
    """What the window's connection shows: a cookie, or the name that the proxy gave."""
    how = access.access()
    if how.mode == "local":
        return None, None
    if how.mode == "proxy":
        return None, st.context.headers.get(how.user_header)
    return st.context.cookies.get(cookies.SESSION), None


def allowed(action: Action) -> bool:
    """Whether whoever looks may take an action at all, be it within a scope."""
    return may(viewer(), action)


def allowed_for(
    action: Action, *, departments: Collection[str] = (), community_id: str | None = None
) -> bool:
    """Whether whoever looks may take an action on what concerns departments or a community."""
    return may_for(viewer(), action, departments=departments, community_id=community_id)


def address() -> str:
    """Where whoever looks at this run sits; this machine where Streamlit says nothing."""
    return st.context.ip_address or "127.0.0.1"


def record(what: str, *, detail: str = "", rows: int | None = None) -> None:
    """Put what was done into the log, with whoever looks, their address and the time."""
    audit.record(
        settings.home().path,
        viewer=viewer(),
        what=what,
        at=access.now(),
        detail=detail,
        rows=rows,
        address=address(),
    )
