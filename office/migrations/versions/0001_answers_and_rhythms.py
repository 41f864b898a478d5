"""The remembered answers and the rhythms of what is handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """A file from before Alembic has the two tables already, and keeps what they hold."""
    if sa.inspect(op.get_bind()).has_table("remembered_answers"):
        return
    op.create_table(
        "remembered_answers",
        sa.Column("answer_id", sa.Integer, primary_key=True),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("spelling", sa.String),
        sa.Column("file", sa.String),
        sa.Column("sheet", sa.String),
        sa.Column("cell", sa.String),
        sa.Column("sha256", sa.String),
        sa.Column("answered_at", sa.DateTime, nullable=False),
        sa.Column("answered_by", sa.String, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.Column("withdrawn_by", sa.String),
    )
    op.create_table(
        "rhythms",
        sa.Column("dataset", sa.String, primary_key=True),
        sa.Column("rhythm", sa.String, nullable=False),
        sa.Column("set_at", sa.DateTime, nullable=False),
        sa.Column("set_by", sa.String, nullable=False),
    )
