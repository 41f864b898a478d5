"""Who looks at the screen, and the line that says what they did."""

from __future__ import annotations

from datetime import datetime

from office import audit
from office.permissions import LOCAL, Action, Viewer, may
from ui import settings


def viewer() -> Viewer:
    """Who looks at this run of the script."""
    return LOCAL


def allowed(action: Action) -> bool:
    """Whether whoever looks may take an action."""
    return may(viewer(), action)


def record(what: str, *, detail: str = "", rows: int | None = None) -> None:
    """Put what was done into the log, with whoever looks and the time."""
    audit.record(
        settings.home().path,
        viewer=viewer(),
        what=what,
        at=datetime.now(),
        detail=detail,
        rows=rows,
    )
