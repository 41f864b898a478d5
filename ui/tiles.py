"""The optional base map: tiles from a file on this machine or from a configured map service.

Off unless the administrator writes a table ``[map]`` into the home's ``settings.toml``: either
``mbtiles`` (a file) or ``wmts`` (an address with ``{z}``, ``{x}``, ``{y}`` and ``{key}``) with
``key``; and always ``coordinates``, WGS-84 or CGCS2000, which differ by less than a metre. Tiles in
GCJ-02 or BD-09 would stand hundreds of metres beside our shapes, and are refused; so are tiles in
degrees (Tianditu's ``vec_c``), for the map is in web Mercator (``vec_w``). The server fetches the
tiles, so that neither the key nor who looks at what reaches the browser or the service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from office.settings import settings_of
from publication import tile_file
from ui import settings
from views.map_view import Tiles
from wording import ShownError, Text

SUBJECT = "map"
RIGHT_COORDINATES = ("WGS-84", "CGCS2000")
DEGREES = ("c", "epsg:4326", "epsg:4490")
"""Tile matrix sets of longitude and latitude, which lie elsewhere than those of web maps."""
SHIFTED_HOSTS = ("amap.com", "autonavi.com", "gaode.com", "qq.com", "gtimg.com", "bdimg.com",
                 "baidu.com", "google.cn")  # fmt: skip
"""Services whose tiles are in GCJ-02 or BD-09, whatever the settings say of them."""

PATIENCE_S = 6.0
LARGEST_TILE = 2_000_000
KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
DEEPEST = 20

SHIFTED = Text(
    "底图未启用：{name} 的坐标系不是 WGS-84 或 CGCS2000（例如 GCJ-02 会偏移数百米）。"
    "请改用天地图等 CGCS2000 底图，并在设置中写明 coordinates。",
    "The base map is off: {name} is not in WGS-84 or CGCS2000 (GCJ-02, for one, is shifted by "
    "hundreds of metres). Use a base map in CGCS2000 such as Tianditu, and name its coordinates "
    "in the settings.",
)
NO_FILE = Text(
    "底图未启用：文件 {name} 打不开，或不是装有图片的 MBTiles。请检查设置 [map] 中的 mbtiles。",
    "The base map is off: {name} cannot be opened, or is no MBTiles file of pictures. Check "
    "mbtiles below [map] in the settings.",
)
BAD_ADDRESS = Text(
    "底图未启用：设置 [map] 中的 wmts 应是 http(s) 地址，含 {{z}}、{{x}}、{{y}}。",
    "The base map is off: wmts below [map] in the settings must be an http(s) address that holds "
    "{{z}}, {{x}} and {{y}}.",
)
IN_DEGREES = Text(
    "底图未启用：{name} 的地址是经纬度切片（天地图 vec_c、TILEMATRIXSET=c）。地图用球面墨卡托切片，"
    "请改用 vec_w、TILEMATRIXSET=w。",
    "The base map is off: the address at {name} is of tiles in degrees (Tianditu vec_c, "
    "TILEMATRIXSET=c). The map needs web Mercator: use vec_w and TILEMATRIXSET=w.",
)
NEEDED, KNOWN = {"z", "x", "y"}, {"z", "x", "y", "key"}
SLOT = re.compile(r"\{([^{}]*)\}")
NO_SLOTS = str.maketrans("{}", "00")
UNNAMED = Text("来源未注明", "source not named")


class BaseMapError(ShownError):
    """A base map is configured and cannot be used."""


@dataclass(frozen=True)
class Source:
    """Where tiles come from: a file, or an address with the key put in."""

    attribution: str | Text
    least_zoom: int
    most_zoom: int
    file: Path | None = None
    address: str = ""


def source() -> Source | None:
    """The configured base map; None where none is, BaseMapError where it cannot be used."""
    home = settings.home().path
    said = settings_of(home, SUBJECT)
    if said.get("mbtiles"):
        name = str(said["mbtiles"])
        _check(said, Path(name).name)  # where the file lies is not for everybody
        return _file((home / name).resolve(), str(said.get("attribution") or ""))
    if said.get("wmts"):
        return _service(said)
    return None


def _check(said: Mapping[str, Any], name: str) -> None:
    if said.get("coordinates") not in RIGHT_COORDINATES:
        raise BaseMapError(SHIFTED.format(name=name))


def _service(said: Mapping[str, Any]) -> Source:
    address = str(said["wmts"]).replace("{s}", "0")
    try:
        parts = httpx.URL(address.translate(NO_SLOTS))
    except httpx.InvalidURL:
        raise BaseMapError(BAD_ADDRESS.format()) from None
    host = parts.host.lower()
    slots = set(SLOT.findall(address))
    if parts.scheme not in ("http", "https") or not host or not NEEDED <= slots <= KNOWN:
        raise BaseMapError(BAD_ADDRESS.format())
    if any(host == each or host.endswith(f".{each}") for each in SHIFTED_HOSTS):
        raise BaseMapError(SHIFTED.format(name=host))
    _check(said, host)
    named = {name.lower(): value.lower() for name, value in parts.params.items()}
    if named.get("tilematrixset") in DEGREES or "_c/wmts" in parts.path.lower():
        raise BaseMapError(IN_DEGREES.format(name=host))
    filled = address.replace("{key}", quote(str(said.get("key") or ""), safe=""))
    least, most = (
        zoom if isinstance(zoom := said.get(name), int) else usual
        for name, usual in (("least_zoom", 3), ("most_zoom", 18))
    )
    return Source(str(said.get("attribution") or host), least, most, address=filled)


def _file(path: Path, attribution: str) -> Source:
    found = tile_file.facts(path)
    if found is None:
        raise BaseMapError(NO_FILE.format(name=path.name))
    said, least, most = found
    if said.get("format") not in ("png", "jpg", "jpeg", "webp") or least is None or most is None:
        raise BaseMapError(NO_FILE.format(name=path.name))
    name = attribution or said.get("attribution") or said.get("name") or UNNAMED
    return Source(name, least, most, file=path)


def tiles() -> Tiles | None:
    """The base map as the browser is told of it: an address of ours and nothing else."""
    found = source()
    if found is None:
        return None
    return Tiles("tiles/{z}/{x}/{y}", found.attribution, found.least_zoom, found.most_zoom)


def tile(found: Source, z: int, x: int, y: int) -> bytes | None:
    """One tile; None where there is none."""
    if found.file is not None:
        return tile_file.picture(found.file, z, x, y)
    try:
        return _from_service(found.address, z, x, y)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


@lru_cache(maxsize=512)
def _from_service(address: str, z: int, x: int, y: int) -> bytes | None:
    """A tile; HTTPError where the service did not answer with one, so that it is asked again."""
    filled = address.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
    answer = httpx.get(filled, timeout=PATIENCE_S, follow_redirects=False).raise_for_status()
    if _kind(answer.content) is None:
        raise httpx.DecodingError("no picture")  # an excuse in words: the key, the quota
    return answer.content if len(answer.content) <= LARGEST_TILE else None


def _kind(content: bytes) -> str | None:
    return next((kind for start, kind in KINDS.items() if content.startswith(start)), None)


async def answer(request: Request) -> Response:
    """A tile as a picture, or nothing."""
    z, x, y = (int(request.path_params[name]) for name in "zxy")
    try:
        found = await run_in_threadpool(source)
    except ShownError:
        found = None
    if found is None or not 0 <= z <= DEEPEST or not (0 <= x < 1 << z and 0 <= y < 1 << z):
        return Response(status_code=404)
    content = await run_in_threadpool(tile, found, z, x, y)
    kind = _kind(content) if content else None
    if content is None or kind is None:
        return Response(status_code=204)
    return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=86400"})


ROUTES = [Route("/tiles/{z:int}/{x:int}/{y:int}", answer)]
"""The door of the server lets nobody through who is not signed in."""
