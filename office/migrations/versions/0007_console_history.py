"""What was asked at the analyst's console."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring a file of revision 0006 here."""
