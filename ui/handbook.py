"""The handbook that the page shows: the declarations, with the targets that this office has set."""

from __future__ import annotations

from reports import handbook
from ui import answers
from views.handbook.content import Chapter


def chapters() -> tuple[Chapter, ...]:
    """All chapters, by the version in force."""
    return handbook.chapters(answers.metrics())
