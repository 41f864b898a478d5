"""What the first viewers of a new version will ask is found out ahead, while they do not wait.

A thread of the server looks whether another version came into force, whoever published it, and
asks what the overview and the map ask at first: for the whole office, then for each community that
has an account, which reads a version of its own. It takes its turn with the pages, for one question
at a time, so that nobody waits for more than one; what it finds is kept where they look. A version
that another has replaced is asked no further.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from office import accounts
from office.permissions import LOCAL, Role, Viewer
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
    """Ask the version in force for what everybody sees first, until it is to end or no longer in
    force; what cannot be answered is for a page to say."""
    version = _in_force()

    def is_over() -> bool:
        return end.is_set() or _in_force() != version

    try:
        for who in (LOCAL, *_communities()):
            _ask_for(who, is_over)
    except Exception:  # nobody waits for it: it is logged, and asked again by whoever needs it
        LOG.exception("a version was not asked ahead")


def _communities() -> list[Viewer]:
    """One viewer for each community whose people have an account."""
    known = {
        each.viewer.community_id
        for each in accounts.accounts(settings.home().path)
        if each.viewer.role is Role.COMMUNITY and each.disabled_at is None
    }
    return [Viewer("", "", Role.COMMUNITY, community_id=one) for one in sorted(filter(None, known))]


def _ask_for(who: Viewer, is_over: Callable[[], bool]) -> None:
    if is_over():
        return
    with acting(who), scope.one_version():
        with PAGES.one():
            place, period = answers.places().top, answers.periods().default
        if place is None or period is None:
            return
        for question in (*_overview(place, period), *_map(place, period)):
            if is_over():
                return
            with PAGES.one():
                question()


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
