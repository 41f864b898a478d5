"""The audit on the map: what is drawn where no area is comes into the picture."""

from __future__ import annotations

import pytest
import shapely

from office.permissions import Role
from publication.network_audit import Finding
from tests.ui.people import PEOPLE
from ui import answers, grid_map_audit
from ui.grid_map_places import shapes

WEEK, TOP = "2026-W47", "990102013"


def test_a_boundary_without_a_grid_that_lies_outside_of_all_areas_comes_into_the_picture(
    looking, monkeypatch
):
    looking(PEOPLE[Role.LEADER])
    period = answers.periods().find(WEEK)
    grids = shapely.from_wkb([shape.geometry_wkb for shape in shapes("grid", TOP, WEEK)])
    west, south, east, north = shapely.total_bounds(grids)
    far = shapely.box(east + 0.01, south, east + 0.02, north)
    unknown = Finding(1, "unknown_grid", (f"{TOP}001777",), 1.0, shapely.to_wkb(far))
    grid_map_audit._extent.cache_clear()
    monkeypatch.setattr(grid_map_audit, "findings", lambda *_: (unknown,))
    found = grid_map_audit.extent(TOP, period)
    grid_map_audit._extent.cache_clear()
    assert found[2] == pytest.approx(east + 0.02) and found[0] <= west
    monkeypatch.setattr(grid_map_audit, "findings", lambda *_: ())
    assert grid_map_audit.extent(TOP, period) is None
    grid_map_audit._extent.cache_clear()
