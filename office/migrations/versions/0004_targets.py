"""Targets that the office has set itself."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring a file of revision 0003 here."""
