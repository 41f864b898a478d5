"""The tables of the meetings and of what they decide; revision 0005 makes them.

What a meeting has decided is never rewritten: triggers of that revision refuse it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from office.store import METADATA

MEETINGS = Table(
    "meetings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("period_id", String, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("opened_at", DateTime, nullable=False),
    Column("opened_by", String, nullable=False),
    Column("version", Integer),
    Column("frozen_at", DateTime),
    Column("frozen_by", String),
)

RECORDS = Table(
    "meeting_records",
    METADATA,
    Column("number", Integer, ForeignKey("meetings.number"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", String, nullable=False),
)

FOLLOW_UPS = Table(
    "follow_ups",
    METADATA,
    Column("follow_up_id", Integer, primary_key=True),
    Column("meeting_number", Integer, ForeignKey("meetings.number"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("what", String, nullable=False),
    Column("department", String, nullable=False),
    Column("post", String, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("metric", String),
    Column("place_id", String),
    Column("period_id", String, nullable=False),
    Column("expected", String, nullable=False),
    Column("decided_at", DateTime, nullable=False),
    Column("decided_by", String, nullable=False),
)

EVENTS = Table(
    "follow_up_events",
    METADATA,
    Column("event_id", Integer, primary_key=True),
    Column("follow_up_id", Integer, ForeignKey("follow_ups.follow_up_id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("note", String, nullable=False),
    Column("due_on", Date),
    Column("meeting_number", Integer),
)

HOLIDAYS = Table(
    "holidays",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("is_working", Boolean, nullable=False),
    Column("name", String, nullable=False),
    Column("set_at", DateTime, nullable=False),
    Column("set_by", String, nullable=False),
)
