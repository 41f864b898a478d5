"""The routes of the map: what its frame loads, shapes, values and layers of a version.

``/geometry/grid.json?v=7&period=2026-W47&within=990102013`` answers the areas of a level inside a
place, of very many only as exactly as a map of all shows them, or with ``detail=full``;
``/geometry/values/grid.json`` their classes and tips; ``/geometry/layer/facilities.json``
what lies over them. A version never changes, so an answer may be kept for a year; a version that
is not in force is not answered. The door of the server has checked who asks, and that a community
asks within itself, before anything here is read.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui import answers, grid_map_asked, grid_map_values, grid_map_work, ledgers, settings
from ui.grid_map_layers import Question, layer
from ui.grid_map_places import shapes
from ui.tiles import ROUTES as TILES
from views import map_bundle
from views.geometry import Outline, encode
from views.places import LEVELS, Period

KEEP = "private, max-age=31536000, immutable"
NOT_KEPT = {"Cache-Control": "no-store"}
SQUEEZED_FROM = 4096
"""Longer answers travel compressed."""

LONGEST_RADIUS_M = 5000.0


@lru_cache(maxsize=256)
def areas(
    at: ledgers.At, level: str, period_id: str, within: str, *, is_full: bool = False
) -> bytes:
    """The areas of a level inside a place as JSON."""
    kinds = {place.place_id: place.kind for place in answers.places().all}
    drawn = (
        Outline(s.place_id, s.name, s.geometry_wkb, kinds.get(s.place_id) == "dedicated")
        for s in shapes(level, within, period_id)
    )
    return encode(drawn, is_full=is_full)


def _values(asked: Mapping[str, str], level: str) -> bytes | None:
    at, key, within = ledgers.at(), asked.get("metric", ""), asked.get("within", "")
    period, language, then = asked.get("period", ""), _language(asked), asked.get("against", "")
    if then:
        return grid_map_values.difference_values(at, key, level, within, period, then, language)
    wanted = grid_map_asked.figure(asked)
    return grid_map_values.values(at, key, level, within, period, language, wanted)


def _layer(asked: Mapping[str, str], name: str) -> bytes | None:
    period, level = answers.periods().find(asked.get("period", "")), asked.get("level", "community")
    if period is None or level not in LEVELS:
        return None
    question = Question(
        level, asked.get("within", ""), period, _language(asked), asked.get("function", ""),
        _radius(asked.get("radius", "")),
        _stamp(asked, name, period),
    )  # fmt: skip
    return layer(ledgers.at(), name, question)


def _stamp(asked: Mapping[str, str], name: str, period: Period) -> str:
    if name == "tasks":
        # Found out here and not believed: what is kept of one reader's tasks is no other's.
        return grid_map_work.stamp(period)
    return grid_map_asked.number(asked, "compare") if name == "boundary_changes" else ""


def _language(asked: Mapping[str, str]) -> str:
    return "en" if asked.get("lang") == "en" else "zh"


def _radius(written: str) -> float:
    return min(float(written), LONGEST_RADIUS_M) if written.isdecimal() else 0.0


def _found(asked: Mapping[str, str], what: str, name: str) -> bytes | None:
    if asked.get("v") != str(ledgers.at()[1]):
        return None
    if what == "layer":
        return _layer(asked, name)
    if name not in LEVELS:
        return None
    if what == "values":
        return _values(asked, name)
    period_id, within = asked.get("period", ""), asked.get("within", "")
    return areas(ledgers.at(), name, period_id, within, is_full=asked.get("detail") == "full")


@lru_cache(maxsize=256)
def _squeezed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=5, mtime=0)


def _answer(request: Request, content: bytes, kind: str, headers: Mapping[str, str]) -> Response:
    written = dict(headers)
    if len(content) > SQUEEZED_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        content = _squeezed(content)
        written |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(content, media_type=kind, headers=written)


async def answer(request: Request) -> Response:
    """Areas, values or a layer."""
    what, name = str(request.path_params.get("what", "")), str(request.path_params["name"])
    asked = dict(request.query_params)
    identity = f"{settings.home().path}|{what}|{name}|{sorted(asked.items())}"
    headers = {
        "Cache-Control": KEEP,
        "ETag": f'"{hashlib.sha256(identity.encode()).hexdigest()[:24]}"',
    }
    content = await run_in_threadpool(_found, asked, what, name)
    if content is None:
        return Response(status_code=404, headers=NOT_KEPT)
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return _answer(request, content, "application/json", headers)


async def bundle(request: Request) -> Response:
    """The script or the style sheet of the map's frame."""
    is_script = request.url.path.endswith(".js")
    content = map_bundle.SCRIPT if is_script else map_bundle.STYLE
    kind = "text/javascript" if is_script else "text/css"
    return _answer(request, content, kind, {"Cache-Control": KEEP})


ROUTES = [
    Route("/assets/map.js", bundle),
    Route("/assets/map.css", bundle),
    Route("/geometry/{name}.json", answer),
    Route("/geometry/{what}/{name}.json", answer),
    *TILES,
]
