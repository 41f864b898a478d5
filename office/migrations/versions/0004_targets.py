"""Targets that the office has set itself, and dated fresh starts of control charts.

Both are histories: nothing in them is ever changed or removed, which the file itself refuses.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEPT = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'a history is only added to'); END
"""


def upgrade() -> None:
    """Bring a file of revision 0003 here."""
    op.create_table(
        "target_changes",
        sa.Column("change_id", sa.Integer, primary_key=True),
        sa.Column("metric", sa.String, nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("withdraws", sa.Integer, sa.ForeignKey("target_changes.change_id"), unique=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
    )
    op.create_table(
        "rebasings",
        sa.Column("change_id", sa.Integer, primary_key=True),
        sa.Column("metric", sa.String, nullable=False),
        sa.Column("place_id", sa.String),
        sa.Column("from_on", sa.Date),
        sa.Column("withdraws", sa.Integer, sa.ForeignKey("rebasings.change_id"), unique=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
    )
    for table in ("target_changes", "rebasings"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(KEPT.format(table=table, verb=verb))
