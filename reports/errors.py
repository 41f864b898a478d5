"""What can go wrong when a pack is made, in words that say what to do."""

from __future__ import annotations

from wording import ShownError


class ReportError(ShownError):
    """A pack that cannot be made: nothing to report, a broken template, a folder that refuses."""
