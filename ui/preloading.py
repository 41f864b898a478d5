"""What the page and the map's frame are told to fetch before they find out that they need it.

Streamlit loads the script of each kind of element when the first such element arrives, one wave
after the other. We know which kinds our pages are made of. On the map's page the frame of the map
comes first, and nothing that is drawn after it; the frame asks for Leaflet only when the page has
told it of a map. Before the page speaks with the server it asks two questions, once all its scripts
have run; the answers can be there by then.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit

from views.map_bundle import MARK

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
ELSEWHERE = ("Html", "Selectbox")
ON_THE_MAP = ("Html", "ComponentInstance")
QUESTIONS = "".join(
    f'<link rel="preload" as="fetch" crossorigin href="./_stcore/{name}">'
    for name in ("health", "host-config")
)
"""What Streamlit asks before it opens its connection."""
MAP = "/grid_map"
IN_THE_FRAME = ", ".join((
    f"</assets/map.js?mark={MARK}>; rel=preload; as=script",
    f"</assets/map.css?mark={MARK}>; rel=preload; as=style",
))  # fmt: skip
"""A header of the frame's page."""

_IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def links(page: str, path: str) -> str:
    """What the head of a page asks for beyond what stands in it; nothing where Streamlit calls its
    scripts otherwise."""
    kinds = ON_THE_MAP if path.rstrip("/").endswith(MAP) else ELSEWHERE
    return QUESTIONS + "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in _scripts(kinds) if name not in page
    )  # fmt: skip


@cache
def _scripts(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The scripts of some kinds of elements, with all that they import."""
    found: dict[str, None] = {}
    for kind in kinds:
        for script in sorted(SCRIPTS.glob(f"{kind}.*.js")):
            _gather(script, found)
    return tuple(found)


def _gather(script: Path, found: dict[str, None]) -> None:
    """A script and all that it imports."""
    if script.name in found or not script.exists():
        return
    found[script.name] = None
    for name in _IMPORTED.findall(script.read_text(encoding="utf-8")):
        _gather(script.parent / name, found)
