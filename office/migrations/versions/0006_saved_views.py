"""Views that somebody has kept or shared, and those that were last looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring a file of revision 0005 here."""
    op.create_table(
        "saved_views",
        sa.Column("view_id", sa.Integer, primary_key=True),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("shared_with", sa.String, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "recent_views",
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("name_zh", sa.String, nullable=False),
        sa.Column("name_en", sa.String, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
