"""Names on the map are text: whatever somebody wrote into a cell, a browser shows and never runs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from data.home import Home
from publication.publish import publish
from tests.browser.conftest import serving
from tests.browser.test_screens import map_frame
from tests.demonstration import SCRIPT_GRID
from tests.publication.office import MONDAY, accept

COMMUNITY, GRID = "990102013001", "990102013001001"
HOSTILE = "<script>alert({0})</script>`${{alert({0})}}`{{{{ 'map_div' }}}}\\\"';<img src=x onerror=alert({0})>"
NAMES = {kind: kind + HOSTILE.format(kind) for kind in ("C", "G", "F")}
"""Of a community, a grid and a facility."""

COMMUNITIES = f"""
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    {COMMUNITY}  | {NAMES["C"]}   | 450
"""
GRIDS = f"""
    community_id | grid_id | grid_name    | grid_kind   | resident_households
    -------------+---------+--------------+-------------+--------------------
    {COMMUNITY}  | {GRID}  | {NAMES["G"]} | residential | 450
"""
SHAPE = "POLYGON((110 34, 110.02 34, 110.02 34.005, 110 34.005, 110 34))"
COMMUNITY_SHAPES = f"""
    community_id | community_name | geometry
    -------------+----------------+---------
    {COMMUNITY}  | {NAMES["C"]}   | {SHAPE}
"""
GRID_SHAPES = f"""
    community_id | grid_id | grid_name    | geometry
    -------------+---------+--------------+---------
    {COMMUNITY}  | {GRID}  | {NAMES["G"]} | {SHAPE}
"""
FACILITIES = f"""
    community_id | facility_name | facility_function | floor_area_m2 | is_counted | not_counted_reason | status | longitude | latitude
    -------------+---------------+-------------------+---------------+------------+--------------------+--------+-----------+---------
    {COMMUNITY}  | {NAMES["F"]}  | {NAMES["F"]}      | 120           | no         | {NAMES["F"]}       | in_use | 110.004   | 34.001
"""


@pytest.fixture
def planted_office(tmp_path) -> Iterator[str]:
    """An office whose community, grid and facility have names that would like to run; served."""
    home = Home(tmp_path / "home")
    number = accept(
        home, communities=COMMUNITIES, grids=GRIDS, facilities=FACILITIES,
        community_boundaries=COMMUNITY_SHAPES, grid_boundaries=GRID_SHAPES,
    )  # fmt: skip
    publish(home, add=[number], published_at=MONDAY)
    with serving(home.path) as url:
        yield url


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """What a script said that ran."""
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    return said


def point_at(page: Page, frame: FrameLocator, place_id: str) -> None:
    """Move the mouse over the middle of an area."""
    box = frame.locator("#map_div").bounding_box()
    assert box is not None
    x, y = frame.locator("#map_div").evaluate(
        """(_, id) => {
            const {map, areas} = window.Lingtu.state, i = areas.shapes.index.get(id);
            const point = map.latLngToContainerPoint(window.Lingtu.latLng(...areas.shapes.at.slice(2 * i, 2 * i + 2)));
            return [point.x, point.y];
        }""",
        place_id,
    )
    page.mouse.move(box["x"] + x + 3, box["y"] + y + 3)
    page.mouse.move(box["x"] + x, box["y"] + y)


def has_tip(page: Page, frame: FrameLocator, name: str, point: Callable[[], None]) -> None:
    """Pointed at, a place says its name; again where the map was still finding its size."""
    heading = frame.locator(".leaflet-tooltip strong")
    for _ in range(20):
        point()
        with contextlib.suppress(AssertionError):
            expect(heading).to_have_count(1, timeout=3_000)
            expect(heading).to_contain_text(name, timeout=3_000)
            return
    expect(heading).to_contain_text(name)


def is_only_text(frame: FrameLocator) -> None:
    """Nothing on the map was made of a name: no element of a kind that we do not make."""
    expect(frame.locator("#map_div").locator("script, img")).to_have_count(0)


def test_the_tip_of_a_grid_with_a_planted_script_shows_its_name(office, page, dialogs):
    page.goto(f"{office}/grid_map?place={COMMUNITY[:-1]}2&metric=grid_leader_coverage")
    frame = map_frame(page)
    has_tip(page, frame, f"{SCRIPT_GRID}('wg')</script>",
            lambda: point_at(page, frame, "990102013002902"))  # fmt: skip
    is_only_text(frame)
    assert dialogs == []


def test_hostile_names_of_a_grid_its_community_and_a_facility_are_text(
    planted_office, page, dialogs
):
    page.goto(f"{planted_office}/grid_map?place={COMMUNITY}&layer=facilities,gaps")
    frame = map_frame(page)
    expect(frame.locator(".lt-map-head")).to_contain_text(NAMES["C"])
    expect(frame.locator(".lt-label span")).to_have_text(NAMES["G"])
    has_tip(page, frame, NAMES["G"], lambda: point_at(page, frame, GRID))
    facility = frame.locator("path.leaflet-interactive")
    has_tip(page, frame, NAMES["F"], facility.hover)
    expect(frame.locator(".leaflet-tooltip div div").first).to_have_text(NAMES["F"])
    is_only_text(frame)

    point_at(page, frame, GRID)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".lt-grid-card h2")).to_contain_text("<img src=x onerror=alert(G)>")

    page.goto(f"{planted_office}/grid_map")
    frame = map_frame(page)
    has_tip(page, frame, NAMES["C"], lambda: point_at(page, frame, COMMUNITY))
    is_only_text(frame)
    assert dialogs == []
