"""What a new file of boundaries changed: what came, what went, what moved, and by how much."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from data.home import Home
from publication.boundary_changes import boundary_changes
from publication.publish import publish
from publication.reading import open_published
from tests.publication.office import AREAS, GRIDS, MONDAY, accept

SIDE = 0.001
"""A square of so many degrees, at 34 degrees north 92.4 by 110.9 metres."""
SQUARE_M2 = 10_240


def square(east: float, width: float = 1) -> str:
    x, y = 110 + east * SIDE, 34
    return shapely.box(x, y, x + width * SIDE, y + SIDE).wkt


def drawn(**places: str) -> str:
    """The boundaries of grids: community and grid, and a shape."""
    rows = [f"{name[:2]} | {name[2:]} | 网格 | {shape}" for name, shape in places.items()]
    return "\n".join(["community_id | grid_id | grid_name | geometry", "--+--+--+--", *rows])


@pytest.fixture
def office(tmp_path):
    """Two communities; of the first, new boundaries came in October, of the second none."""
    home = Home(tmp_path / "home")
    before = drawn(C1G1=square(0), C1G3=square(1), C1G4=square(2), C2G2=square(5))
    after = drawn(C1G1=square(0, 1.5), C1G4=square(2), C1G5=square(3, 2))
    first = accept(home, communities=AREAS, grids=GRIDS)
    old = accept(home, as_of=date(2026, 9, 6), grid_boundaries=before)
    new = accept(home, as_of=date(2026, 10, 4), grid_boundaries=after)
    publish(home, add=[first, old, new], published_at=MONDAY)
    return open_published(home), old, new


def test_polygons_that_came_went_or_moved_are_told_apart_with_their_areas(office):
    source, _, new = office
    found = boundary_changes(source, new)
    assert (found.level, found.as_of_on, found.same) == ("grid", date(2026, 10, 4), 1)
    assert [(c.place_id, c.kind) for c in found.changes] == [
        ("G5", "added"), ("G3", "removed"), ("G1", "changed")
    ]  # fmt: skip
    added, removed, moved = found.changes
    assert (added.before_m2, removed.after_m2) == (None, None)
    assert added.after_m2 == pytest.approx(2 * SQUARE_M2, rel=0.01)
    assert removed.before_m2 == pytest.approx(SQUARE_M2, rel=0.01)
    # By half a square, although as a whole it is one and a half.
    assert moved.moved_m2 == pytest.approx(SQUARE_M2 / 2, rel=0.01)
    assert moved.after_m2 == pytest.approx(1.5 * SQUARE_M2, rel=0.01)


def test_where_something_moved_is_drawn_in_degrees_at_its_place(office):
    source, _, new = office
    moved = boundary_changes(source, new).changes[-1]
    west, _, east, _ = shapely.from_wkb(moved.shape_wkb).bounds
    assert (west, east) == (pytest.approx(110.001, abs=1e-6), pytest.approx(110.0015, abs=1e-6))


def test_a_file_of_one_community_takes_nothing_away_from_another(office):
    source, _, new = office
    assert "G2" not in {change.place_id for change in boundary_changes(source, new).changes}


def test_the_first_boundaries_of_a_community_change_nothing(office):
    source, old, _ = office
    found = boundary_changes(source, old)
    assert (found.is_first, found.changes) == (True, ())


def test_an_import_without_boundaries_is_no_version_of_them(office):
    assert boundary_changes(office[0], 1) is None
