"""The log of what people did."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TRIGGERS = (
    """CREATE TRIGGER audit_log_is_never_changed BEFORE UPDATE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER audit_log_is_never_replaced BEFORE INSERT ON audit_log
        WHEN EXISTS (SELECT 1 FROM audit_log WHERE line_id = NEW.line_id)
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER audit_log_is_kept_half_a_year BEFORE DELETE ON audit_log
        WHEN OLD.at >= datetime('now', 'localtime', '-184 days')
        BEGIN SELECT RAISE(ABORT, 'the log is kept for half a year'); END""",
)


def upgrade() -> None:
    """The log, and what the database does itself against changing or removing a line."""
    op.create_table(
        "audit_log",
        sa.Column("line_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("rows", sa.Integer),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("previous", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    for statement in TRIGGERS:
        op.execute(statement)
