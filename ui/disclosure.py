"""From which counts on figures may leave the system: what the office set, else the usual."""

from __future__ import annotations

from metrics.disclosure import LARGEST_HIDDEN_EVENTS, LARGEST_HIDDEN_PERSONS
from office.settings import settings_of
from ui import settings

SUBJECT = "disclosure"


def thresholds() -> tuple[int, int]:
    """Counts of persons, and of events, from 1 up to these are hidden.

    An office may hide more than usual, never less than the counts of one.
    """
    chosen = settings_of(settings.home().path, SUBJECT)
    usual = {"persons": LARGEST_HIDDEN_PERSONS, "events": LARGEST_HIDDEN_EVENTS}
    found = {name: chosen.get(name, value) for name, value in usual.items()}
    persons, events = (
        value if isinstance(value, int) and value >= 1 else usual[name]
        for name, value in found.items()
    )
    return persons, events
