"""The one door of every file that leaves the system.

A file is made when somebody asks for it, marked with who took it and when, and written into the
log with what it holds. Whoever may not take files sees no button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from office import audit
from office.permissions import Action, may
from ui import access, handed, session, settings, viewer
from views import watermark
from views.watermark import CSV, TOML, XLSX
from wording import ShownError, Text

DOWNLOAD = Text("下载表格", "Download the table")
REFUSED = Text("这个账号不能导出文件。", "This account may not export files.")

_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


Rows = int | Callable[[], int] | None


class ExportRefused(ShownError):
    """Somebody asked for a file and may not have it."""


def offer(
    label: Text,
    make: Callable[[], bytes],
    file_name: str,
    mime: str,
    *,
    what: str = "export.file",
    rows: Rows = None,
    detail: str = "",
    action: Action = Action.EXPORT,
    key: str = "",
    into: Any = st,
) -> None:
    """A button that hands over a file; nothing where whoever looks may not export.

    ``make`` runs at every click, in a thread of its own: it may not ask Streamlit anything.
    ``what`` is the key in the log, ``rows`` how many rows the file holds (or what tells it once
    the file is made), ``detail`` its filter beyond place and period. ``action`` is what one must
    be allowed to do; ``key`` tells buttons of the same file name apart; ``into`` is the container
    that the button is drawn in.
    """
    if not viewer.allowed(action):
        return
    who, home, language = viewer.viewer(), settings.home().path, session.language()
    name, told, address = safe_name(file_name), _filter(detail), viewer.address()

    def made() -> bytes:
        at = access.now()
        if not may(who, action):
            raise ExportRefused(REFUSED)
        with viewer.acting(who):
            content = make()
        audit.record(
            home, viewer=who, what=what, at=at, detail=f"{name}; {told}",
            rows=rows() if callable(rows) else rows, address=address,
        )  # fmt: skip
        words = watermark.note(who.name, who.account, at).in_(language)
        marked = watermark.stamped(content, mime, words)
        handed.note(marked, who.account)
        return marked

    into.download_button(
        label.in_(language), made, name, mime, on_click="ignore", key=f"{what}-{key or name}"
    )


def offer_table(
    make: Callable[[], bytes],
    name: str,
    *,
    rows: Rows,
    what: str = "export.table",
    detail: str = "",
) -> None:
    """A button that hands over a table (CSV) for a spreadsheet program."""
    period = session.choice().query.get("period", "")
    full = f"{name}-{period}.csv" if period else f"{name}.csv"
    offer(DOWNLOAD, make, full, CSV, what=what, rows=rows, detail=detail)


def safe_name(file_name: str) -> str:
    """A file name without path, control characters or a leading dot."""
    name = _NOT_IN_A_NAME.sub("_", file_name).strip(" .")
    return name or "lingtu"


def _filter(detail: str) -> str:
    """Place and period of this run, and what the page adds."""
    parts = [f"{key}={value}" for key, value in sorted(session.choice().query.items()) if value]
    return " ".join([*parts, detail] if detail else parts)


__all__ = ["CSV", "TOML", "XLSX", "ExportRefused", "offer", "offer_table", "safe_name"]
