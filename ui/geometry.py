"""The geometry routes: the browser fetches the shapes of a version once and keeps them.

``/geometry/<level>.json?v=7&period=2026-W47&within=990102013`` answers the areas of a level inside
a place; ``/geometry/facilities.json`` the points of service facilities. A version never changes, so
an answer may be kept for a year; a version that is not in force is not answered.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from publication.reading import Published, open_published
from ui import settings
from ui.facilities import spots
from views.geometry import Outline, encode, encode_spots
from views.places import LEVELS

KEEP = "private, max-age=31536000, immutable"
LEVEL_OF_SPOTS = "facilities"


def _published(version: int) -> Published | None:
    """The version in force if it is the one asked for."""
    source = open_published(settings.home())
    return source if source is not None and source.version == version else None


@lru_cache(maxsize=256)
def areas(home: str, version: int, level: str, period_id: str, within: str) -> bytes | None:
    """The areas of a level inside a place as JSON; None where the version is not in force."""
    source = _published(version)
    if source is None:
        return None
    inside = _ids_within(source, level, within)
    shapes = source.shapes(level, period_id)
    return encode(
        Outline(shape.place_id, shape.name, bytes(shape.geometry_wkb))
        for shape in shapes
        if inside is None or shape.place_id in inside
    )


def _ids_within(source: Published, level: str, within: str) -> frozenset[str] | None:
    if not within:
        return None
    frame = source.places()
    parents = dict(zip(frame["place_id"].tolist(), frame["parent_id"].tolist(), strict=True))

    def lies_inside(place_id: str | None) -> bool:
        seen = 0
        while place_id and seen < len(LEVELS) + 2:
            if place_id == within:
                return True
            place_id, seen = parents.get(place_id), seen + 1
        return False

    ids = frame.loc[frame["level"] == level, "place_id"].tolist()
    return frozenset(place_id for place_id in ids if lies_inside(place_id))


@lru_cache(maxsize=64)
def points(home: str, version: int, period_id: str, within: str) -> bytes | None:
    """The service facilities inside a place as JSON; None where the version is not in force."""
    source = _published(version)
    if source is None:
        return None
    return encode_spots(spots(source, period_id, within))


async def answer(request: Request) -> Response:
    """The route itself; the place for a check of the session is here, before anything is read."""
    level = str(request.path_params["level"])
    asked = request.query_params
    version, within, period = asked.get("v", ""), asked.get("within", ""), asked.get("period", "")
    if level not in (*LEVELS, LEVEL_OF_SPOTS) or not version.isdigit():
        return Response(status_code=404)
    identity = "|".join((str(settings.home().path), level, version, within, period))
    etag = f'"{hashlib.sha256(identity.encode()).hexdigest()[:24]}"'
    headers = {"Cache-Control": KEEP, "ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    home = str(settings.home().path)
    if level == LEVEL_OF_SPOTS:
        found = await run_in_threadpool(points, home, int(version), period, within)
    else:
        found = await run_in_threadpool(areas, home, int(version), level, period, within)
    if found is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return Response(found, media_type="application/json", headers=headers)


ROUTES = [Route("/geometry/{level}.json", answer)]
