"""What a file as a whole may want to be told before it can be read."""

from __future__ import annotations

from data.errors import ContractError

WGS84, GCJ02, BD09 = "WGS-84", "GCJ-02", "BD-09"
DATUMS = (WGS84, GCJ02, BD09)
"""The coordinate systems that maps of Chinese offices come in."""


class DatumUnknown(ContractError):
    """The file does not say its coordinate system and nobody answered yet."""


class PasswordNeeded(ContractError):
    """The file has a password; none, or a wrong one, was given."""
