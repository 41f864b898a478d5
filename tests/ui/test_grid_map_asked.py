"""The address of the map: what it may ask for, and what anything else falls back to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.filters import _reachable
from ui.grid_map_asked import DETOURS, RADII, read
from views.places import Place, Places

NAMES = ("view", "metric", "level", "layer", "function", "radius", "detour", "against", "finding",
         "base", "page", "compare", "rate")  # fmt: skip


def test_an_empty_address_asks_for_the_usual_map():
    usual = read({})
    assert (usual.mode, usual.level, usual.layers, usual.page) == ("", "", (), 0)
    assert usual.query == dict.fromkeys(usual.query, "")


def test_what_is_asked_comes_back_in_the_address():
    said = {"view": "audit", "metric": "grid_worker_gap", "level": "grid", "function": "图书室",
            "layer": "facilities,cases", "radius": "800", "detour": "1.3", "against": "2026-W46",
            "base": "1", "rate": "raw"}  # fmt: skip
    assert read(said).query == said


def test_the_circle_on_the_map_is_the_walk_over_the_detour():
    assert read({"radius": "650", "detour": "1.3"}).circle_m == 500


@pytest.mark.parametrize(
    ("written", "is_understood"),
    [("7", 7), ("0", 0), ("-1", 0), ("x", 0), ("٣", 0), ("1e3", 0), ("99999999999", 0)],
)
def test_a_part_of_the_table_is_a_number_or_none(written, is_understood):
    assert read({"page": written}).page == is_understood


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=12)))
def test_whatever_stands_in_the_address_the_map_can_be_drawn(said):
    asked = read(said)
    assert asked.mode in ("", "audit", "proposals")
    assert RADII[0] <= asked.radius_m <= RADII[1]
    assert DETOURS[0] <= asked.detour <= DETOURS[1]
    assert read(asked.query).query == asked.query


def test_of_thirty_thousand_places_those_around_the_chosen_one_are_offered():
    top = Place("990102013", "街道", "subdistrict")
    communities = [
        Place(f"990102013{c:03d}", f"第{c}社区", "community", top.place_id) for c in range(600)
    ]
    grids = [
        Place(f"{c.place_id}{g:03d}", f"第{g}网格", "grid", c.place_id)
        for c in communities for g in range(50)
    ]  # fmt: skip
    places = Places.of([top, *communities, *grids])
    assert len(_reachable(places, top)) == 1 + 600
    inside = _reachable(places, grids[75])
    assert len(inside) == 1 + 600 + 50
    assert {grids[75].place_id, grids[75].parent_id, top.place_id} <= set(inside)
