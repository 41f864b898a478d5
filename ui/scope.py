"""What of the published numbers whoever looks may see: the one opening through which pages read.

Somebody of a community reads a version that holds nothing but that community. What is kept between
two questions is kept per scope, so that nobody is shown what was asked for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from office.permissions import Role
from publication.confined import Confined
from publication.reading import Published, open_published
from ui import settings
from ui.viewer import viewer

At = tuple[str, int, str]
"""A home, the version that is read (-1 without one) and the scope: what all is kept under."""

EVERYTHING = ""

_LOOKING_AT: ContextVar[tuple[Published | None] | None] = ContextVar("looking_at", default=None)
"""The version that is read, as soon as it is settled; one that is None in an empty office."""


def community() -> str:
    """The community that whoever looks is confined to; empty for somebody who sees all."""
    who = viewer()
    if who.role is not Role.COMMUNITY:
        return EVERYTHING
    return who.community_id or "nobody"


def at() -> At:
    """The version that is read, and the scope of whoever looks."""
    home, settled = settings.home(), _LOOKING_AT.get()
    if settled is None:
        version = home.current_version()
    else:
        version = settled[0].version if settled[0] is not None else None
    return str(home.path), -1 if version is None else version, community()


@contextmanager
def looking_at(version: Published | None) -> Iterator[None]:
    """Whatever is asked within reads this version, in force or not: a frozen meeting's own."""
    token = _LOOKING_AT.set((version,))
    try:
        yield
    finally:
        _LOOKING_AT.reset(token)


@contextmanager
def one_version() -> Iterator[None]:
    """Whatever is asked within reads the version that is in force now: a page is all of one
    version, and which it is was asked once."""
    with looking_at(open_published(settings.home())):
        yield


def published() -> Published | None:
    """The version that is read, as whoever looks may see it; None in an empty office."""
    settled, confined_to = _LOOKING_AT.get(), community()
    whole = open_published(settings.home()) if settled is None else settled[0]
    if whole is None or confined_to == EVERYTHING:
        return whole
    return _confined(whole, confined_to)


@lru_cache(maxsize=64)
def _confined(whole: Published, confined_to: str) -> Published:
    return Confined(whole, confined_to)
