"""Whose window is whose: a file goes only into a window of whoever sends it.

Streamlit takes an upload for every window that is open, from anybody who knows its number.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from streamlit.runtime.scriptrunner import get_script_run_ctx

REMEMBERED = 10_000
"""So many windows; the one that has drawn nothing for longest is forgotten, and draws anew."""

_ACCOUNTS: OrderedDict[str, str] = OrderedDict()
_LOCK = threading.Lock()


def this_one() -> str:
    """The number of the window that a script draws; empty outside of a script."""
    drawn = get_script_run_ctx()
    return drawn.session_id if drawn is not None else ""


def note(window: str, account: str) -> None:
    """Remember who looks at a window; whoever did before does so no more."""
    with _LOCK:
        _ACCOUNTS[window] = account
        _ACCOUNTS.move_to_end(window)
        while len(_ACCOUNTS) > REMEMBERED:
            _ACCOUNTS.popitem(last=False)


def is_of(window: str, account: str) -> bool:
    """Whether the window of this number is looked at by an account."""
    return _ACCOUNTS.get(window) == account
