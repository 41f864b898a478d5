"""The log of what people did: append-only, every line bound to the one before it.

The database itself refuses to change a line, and to remove one that is younger than half a year
(its triggers). Each line carries the SHA-256 of its content and of the line before, so that a
change made behind the database's back is seen by ``office.audit_check``. Who can write the file
can also write the whole chain anew: the last line's hash therefore belongs on paper or in another
machine now and then (``manage.py audit`` prints it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, func, select

from office.audit_table import KEPT_DAYS, LOG, PURGED, append
from office.permissions import Viewer
from office.store import reading, writing
from wording import ShownError, Text

LONGEST_DETAIL = 2000
TOO_YOUNG = Text(
    "日志至少保存 {days} 天，只能清除 {day} 之前的。",
    "The log is kept for at least {days} days: only lines before {day} can be removed.",
)


class AuditError(ShownError):
    """The log does not allow what was asked."""


@dataclass(frozen=True)
class Line:
    """One line: who, when, what (a dotted key such as ``export.rows``), on what, how many rows."""

    line_id: int
    at: datetime
    account: str
    name: str
    role: str
    what: str
    detail: str
    rows: int | None
    address: str
    previous: str
    hash: str

    def as_json(self) -> dict[str, Any]:
        """The line for a programme; the moment in ISO form."""
        return {**self.__dict__, "at": self.at.isoformat(sep=" ")}


def record(
    home: Path,
    *,
    viewer: Viewer,
    what: str,
    at: datetime,
    detail: str = "",
    rows: int | None = None,
    address: str = "",
) -> None:
    """Write one line; durable when this returns. What cannot be logged must not be done."""
    content = {
        "at": at, "account": viewer.account, "name": viewer.name, "role": str(viewer.role),
        "what": what, "detail": _one_line(detail), "rows": rows, "address": _one_line(address),
    }  # fmt: skip
    with writing(home) as connection:
        append(connection, content)


def lines(
    home: Path,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    account: str = "",
    what: str = "",
    limit: int | None = None,
) -> tuple[Line, ...]:
    """The lines that match, newest first; ``what`` is a key or the beginning of one."""
    with reading(home) as connection:
        if connection is None:
            return ()
        asked = _matching(select(LOG), since, until, account, what)
        rows = connection.execute(asked.order_by(LOG.c.line_id.desc()).limit(limit)).mappings()
        return tuple(Line(**row) for row in rows)


def first(home: Path) -> Line | None:
    """The oldest line."""
    with reading(home) as connection:
        if connection is None:
            return None
        row = connection.execute(select(LOG).order_by(LOG.c.line_id).limit(1)).mappings().first()
        return None if row is None else Line(**row)


def count(
    home: Path,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    account: str = "",
    what: str = "",
) -> int:
    """How many lines match."""
    with reading(home) as connection:
        if connection is None:
            return 0
        asked = _matching(select(func.count()).select_from(LOG), since, until, account, what)
        return int(connection.execute(asked).scalar_one())


def known(home: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The accounts and the keys that occur, to choose from."""
    with reading(home) as connection:
        if connection is None:
            return (), ()
        found = [
            tuple(connection.execute(select(column).distinct().order_by(column)).scalars())
            for column in (LOG.c.account, LOG.c.what)
        ]
        return found[0], found[1]


def purge(home: Path, before: datetime, *, viewer: Viewer, at: datetime) -> int:
    """Remove the lines before a moment, and write that down; returns how many went.

    Raises `AuditError` where some of them would be younger than half a year. Only lines at the
    beginning go: what follows one that stays, stays.
    """
    oldest_kept = at - timedelta(days=KEPT_DAYS)
    if before > oldest_kept:
        raise AuditError(TOO_YOUNG.format(days=KEPT_DAYS, day=f"{oldest_kept:%Y-%m-%d}"))
    with writing(home) as connection:
        stays = select(func.min(LOG.c.line_id)).where(LOG.c.at >= before)
        first = connection.execute(stays).scalar()
        goes = LOG.c.line_id < first if first is not None else LOG.c.line_id > 0
        asked = select(LOG.c.line_id, LOG.c.hash).where(goes).order_by(LOG.c.line_id.desc())
        last = connection.execute(asked).first()
        if last is None:
            return 0
        gone = connection.execute(delete(LOG).where(goes)).rowcount
        append(
            connection,
            {
                "at": at, "account": viewer.account, "name": viewer.name, "role": str(viewer.role),
                "what": PURGED, "detail": f"through={last.line_id} hash={last.hash}",
                "rows": gone, "address": "",
            },
            previous=last.hash,
        )  # fmt: skip
        return gone


def _one_line(words: str) -> str:
    return " ".join(words.split())[:LONGEST_DETAIL]


def _matching(
    asked: Select[Any], since: datetime | None, until: datetime | None, account: str, what: str
) -> Select[Any]:
    if since is not None:
        asked = asked.where(LOG.c.at >= since)
    if until is not None:
        asked = asked.where(LOG.c.at < until)
    if account:
        asked = asked.where(LOG.c.account == account)
    if what:
        asked = asked.where(
            (LOG.c.what == what) | LOG.c.what.startswith(f"{what}.", autoescape=True)
        )
    return asked
