"""Pages in a real browser: when they are painted, what a click takes, what came over the wire.

When a page was painted the browser says itself, on its own clock: the second frame after what the
page is about was there, from the moment at which the page was asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, WebSocket

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
LONGEST = """
window.longest = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) {
    window.longest = Math.max(window.longest, each.duration);
} }).observe({entryTypes: ["longtask"]});
"""
REST_MS, PATIENCE_S, IDLE = 700, 60, 0.85
WATCH = """
if (window === top) {
    const look = () => {
        const map = document.querySelector("iframe[title^=streamlit_folium]")?.contentDocument;
        if (!(DRAWN)) { requestAnimationFrame(look); return; }
        requestAnimationFrame(() => requestAnimationFrame(() => {
            window.paintedAt = performance.now();
        }));
    };
    requestAnimationFrame(look);
}
"""
OURS, THEIRS = ".lt-grid-card h2, .lt-crumbs strong", "p.card"


def _processor() -> tuple[int, int]:
    """How long the machine's processors had nothing to do, and all of their time, in ticks."""
    ticks = [int(each) for each in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


class Seen:
    """One browser window on one page, what came over its websocket, and how long it waited."""

    drawn = "document.querySelector('p.card')"
    """What is true in the browser once what the page is about is in it; ``map`` is the document in
    the map's frame."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(60_000)
        self.page.add_init_script(LONGEST)
        self.page.add_init_script(WATCH.replace("DRAWN", self.drawn))
        self.bytes = 0
        self.page.on("websocket", self._listen)
        self.address = address

    def _listen(self, socket: WebSocket) -> None:
        def came(content: str | bytes) -> None:
            self.bytes += len(content)

        socket.on("framereceived", came)

    @property
    def frame(self) -> Frame:
        """The map's frame."""
        return next(f for f in self.page.frames if "streamlit_folium" in f.url)

    def ms(self, act: Callable[[], object], until: Callable[[], object]) -> float:
        """Milliseconds from an act until what it should bring about is on the screen."""
        self.bytes = 0
        started = time.perf_counter()
        act()
        until()
        return (time.perf_counter() - started) * 1000

    def open(self) -> float:
        """Open the page."""
        return self.ms(lambda: self.page.goto(self.address), self.painted)

    def reload(self) -> float:
        """Load the page again, as somebody who was here before; until it is painted. What another
        page still has to do after it was painted is not to slow this one down."""
        self.rest()
        self.bytes = 0
        self.page.reload()
        self.painted()
        return float(self.page.evaluate("window.paintedAt"))

    def painted(self) -> None:
        """Until what the page is about is on the screen."""
        self.page.wait_for_function("() => window.paintedAt")

    def rest(self) -> None:
        """Until neither this page nor another one, nor a server of theirs, has work to do."""
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            came, before = self.bytes, _processor()
            self.page.wait_for_timeout(REST_MS)
            idle, all_of_it = (now - then for now, then in zip(_processor(), before, strict=True))
            if came == self.bytes and idle > IDLE * all_of_it:
                return


class OurMap(Seen):
    """The grid map."""

    drawn = "map?.documentElement?.dataset.painted"

    def whole(self) -> float:
        """Milliseconds until the pickers above the page stand there too, the last of it."""
        self.page.wait_for_selector(".st-key-topbar input")
        self.page.evaluate(TWO_FRAMES)
        return float(self.page.evaluate("performance.now()"))

    def mark(self) -> str:
        """Changes with what is drawn."""
        return str(self.frame.evaluate("document.documentElement.dataset.painted"))

    def areas(self) -> int:
        """How many areas are drawn."""
        return int(self.frame.evaluate("window.Lingtu.state.areas.shapes.count"))

    def click(self, place_id: str, *, is_drill: bool = False) -> float:
        """Click on a place; until its card, or its parts, are on the screen."""
        x, y = self.frame.evaluate(
            """id => { const {map, areas} = window.Lingtu.state, i = areas.shapes.index.get(id);
            const p = map.latLngToContainerPoint(
                window.Lingtu.latLng(areas.shapes.at[2 * i], areas.shapes.at[2 * i + 1]));
            return [p.x, p.y]; }""",
            place_id,
        )
        box = self.frame.frame_element().bounding_box()
        assert box is not None
        said, mark = self.page.locator(OURS).first.inner_text(), self.mark()

        def shown() -> None:
            self.page.wait_for_function(
                "([css, old]) => document.querySelector(css)?.innerText !== old", arg=[OURS, said]
            )
            if is_drill:
                self.frame.wait_for_function(
                    "old => document.documentElement.dataset.painted !== old", arg=mark
                )
                self.frame.evaluate(TWO_FRAMES)
            self.page.evaluate(TWO_FRAMES)

        return self.ms(lambda: self.page.mouse.click(box["x"] + x, box["y"] + y), shown)


class NaiveMap(Seen):
    """The map of the guides."""

    def __init__(self, browser: Browser, address: str, grids: int) -> None:
        self.drawn = f"map?.getElementsByClassName('leaflet-interactive').length >= {grids}"
        super().__init__(browser, address)

    def click(self, number: int) -> float:
        """Click on an area; until the page names it."""
        x, y = self.frame.evaluate(
            """n => { const box = document.querySelectorAll('path.leaflet-interactive')[n]
            .getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }""",
            number,
        )
        box = self.frame.frame_element().bounding_box()
        assert box is not None
        said = self.page.locator(THEIRS).inner_text()

        def shown() -> None:
            self.page.wait_for_function(
                "([css, old]) => document.querySelector(css)?.innerText !== old", arg=[THEIRS, said]
            )
            self.page.evaluate(TWO_FRAMES)

        return self.ms(lambda: self.page.mouse.click(box["x"] + x, box["y"] + y), shown)
