"""How long a browser keeps what it fetched from us, beyond what each answer says itself.

An address that changes with its content is kept for good: the browser does not ask again, and
keeps the compiled script beside it. The page of the map's frame has one address for all times; it
names its script by a hash, and an hour is the longest that it can name an older one.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

FOR_GOOD = "private, max-age=31536000, immutable"
AN_HOUR = "private, max-age=3600"

FRAMED = "/component/"
"""The map's frame: a page of ours inside a page of ours."""

ASSETS = "/assets/"
MARKS = ("v", "mark")
"""Parameters of an address that change with what it answers."""

FOUND = (200, 304)

_HASHED = re.compile(rf"{FRAMED}[\w.]+/static/\w+/[\w-]+\.[0-9a-f]{{8,}}\.(?:js|css)")
_FRAME = re.compile(rf"{FRAMED}[\w.]+/index\.html")


def how_long(status: int, path: str, query: str) -> str:
    """What to say of keeping an answer; empty where the answer's own word holds."""
    if status not in FOUND:
        return ""
    if _HASHED.fullmatch(path):
        return FOR_GOOD
    if is_frame(path):
        return AN_HOUR
    if path.startswith(ASSETS) and any(mark in parse_qs(query) for mark in MARKS):
        return FOR_GOOD
    return ""


def is_frame(path: str) -> bool:
    """Whether an address is that of the page in the map's frame."""
    return _FRAME.fullmatch(path) is not None
