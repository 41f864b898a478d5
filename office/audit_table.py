"""The table of the log: its columns, its triggers, and how a line is bound to the one before."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Integer, RowMapping, String, Table, select

from office.store import METADATA

KEPT_DAYS = 184
"""No line goes before it is half a year old (Cybersecurity Law, article 21: six months)."""
PURGED = "purge.log"

TRIGGERS = {
    "audit_log_is_never_changed": """
        CREATE TRIGGER audit_log_is_never_changed BEFORE UPDATE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    "audit_log_is_never_replaced": """
        CREATE TRIGGER audit_log_is_never_replaced BEFORE INSERT ON audit_log
        WHEN EXISTS (SELECT 1 FROM audit_log WHERE line_id = NEW.line_id)
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    "audit_log_is_kept_half_a_year": f"""
        CREATE TRIGGER audit_log_is_kept_half_a_year BEFORE DELETE ON audit_log
        WHEN OLD.at >= datetime('now', 'localtime', '-{KEPT_DAYS} days')
        BEGIN SELECT RAISE(ABORT, 'the log is kept for half a year'); END""",
}
"""What the database does of its own accord; they are part of revision 0003."""

LOG = Table(
    "audit_log",
    METADATA,
    Column("line_id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("what", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("rows", Integer),
    Column("address", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    sqlite_autoincrement=True,
)


def last_number(connection: Connection) -> int:
    """The number of the last line ever written, which SQLite remembers beside the table."""
    asked = "SELECT seq FROM sqlite_sequence WHERE name = 'audit_log'"
    return int(connection.exec_driver_sql(asked).scalar() or 0)


def append(connection: Connection, content: dict[str, Any], previous: str = "") -> None:
    """Write one line behind the last; ``previous`` is the hash before it where no line is left."""
    asked = select(LOG.c.hash).order_by(LOG.c.line_id.desc()).limit(1)
    before = connection.execute(asked).scalar() or previous
    whole = {"line_id": last_number(connection) + 1, **content, "previous": before}
    connection.execute(LOG.insert().values(**whole, hash=hash_of(whole)))


def hash_of(content: dict[str, Any] | RowMapping) -> str:
    """Of everything in a line but the hash itself, in the order of the columns."""
    parts = [content[column.name] for column in LOG.c if column.name != "hash"]
    written = json.dumps(parts, ensure_ascii=False, default=lambda at: at.isoformat())
    return hashlib.sha256(written.encode()).hexdigest()
