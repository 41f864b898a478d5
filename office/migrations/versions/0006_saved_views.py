"""Views that somebody has kept or shared."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring a file of revision 0005 here."""
