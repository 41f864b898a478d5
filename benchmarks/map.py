"""The map in a real browser: 300 grids and a city of 30,000, beside what everybody would write.

Each figure is a median of runs that alternate with the peer's. Peers: an empty Streamlit page; the
least that ``st_folium`` can show, one rectangle; and ``folium.Choropleth`` with ``st_folium`` over
300 and 3,000 grids. It is compared with 3,000 of ours, the same areas, and with all 30,000; how
long it takes for 30,000 itself is tried once, with three minutes' patience. Of more than 1,000
areas ours leaves out what is smaller than a pixel until somebody looks closer; the peer sends every
corner. "Painted" is the second frame after the last area was drawn; the page around the map follows
and has a line of its own. Everything begins on a machine at rest: what one page still does after it
was painted is not to slow the other one. An empty page beside both says how much of either is
Streamlit's own start. Bytes are those of the websocket.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import shapely
from playwright.sync_api import Browser, TimeoutError, sync_playwright

from benchmarks import _naive_map
from benchmarks._browser import FLAGS, NaiveMap, OurMap, Seen
from benchmarks._city import PER_COMMUNITY, SUBDISTRICT, city
from benchmarks._measure import line
from benchmarks._server import HOST, serving
from data.home import Home
from publication.reading import open_published

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE, NAIVE_MOST = 300, 30_000, 3_000
PATIENCE_S = 180
RUNS = 5
EMPTY_RATIO, CLICK_MS, DRILL_MS, TIMES, PAYLOAD_KB = 1.5, 500.0, 1000.0, 5.0, 100.0
PERIOD = "2026-W47"


def grid(number: int) -> str:
    """A grid by its number."""
    return f"{SUBDISTRICT}{number // PER_COMMUNITY + 1:03d}{number % PER_COMMUNITY + 1:03d}"


@contextlib.contextmanager
def peer_page(folder: Path, page: str, home: Home | None = None, grids: int = 0) -> Iterator[str]:
    """Serve a page of Streamlit, with the areas of the first grids of a city beside it."""
    site = Path(tempfile.mkdtemp(prefix="peer-", dir=folder))
    (site / "static").mkdir(parents=True)
    (site / ".streamlit").mkdir()
    (site / ".streamlit" / "config.toml").write_text(_naive_map.CONFIG)
    (site / "server.py").write_text(_naive_map.SERVER)
    (site / "page.py").write_text(page)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(ROOT / "static" / "vendor" / "leaflet" / name, site / "static")
    if home is not None:
        _write_areas(home, grids, site / "areas.geojson")
    with serving("server:app", site, {}) as port:
        yield f"http://{HOST}:{port}/"


def _write_areas(home: Home, grids: int, path: Path) -> None:
    source = open_published(home)
    assert source is not None
    shapes = source.shapes("grid", PERIOD)[:grids]
    features = [
        {
            "type": "Feature", "id": shape.place_id,
            "properties": {"name": shape.name, "value": number * 7919 % 500},
            "geometry": json.loads(shapely.to_geojson(shapely.from_wkb(shape.geometry_wkb))),
        }
        for number, shape in enumerate(shapes)
    ]  # fmt: skip
    bounds = shapely.total_bounds(shapely.from_wkb([s.geometry_wkb for s in shapes])).tolist()
    path.write_text(json.dumps({"type": "FeatureCollection", "bbox": bounds, "features": features}))


def turns(*measured: Callable[[int], float]) -> Iterator[float]:
    """The medians of measurements that take turns; the first of each does not count."""
    rounds = [[each(number) for each in measured] for number in range(RUNS + 1)][1:]
    return map(statistics.median, zip(*rounds, strict=True))


def town(browser: Browser, folder: Path) -> None:
    """300 grids beside an empty page and the map of the guides."""
    home = Home(folder / "town")
    city(home, SMALL // PER_COMMUNITY)
    with (
        serving("app:app", ROOT, {"LINGTU_HOME": str(home.path)}) as port,
        peer_page(folder, _naive_map.EMPTY) as empty,
        peer_page(folder, _naive_map.LEAST) as least,
        peer_page(folder, _naive_map.PAGE, home, SMALL) as guides,
    ):  # fmt: skip
        ours = OurMap(browser, f"http://{HOST}:{port}/grid_map?place={SUBDISTRICT}&level=grid")
        blank, bare = Seen(browser, empty), NaiveMap(browser, least, 1)
        theirs = NaiveMap(browser, guides, SMALL)
        for each in (ours, blank, bare, theirs):
            each.open()
            each.rest()
        whole: list[float] = []

        def reload(_: int) -> float:
            took = ours.reload()
            whole.append(ours.whole())
            return took

        painted, nothing = turns(reload, lambda _: blank.reload())
        empty_page = ("an empty page", nothing)
        limit = nothing * EMPTY_RATIO
        print(line("300 grids painted", painted, "ms", peer=empty_page, limit=limit))
        rest = statistics.median(whole)
        print(line("the page around them too", rest, "ms", peer=empty_page, limit=None))
        rectangle, nothing = turns(lambda _: bare.reload(), lambda _: blank.reload())
        empty_page = ("an empty page", nothing)
        print(line("st_folium, one rectangle", rectangle, "ms", peer=empty_page, limit=None))
        again, naively = turns(lambda _: ours.reload(), lambda _: theirs.reload())
        print(line("300 grids painted", again, "ms", peer=("folium", naively), limit=None))

        def click(number: int) -> float:
            ours.page.goto(ours.address)
            ours.painted()
            ours.rest()
            return ours.click(grid(number * 31))

        def naive_click(number: int) -> float:
            theirs.rest()
            return theirs.click(number * 31)

        took, naively = turns(click, naive_click)
        print(line("click to card", took, "ms", peer=("folium", naively), limit=CLICK_MS))


def whole_city(browser: Browser, folder: Path, home: Home) -> tuple[float, float]:
    """30,000 grids beside the map of the guides over 3,000; what ``at_once`` gives."""
    with (
        serving("app:app", ROOT, {"LINGTU_HOME": str(home.path)}) as port,
        peer_page(folder, _naive_map.PAGE, home, NAIVE_MOST) as guides,
        peer_page(folder, _naive_map.EMPTY) as empty,
    ):
        base = f"http://{HOST}:{port}/grid_map?place={SUBDISTRICT}"
        theirs = NaiveMap(browser, guides, NAIVE_MOST)
        drill(OurMap(browser, base), theirs)
        blank = Seen(browser, empty)
        return at_once(OurMap(browser, f"{base}&level=grid"), theirs, blank, LARGE)


def same_areas(browser: Browser, folder: Path) -> None:
    """3,000 grids, as many as the map of the guides still draws, on both."""
    home = Home(folder / "district")
    city(home, NAIVE_MOST // PER_COMMUNITY)
    with (
        serving("app:app", ROOT, {"LINGTU_HOME": str(home.path)}) as port,
        peer_page(folder, _naive_map.PAGE, home, NAIVE_MOST) as guides,
        peer_page(folder, _naive_map.EMPTY) as empty,
    ):
        address = f"http://{HOST}:{port}/grid_map?place={SUBDISTRICT}&level=grid"
        theirs = NaiveMap(browser, guides, NAIVE_MOST)
        theirs.open()
        theirs.rest()
        at_once(OurMap(browser, address), theirs, Seen(browser, empty), NAIVE_MOST)


def too_many(browser: Browser, folder: Path, home: Home, painted: float, click: float) -> None:
    """The map of the guides over the whole city, tried once, beside what ours took."""
    with peer_page(folder, _naive_map.PAGE, home, LARGE) as guides:
        theirs = NaiveMap(browser, guides, LARGE)
        theirs.page.set_default_timeout(PATIENCE_S * 1000)
        peer = f"folium with {LARGE:,}"
        try:
            took = theirs.open()
            print(line("the same", painted, "ms", peer=(peer, took), limit=took / TIMES))
            theirs.rest()
            took = theirs.click(LARGE // 2)
            print(line("click to card", click, "ms", peer=(peer, took), limit=took / TIMES))
        except TimeoutError:
            print(f"{peer}: no answer after {PATIENCE_S} s")


def drill(ours: OurMap, theirs: NaiveMap) -> None:
    """From the whole city to one community: only what is shown is drawn."""
    ours.open()
    ours.rest()
    assert ours.areas() == LARGE // PER_COMMUNITY
    theirs.open()
    theirs.rest()
    taken = []

    def down(number: int) -> float:
        ours.page.goto(ours.address)
        ours.painted()
        ours.rest()
        took = ours.click(grid(number * 3571)[:12], is_drill=True)
        ours.rest()
        taken.append(ours.bytes)
        assert ours.areas() == PER_COMMUNITY
        return took

    def naive_click(number: int) -> float:
        theirs.rest()
        return theirs.click(number * 331)

    took, naively = turns(down, naive_click)
    peer = f"folium, a click in {NAIVE_MOST:,}"
    print(line("drill to a community", took, "ms", peer=(peer, naively), limit=DRILL_MS))
    theirs.rest()
    payload("drill", statistics.median(taken), theirs.bytes)


def at_once(ours: OurMap, theirs: NaiveMap, blank: Seen, grids: int) -> tuple[float, float]:
    """All grids at once: milliseconds until they are painted, and from a click to the card."""
    ours.open()
    blank.open()
    ours.rest()
    assert ours.areas() == grids
    painted, naively, nothing = turns(*(lambda _, p=p: p.reload() for p in (ours, theirs, blank)))
    peer = f"folium with {NAIVE_MOST:,}"
    limit = naively / TIMES
    print(line(f"{grids:,} grids painted", painted, "ms", peer=(peer, naively), limit=limit))
    beyond = peer, naively - nothing
    print(
        line("beyond an empty page", painted - nothing, "ms", peer=beyond, limit=beyond[1] / TIMES)
    )
    print(f"{'longest pause of the map':<28} {ours.frame.evaluate('window.longest'):8.1f} ms")
    taken = []

    def click(number: int) -> float:
        ours.page.goto(ours.address)
        ours.painted()
        ours.rest()
        took = ours.click(grid((number + 1) * 3571 * grids // LARGE))
        ours.rest()
        taken.append(ours.bytes)
        return took

    def naive_click(number: int) -> float:
        theirs.page.reload()
        theirs.painted()
        theirs.rest()
        return theirs.click(number * 331)

    took, naively = turns(click, naive_click)
    print(line("click to card", took, "ms", peer=(peer, naively), limit=naively / TIMES))
    theirs.rest()
    payload("click", statistics.median(taken), theirs.bytes)
    return painted, took


def payload(what: str, ours: float, theirs: float) -> None:
    """Print what a rerun sent to the browser."""
    peer = ("folium", theirs / 1000)
    print(line(f"sent at a {what}", ours / 1000, "kB", peer=peer, limit=PAYLOAD_KB))


def main() -> None:
    """Measure the town, then the city."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name, sync_playwright() as tools:
        folder = Path(name)
        browser = tools.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=FLAGS
        )
        town(browser, folder)
        same_areas(browser, folder)
        large = Home(Path(os.environ.get("LINGTU_BENCH_CITY") or folder / "city"))
        if large.current_version() is None:
            city(large, LARGE // PER_COMMUNITY)
        painted, click = whole_city(browser, folder, large)
        too_many(browser, folder, large, painted, click)
        browser.close()


if __name__ == "__main__":
    main()
