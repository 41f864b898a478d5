"""Imports that wait for a decision, kept beside the windows: reloading a page loses none.

Each belongs to the window that read it, and to an account. A window that is gone, because its page
was reloaded, left or shown in the other language, leaves its import to the next one of the same
account; from one that is still open it can be taken over. Two hours after the last window of it
the uploads go; what was read of them then stands in the list of imports, not published.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.runtime import Runtime

from data.answers import Answers
from publication.preview import Preview
from ui import settings
from ui.uploads import Batch
from ui.viewer import viewer
from ui.windows import this_one
from wording import Text

LONGEST_S = 2 * 60 * 60.0
LOOKS_S = 10
"""Seconds between two looks of an open window at what waits in it."""
_GONE_S = 2.5 * LOOKS_S


@dataclass(frozen=True)
class Return:
    """What goes back for one file: a message to paste, and a marked workbook where one is due."""

    file_name: str
    message: Text
    workbook_name: str
    workbook: bytes | None


@dataclass(frozen=True)
class Pending:
    """A staged import that waits for a decision: its report, what it would change, what goes back.

    ``version`` was in force when the preview was made, 0 for none; ``is_overtaken`` says that it
    had to be made anew because another one was published. ``batch`` holds the uploads as long as
    they are at hand; ``locked`` names the files that wait for a password.
    """

    report: dict[str, Any]
    import_ids: tuple[int, ...]
    returns: tuple[Return, ...] = ()
    preview: Preview | None = None
    batch: Batch | None = None
    as_of: date | None = None
    given: Answers = field(default_factory=Answers)
    locked: tuple[str, ...] = ()
    version: int = 0
    is_overtaken: bool = False


@dataclass
class _Kept:
    home: Path
    account: str
    window: str
    pending: Pending
    seen_s: float


_KEPT: list[_Kept] = []
_CHANGING = threading.RLock()


def keep(pending: Pending) -> None:
    """This window's import from now on."""
    with _CHANGING:
        kept = _of_this_window()
        if kept is None:
            home, who = settings.home().path, viewer().account
            _KEPT.append(_Kept(home, who, this_one(), pending, time.monotonic()))
        else:
            kept.pending = pending
    _look_later()


def mine() -> Pending | None:
    """The import of this window, or one that a window of the same account left behind."""
    with _CHANGING:
        kept = _of_this_window()
        if kept is None:
            left = [one for one in _of_this_account() if not _is_open(one)]
            if not left:
                return None
            kept = left[-1]
            kept.window = this_one()
        kept.seen_s = time.monotonic()
        return kept.pending


def elsewhere() -> tuple[Pending, ...]:
    """Imports of the same account that wait in other windows."""
    with _CHANGING:
        here = this_one()
        return tuple(one.pending for one in _of_this_account() if one.window != here)


def take_over(pending: Pending) -> None:
    """Go on here with what waits in another window; there it is gone."""
    with _CHANGING:
        for one in _of_this_account():
            if one.pending is pending:
                one.window = this_one()


def let_go() -> Pending | None:
    """The import of this window waits no longer; its uploads go."""
    with _CHANGING:
        kept = _of_this_window()
        if kept is None:
            return None
        _KEPT.remove(kept)
    _close(kept)
    return kept.pending


def held() -> frozenset[int]:
    """The imports of this office that somebody is about to decide on."""
    with _CHANGING:
        home = settings.home().path
        return frozenset(i for one in _KEPT if one.home == home for i in one.pending.import_ids)


def _of_this_account() -> list[_Kept]:
    home, who = settings.home().path, viewer().account
    return [one for one in _KEPT if (one.home, one.account) == (home, who)]


def _of_this_window() -> _Kept | None:
    here = this_one()
    return next((one for one in _of_this_account() if one.window == here), None)


def _is_open(kept: _Kept) -> bool:
    """A page that was left may stay connected for a while, but it looks no more."""
    if Runtime.exists() and not Runtime.instance().is_active_session(kept.window):
        return False
    return time.monotonic() - kept.seen_s < _GONE_S


def _look_later() -> None:
    timer = threading.Timer(LONGEST_S, _forget_the_old)
    timer.daemon = True
    timer.start()


def _forget_the_old() -> None:
    """Let go what no open window has shown for long; look again while something is left."""
    with _CHANGING:
        before = time.monotonic() - LONGEST_S
        old = [one for one in _KEPT if one.seen_s <= before]
        for one in old:
            _KEPT.remove(one)
        is_left = bool(_KEPT)
    for one in old:
        _close(one)
    if is_left:
        _look_later()


def _close(kept: _Kept) -> None:
    if kept.pending.batch is not None:
        kept.pending.batch.close()
