"""Registers and maps of communities that write names only: known by name, or asked; never lost."""

import pytest

from data.answers import Answer
from tests.data.books import book, codes, taken_in
from tests.data.sheets.conftest import Clerk

BY_NAME = """
    | 社区基本情况表（截至2026年10月31日） | | |
    | 社区           | 总户数 | 常住户数 |
    | 柳荫社区居委会 | 910    | 810      |
    | 柳里社区       | 710    | 610      |
"""
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>{name}</name><Polygon>'
    "<outerBoundaryIs><LinearRing><coordinates>113.5,34.7 113.6,34.7 113.6,34.8 113.5,34.7"
    "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"
)


@pytest.fixture
def clerk(tmp_path):
    return Clerk(tmp_path)


def test_a_community_is_found_by_its_name_and_an_unknown_one_is_asked(clerk):
    sheet = clerk.take_in(BY_NAME)
    assert codes(sheet, "asked") == [("A4", "unknown_place")]
    stored = {row["community_id"]: row["total_households"] for row in clerk.stored("communities")}
    assert stored == {"990101001001": 910, "990101001002": 700}


def test_a_community_that_no_register_knows_yet_gets_the_code_that_is_answered(clerk):
    file = book(clerk.folder / "first.xlsx", {"s": BY_NAME})
    answers = [
        Answer("place", f"99010100100{n}", spelling=name)
        for n, name in enumerate(("柳荫社区居委会", "柳里社区"), 1)
    ]
    clerk.report = taken_in(clerk.home, file, answers=answers)
    rows = [(row["community_id"], row["community_name"]) for row in clerk.stored("communities")]
    assert rows == [("990101001001", "柳荫社区居委会"), ("990101001002", "柳里社区")]


@pytest.mark.parametrize(
    ("name", "community", "asked"),
    [("柳荫", "990101001001", []), ("柳湾社区", None, [("features[0]", "unknown_place")])],
)
def test_an_area_on_a_map_is_the_community_that_it_is_called_or_is_asked(
    clerk, name, community, asked
):
    path = clerk.folder / "a.kml"
    path.write_text(KML.format(name=name), encoding="utf-8")
    clerk.report = taken_in(clerk.home, *clerk.registers, path)
    assert codes(clerk.report.files[2].sheets[0], "asked") == asked
    rows = [row["community_id"] for row in clerk.stored("community_boundaries")]
    assert rows == ([community] if community else [])


def test_an_area_called_like_a_grid_is_that_grid(clerk):
    path = clerk.folder / "a.kml"
    path.write_text(KML.format(name="柳荫社区第一网格"), encoding="utf-8")
    clerk.report = taken_in(clerk.home, *clerk.registers, path)
    assert [row["grid_id"] for row in clerk.stored("grid_boundaries")] == ["990101001001001"]
    assert clerk.stored("community_boundaries") == []
