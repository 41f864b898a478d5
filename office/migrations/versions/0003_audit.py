"""The log of what people did."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring a file of revision 0002 here."""
