"""A base map from a file, in a browser: its pictures lie under the areas, its source is named, and
one in shifted coordinates is never shown."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import zlib

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving, settled
from tests.browser.test_screens import FRAME, map_frame
from tests.demonstration import demonstration


def _chunk(kind: bytes, content: bytes) -> bytes:
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def picture() -> bytes:
    """A grey tile of 256 by 256 pixels as PNG."""
    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\xc8" * 256 for _ in range(256)))
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    )


def base_map(path) -> None:
    """Four tiles that hold the whole world, enlarged by the browser further in."""
    with sqlite3.connect(path) as held:
        held.execute("CREATE TABLE metadata(name, value)")
        held.execute("CREATE TABLE tiles(zoom_level, tile_column, tile_row, tile_data)")
        held.execute(
            "INSERT INTO metadata VALUES ('format', 'png'), ('attribution', '<b>测绘院</b>')"
        )
        for x, y in ((0, 0), (0, 1), (1, 0), (1, 1)):
            held.execute("INSERT INTO tiles VALUES (1, ?, ?, ?)", [x, y, picture()])
    held.close()


@pytest.fixture
def with_base_map(tmp_path):
    """The demonstration office with a base map whose coordinates are said to be these; served."""
    home = tmp_path / "home"
    shutil.copytree(demonstration(), home)
    base_map(home / "base.mbtiles")
    settings = '[map]\nmbtiles = "base.mbtiles"\ncoordinates = "{}"\n'
    (home / "settings.toml").write_text(settings.format("CGCS2000"), encoding="utf-8")
    with serving(home) as url:
        yield (
            url,
            lambda said: (home / "settings.toml").write_text(
                settings.format(said), encoding="utf-8"
            ),
        )


def test_a_base_map_lies_under_the_areas_names_its_source_and_is_never_shifted(with_base_map, page):
    url, set_coordinates = with_base_map
    page.goto(f"{url}/grid_map")
    frame = map_frame(page)
    expect(frame.locator(".leaflet-tile")).to_have_count(0)  # off until it is asked for

    page.goto(f"{url}/grid_map?base=1")
    frame = map_frame(page)
    expect(frame.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(frame.locator(".lt-map-note")).to_contain_text("底图：<b>测绘院</b>")
    expect(frame.locator(".lt-map-note b")).to_have_count(0)
    above, below = (
        int(frame.locator(css).first.evaluate("e => getComputedStyle(e).zIndex"))
        for css in (".leaflet-overlay-pane", ".leaflet-tile-pane")
    )
    assert above > below

    set_coordinates("GCJ-02")
    page.goto(f"{url}/grid_map?base=1")
    settled(page)
    frame = map_frame(page)
    expect(frame.locator(".lt-map-note")).to_contain_text("GCJ-02 会偏移数百米")
    expect(frame.locator(".leaflet-tile")).to_have_count(0)
    answer = page.request.get(f"{url}/tiles/1/0/0")
    assert answer.status == 404
    assert page.locator(FRAME).count() == 1
