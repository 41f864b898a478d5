"""What was asked at the analyst's console."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring a file of revision 0006 here."""
    op.execute(
        """CREATE TABLE console_history (
            question_id INTEGER NOT NULL PRIMARY KEY,
            account VARCHAR NOT NULL, asked_at DATETIME NOT NULL, statement VARCHAR NOT NULL,
            outcome VARCHAR NOT NULL, rows INTEGER, seconds FLOAT)"""
    )
    op.execute("CREATE INDEX console_history_of ON console_history(account, asked_at)")
