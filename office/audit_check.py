"""Whether the log is as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, RowMapping, func, select

from office.audit_table import LOG, PURGED, TRIGGERS, hash_of, last_number
from office.store import reading
from wording import Text

_ALTERED = Text("第 {line} 条的内容被改动过。", "Line {line} has been altered.")
_MISSING = Text("第 {line} 条起有记录缺失。", "Lines are missing from line {line} on.")
_UNGUARDED = Text(
    "数据库里防止改动和删除的触发器不在了。",
    "The triggers that keep lines from being altered or removed are gone from the database.",
)


@dataclass(frozen=True)
class Check:
    """Whether the chain holds: how many lines, the last one's hash, and where it breaks first."""

    lines: int
    head: str
    broken_at: int | None = None
    why: Text | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, taken out or put in."""
        return self.why is None


def check(home: Path) -> Check:
    """Read the whole log and say whether it is as it was written."""
    with reading(home) as connection:
        if connection is None:
            return Check(0, "")
        connection.exec_driver_sql("BEGIN")  # nobody's new line comes between two questions
        rows = connection.execute(select(LOG).order_by(LOG.c.line_id)).mappings()
        found = _follow(rows, _purges(connection))
        if not found.is_whole:
            return found
        last = int(connection.execute(select(func.max(LOG.c.line_id))).scalar() or 0)
        if last_number(connection) != last:
            return Check(found.lines, found.head, last + 1, _MISSING.format(line=last + 1))
        if _triggers(connection) != {name: _plain(sql) for name, sql in TRIGGERS.items()}:
            return Check(found.lines, found.head, None, _UNGUARDED)
        return found


def _purges(connection: Connection) -> set[str]:
    """What the lines about purging say, which is the only excuse for a missing beginning."""
    asked = select(LOG.c.detail).where(LOG.c.what == PURGED)
    return set(connection.execute(asked).scalars())


def _follow(rows: Iterable[RowMapping], purges: set[str]) -> Check:
    seen, before, number = 0, "", 0
    for row in rows:
        line = int(row["line_id"])
        if seen == 0 and line > 1 and f"through={line - 1} hash={row['previous']}" in purges:
            before, number = row["previous"], line - 1
        if line != number + 1 or row["previous"] != before:
            return Check(seen, before, number + 1, _MISSING.format(line=number + 1))
        if row["hash"] != hash_of(row):
            return Check(seen, before, line, _ALTERED.format(line=line))
        seen, before, number = seen + 1, row["hash"], line
    return Check(seen, before)


def _triggers(connection: Connection) -> dict[str, str]:
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_log'"
    return {name: _plain(sql) for name, sql in connection.exec_driver_sql(asked)}


def _plain(sql: str) -> str:
    return " ".join(sql.split())
