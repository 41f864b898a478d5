"""Meetings, what they keep, the follow-ups that they decide on, and the office's own holidays."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_FINAL = (
    ("meetings_final", "UPDATE ON meetings WHEN OLD.state = 'frozen'"),
    ("meetings_kept", "DELETE ON meetings WHEN OLD.state = 'frozen'"),
    ("meeting_records_final", "UPDATE ON meeting_records"),
    ("meeting_records_kept", "DELETE ON meeting_records"),
    ("follow_ups_final", "UPDATE ON follow_ups"),
    (
        "follow_ups_kept",
        "DELETE ON follow_ups WHEN EXISTS (SELECT 1 FROM meetings AS m"
        " WHERE m.number = OLD.meeting_number AND m.state = 'frozen')",
    ),
    ("follow_up_events_final", "UPDATE ON follow_up_events"),
    ("follow_up_events_kept", "DELETE ON follow_up_events"),
)


def upgrade() -> None:
    """Bring a file of revision 0004 here."""
    op.create_table(
        "meetings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("period_id", sa.String, nullable=False, unique=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("opened_by", sa.String, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("frozen_at", sa.DateTime),
        sa.Column("frozen_by", sa.String),
    )
    op.create_table(
        "meeting_records",
        sa.Column("number", sa.Integer, sa.ForeignKey("meetings.number"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
    )
    op.create_table(
        "follow_ups",
        sa.Column("follow_up_id", sa.Integer, primary_key=True),
        sa.Column("meeting_number", sa.Integer, sa.ForeignKey("meetings.number"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("post", sa.String, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("metric", sa.String),
        sa.Column("place_id", sa.String),
        sa.Column("period_id", sa.String, nullable=False),
        sa.Column("expected", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
    )
    op.create_table(
        "follow_up_events",
        sa.Column("event_id", sa.Integer, primary_key=True),
        sa.Column(
            "follow_up_id", sa.Integer, sa.ForeignKey("follow_ups.follow_up_id"), nullable=False
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("meeting_number", sa.Integer),
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("is_working", sa.Boolean, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("set_at", sa.DateTime, nullable=False),
        sa.Column("set_by", sa.String, nullable=False),
    )
    for name, what in _FINAL:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {what}"
            f" BEGIN SELECT RAISE(ABORT, 'what a meeting has decided is final'); END"
        )
