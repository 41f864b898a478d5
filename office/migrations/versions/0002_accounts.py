"""Accounts, and the sessions of those who are signed in."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring a file of revision 0001 here."""
