"""The log of what people did: append-only."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from office.permissions import Viewer


def record(
    home: Path,
    *,
    viewer: Viewer,
    what: str,
    at: datetime,
    detail: str = "",
    rows: int | None = None,
    address: str = "",
) -> None:
    """Write one line: who, what (a dotted key such as ``export.rows``), on what, how many rows."""
