"""Meetings, and the follow-ups that they decide on."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring a file of revision 0004 here."""
