"""What the first viewers of a new version will ask is found out ahead, while they do not wait.

A thread of the server looks whether another version came into force, whoever published it, and
asks what the overview and the map ask at first. It takes its turn with the pages, for one question
at a time, and what it finds is kept where they look.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from office.permissions import LOCAL
from ui import answers, commitments, geometry, grid_map, grid_map_values, ledgers, scope, settings
from ui.grid_map_asked import read
from ui.grid_map_places import shapes
from ui.turns import PAGES
from ui.viewer import acting
from views.places import Period, Place

LOG = logging.getLogger("lingtu")
LOOKS_EVERY_S = 1.0
ENDS_WITHIN_S = 5.0
LANGUAGE = "zh"
"""Only what the values on the map say is written in a language: that of most readers."""

Question = Callable[[], object]


@contextmanager
def looking_out() -> Iterator[None]:
    """Within, every version that comes into force is asked ahead of its viewers."""
    end = threading.Event()
    thread = threading.Thread(target=_look_out, args=(end,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join(ENDS_WITHIN_S)


def _look_out(end: threading.Event) -> None:
    known = _in_force()
    while not end.wait(LOOKS_EVERY_S):
        now = _in_force()
        if now not in (None, known):
            known = now
            ask(end)


def _in_force() -> int | None:
    with suppress(OSError, ValueError):  # a home that is just being restored
        return settings.home().current_version()
    return None


def ask(end: threading.Event) -> None:
    """Ask the version in force for what everybody sees first, until it is to end; what cannot be
    answered is for a page to say."""
    try:
        with acting(LOCAL), scope.one_version():
            with PAGES.one():
                place, period = answers.places().top, answers.periods().default
            if place is None or period is None:
                return
            for question in (*_overview(place, period), *_map(place, period)):
                if end.is_set():
                    return
                with PAGES.one():
                    question()
    except Exception:  # nobody waits for it: it is logged, and asked again by whoever needs it
        LOG.exception("a version was not asked ahead")


def _overview(place: Place, period: Period) -> tuple[Question, ...]:
    return (
        lambda: answers.below(place, period),
        lambda: answers.standings(place, period),
        lambda: commitments.found(place, period),
        ledgers.files,
    )


def _map(place: Place, period: Period) -> tuple[Question, ...]:
    level = answers.places().level_below(place.place_id)
    key, _ = grid_map.metric_of(read({}), level)
    metric, within, at = answers.metrics()[key], place.place_id, ledgers.at()
    figure = grid_map_values.figure(metric, "", period)
    return (
        lambda: answers.field(key, level=level, period=period, within=within),
        lambda: grid_map_values.scale(metric, level, within, period, figure),
        lambda: answers.standing(place, period, key),
        lambda: shapes(level, within, period.period_id),
        lambda: geometry.areas(at, level, period.period_id, within),
        lambda: grid_map_values.values(at, key, level, within, period.period_id, LANGUAGE, figure),
    )
