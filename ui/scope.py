"""What of the published numbers whoever looks may see: the one opening through which pages read.

Somebody of a community reads a version that holds nothing but that community. What is kept between
two questions is kept per scope, so that nobody is shown what was asked for somebody else.
"""

from __future__ import annotations

from functools import lru_cache

from office.permissions import Role
from publication.confined import Confined
from publication.reading import Published, open_published
from ui import settings
from ui.viewer import viewer

At = tuple[str, int, str]
"""A home, the version in force (-1 without one) and the scope: what everything is kept under."""

EVERYTHING = ""


def community() -> str:
    """The community that whoever looks is confined to; empty for somebody who sees all."""
    who = viewer()
    if who.role is not Role.COMMUNITY:
        return EVERYTHING
    return who.community_id or "nobody"


def at() -> At:
    """The version in force, and the scope of whoever looks."""
    home = settings.home()
    version = home.current_version()
    return str(home.path), -1 if version is None else version, community()


def published() -> Published | None:
    """The version in force as whoever looks may see it; None in an empty office."""
    whole, confined_to = open_published(settings.home()), community()
    if whole is None or confined_to == EVERYTHING:
        return whole
    return _confined(whole, confined_to)


@lru_cache(maxsize=64)
def _confined(whole: Published, confined_to: str) -> Published:
    return Confined(whole, confined_to)
