"""The base map: off by default, from a file or a service, never in shifted coordinates."""

from __future__ import annotations

import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui import tiles
from views import map_words as words

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(tmp_path))
    return tmp_path


def settings(home, **said):
    lines = [f'{key} = "{value}"' for key, value in said.items()]
    (home / "settings.toml").write_text("[map]\n" + "\n".join(lines), encoding="utf-8")


def mbtiles(path):
    held = sqlite3.connect(path)
    held.execute("CREATE TABLE metadata(name, value)")
    held.execute("CREATE TABLE tiles(zoom_level, tile_column, tile_row, tile_data)")
    held.execute("INSERT INTO metadata VALUES ('format', 'png'), ('attribution', '测绘院')")
    held.execute("INSERT INTO tiles VALUES (2, 1, 3, ?)", [PNG])
    held.commit()
    held.close()


def test_without_settings_there_is_no_base_map(home):
    assert tiles.tiles() is None


def test_a_file_gives_its_tiles_counted_from_the_north(home):
    mbtiles(home / "base.mbtiles")
    settings(home, mbtiles="base.mbtiles", coordinates="CGCS2000")
    shown = tiles.tiles()
    assert (shown.attribution, shown.least_zoom, shown.most_zoom) == ("测绘院", 2, 2)
    assert tiles.tile(tiles.source(), 2, 1, 0) == PNG
    assert tiles.tile(tiles.source(), 2, 0, 0) is None


@pytest.mark.parametrize("coordinates", ["GCJ-02", "BD-09", ""])
def test_shifted_or_unnamed_coordinates_are_refused(home, coordinates):
    mbtiles(home / "base.mbtiles")
    settings(home, mbtiles="base.mbtiles", coordinates=coordinates)
    with pytest.raises(tiles.BaseMapError, match="GCJ-02"):
        tiles.tiles()


def test_a_service_known_to_be_shifted_is_refused_whatever_is_said_of_it(home):
    settings(home, wmts="https://webrd01.is.autonavi.com/t?x={x}&y={y}&z={z}", coordinates="WGS-84")
    with pytest.raises(tiles.BaseMapError):
        tiles.tiles()


@pytest.mark.parametrize("name", ["none.mbtiles", "text.mbtiles"])
def test_what_is_no_file_of_tiles_is_said_in_a_sentence(home, name):
    (home / "text.mbtiles").write_text("not a database")
    settings(home, mbtiles=name, coordinates="WGS-84")
    with pytest.raises(tiles.BaseMapError):
        tiles.tiles()


@pytest.fixture
def service():
    """A map service like Tianditu's on this machine: its address, and what it was asked."""
    asked = []

    class Service(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            is_known = self.path.endswith("tk=secret")
            self.send_response(200 if is_known else 403)
            self.end_headers()
            self.wfile.write(PNG if is_known else self.path.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


FORM = (
    "/{layer}/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default"
    "&TILEMATRIXSET={matrices}&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={{key}}"
)
"""As Tianditu writes the address of a tile."""
TIANDITU = FORM.format(layer="vec_w", matrices="w")


def test_the_key_of_a_service_stays_with_the_server(home, service):
    address, asked = service
    settings(
        home, wmts=address + TIANDITU, key="secret", coordinates="CGCS2000", attribution="天地图"
    )
    door = TestClient(Starlette(routes=tiles.ROUTES))
    found = door.get("/tiles/14/13357/6545")
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    assert found.content == PNG
    assert "&TILEMATRIX=14&TILEROW=6545&TILECOL=13357&tk=secret" in asked[0]
    assert "secret" not in repr(tiles.tiles()) + str(found.headers)


def test_what_a_service_says_to_a_wrong_key_reaches_nobody(home, service):
    address, asked = service
    settings(home, wmts=address + TIANDITU, key="private", coordinates="CGCS2000")
    door = TestClient(Starlette(routes=tiles.ROUTES))
    found = door.get("/tiles/14/13357/6545")
    assert (found.status_code, found.content) == (204, b"") and asked


@pytest.mark.parametrize(
    "address",
    [FORM.format(layer="vec_c", matrices="c"), FORM.format(layer="vec", matrices="EPSG:4490")],
)
def test_tiles_in_degrees_are_refused_whatever_their_datum(home, address):
    settings(home, wmts=f"https://t{{s}}.tianditu.gov.cn{address}", coordinates="CGCS2000")
    with pytest.raises(tiles.BaseMapError, match="TILEMATRIXSET=w"):
        tiles.tiles()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:abc/{z}/{x}/{y}", "ftp://127.0.0.1/{z}/{x}/{y}", "http:///{z}/{x}/{y}",
     "http://127.0.0.1/{z}/{x}/{y}/{layer}", "http://127.0.0.1/{z}/{x}"],
)  # fmt: skip
def test_an_address_that_no_tile_can_be_asked_at_is_said_in_a_sentence(home, address):
    settings(home, wmts=address, key="secret", coordinates="WGS-84")
    with pytest.raises(tiles.BaseMapError) as refused:
        tiles.tiles()
    assert "http(s)" in refused.value.text.zh and "secret" not in str(refused.value)


def test_a_service_that_was_down_is_asked_again(home, monkeypatch):
    answers = [503, 200]

    def get(url, **_):
        return httpx.Response(answers.pop(0), content=PNG, request=httpx.Request("GET", url))

    monkeypatch.setattr(httpx, "get", get)
    settings(home, wmts="http://127.0.0.1/{z}/{x}/{y}?down", coordinates="WGS-84")
    assert tiles.tile(tiles.source(), 3, 4, 5) is None
    assert tiles.tile(tiles.source(), 3, 4, 5) == PNG


def test_a_file_that_names_no_source_says_so_in_both_languages(home):
    mbtiles(home / "base.mbtiles")
    with sqlite3.connect(home / "base.mbtiles") as held:
        held.execute("DELETE FROM metadata WHERE name = 'attribution'")
    settings(home, mbtiles="base.mbtiles", coordinates="WGS-84")
    said = words.BASE_MAP.format(attribution=tiles.tiles().attribution)
    assert (said.zh, said.en) == ("底图：来源未注明", "Base map: source not named")
