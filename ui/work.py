"""How the office's own work stands, for the first screen: commitments and follow-ups."""

from __future__ import annotations

from office.permissions import may_open
from ui import commitments, follow_ups, viewer
from views.commitments import page as commitments_page
from views.follow_ups import page as follow_ups_page
from views.places import Period, Place
from wording import Text

COMMITMENTS = Text("任务清单", "Commitments")
FOLLOW_UPS = Text("督办销号", "Follow-ups")


def lines(place: Place, period: Period) -> tuple[tuple[str, Text, Text], ...]:
    """Page, name and a sentence of each that whoever looks may open and that holds anything."""
    who = viewer.viewer()
    found = []
    if may_open(who, "commitments"):
        said = commitments_page.headline(commitments.found(place, period))
        found.append(("commitments", COMMITMENTS, said))
    matters = follow_ups.concerning(place, follow_ups.seen()) if may_open(who, "follow_ups") else ()
    if matters:
        found.append(("follow_ups", FOLLOW_UPS, follow_ups_page.summary(matters)))
    return tuple(found)
