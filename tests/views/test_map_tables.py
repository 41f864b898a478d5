"""The map in words: parts of a long table, layers as tables, what changed, what is missing."""

from __future__ import annotations

import io
import json
from datetime import date

import pyogrio
import pytest
import shapely

from metrics.catalogue import metrics
from publication.boundary_changes import BoundaryChange, BoundaryChanges
from publication.network_audit import BoundaryVersion, Finding
from views import (
    grid_page,
    legend,
    map_audit,
    map_boundaries,
    map_card,
    map_circles,
    map_listing,
    map_pages,
)
from views.classes import classes
from views.map_listing import Listed, Row
from views.places import Period, Place
from views.results import GridCard, Reading
from wording import Text

HOSTILE = "<img src=x onerror=alert(1)>"
DAY = date(2026, 10, 4)
PLACES = {"G1": Place("G1", "第一网格", "grid", "C1", "街道/松岫社区/第一网格")}


def change(place_id="G1", kind="changed"):
    return BoundaryChange(place_id, kind, 100.0, 150.0, 50.0, shapely.box(0, 0, 1, 1).wkb)


@pytest.mark.parametrize(
    ("count", "page", "chosen", "at"),
    [(0, 0, None, (0, 0)), (30, 0, None, (0, 30)), (31, 2, None, (30, 31)), (95, 0, 64, (60, 90)),
     (95, 99, None, (90, 95)), (95, 1, 64, (0, 30))],
)  # fmt: skip
def test_a_long_table_is_shown_in_parts_first_that_of_the_chosen_place(count, page, chosen, at):
    assert map_pages.part(count, page, chosen) == at


def test_the_parts_before_and_after_are_links_that_a_keyboard_reaches():
    drawn = map_pages.doors(95, (30, 60), {"place": "C1"}, "zh", "grid_map")
    assert "第 31–60 个，共 95 个" in drawn
    assert "page=1" in drawn and "page=3" in drawn
    assert map_pages.doors(30, (0, 30), {}, "zh", "grid_map") == ""


def test_a_layer_is_a_table_of_the_same_words_and_hostile_text_stays_text():
    listed = Listed(Text("信访", "Petitions"), (Row(HOSTILE, 1234, ("本期 1,234 件",)),))
    drawn = map_listing.tables([listed], "zh")
    assert "1,234" in drawn and "本期" in drawn
    assert "<img" not in drawn
    assert "None here" in map_listing.tables([Listed(listed.name, ())], "en")


def test_a_layer_of_a_ledger_that_says_nothing_is_not_said_to_be_empty():
    silent = Text("信访：本期没有台账数据", "Petitions: the ledger does not reach this period")
    drawn = map_listing.tables([Listed(Text("信访", "Petitions"), (), silent)], "zh")
    assert silent.zh in drawn and map_listing.NONE.zh not in drawn
    some = map_listing.tables([Listed(silent, (Row("松岫社区", 1),), silent)], "en")
    assert "松岫社区" in some and some.count(silent.en) == 2


def test_each_boundary_file_but_the_first_of_its_level_can_be_compared():
    versions = [
        BoundaryVersion("grid", DAY, "a.geojson", 3, 10),
        BoundaryVersion("grid", DAY, HOSTILE, 5, 11),
        BoundaryVersion("community", DAY, "c.geojson", 4, 2),
    ]
    drawn = map_boundaries.history(versions, {"view": "audit"}, "zh")
    assert drawn.count("与上一版比较") == 1 and drawn.count("首版") == 2
    assert "compare=5" in drawn and "<img" not in drawn


def test_what_changed_is_said_in_a_sentence_a_table_and_a_file():
    found = BoundaryChanges("grid", DAY, (change(), change("G9", "added")), 7, is_first=False)
    said = map_boundaries.summary(found, {"compare": "5"}, "zh")
    assert "compare" not in said and "新增 1，撤除 0，调整 1，未变 7；变动面积共 100 ㎡" in said
    assert "松岫社区 / 第一网格" in map_boundaries.listing(found, PLACES, "zh")
    file = json.loads(map_boundaries.geojson(found, PLACES, "zh"))
    assert [each["properties"]["changed_m2"] for each in file["features"]] == [50.0, 50.0]
    nothing = BoundaryChanges("grid", DAY, (), 7, is_first=False)
    assert "没有变化" in map_boundaries.summary(nothing, {}, "zh")
    assert map_boundaries.listing(nothing, PLACES, "zh") == ""


def network(*levels, findings=()):
    versions = [BoundaryVersion(level, DAY, "a.geojson", 1, 2) for level in levels]
    return map_audit.Network(PLACES["G1"], PLACES["G1"], findings, versions, 0.0, 0.0)


def test_without_borders_of_communities_nobody_is_told_that_there_are_no_gaps():
    assert "没有空白" in map_audit.summary(network("grid", "community"), "zh")
    said = map_audit.summary(network("grid"), "zh")
    assert "没有空白" not in said and "没有重叠" in said and "空白和越出本社区未核查" in said
    assert "无法核查" in map_audit.summary(network("community"), "zh")


def test_why_a_shape_is_invalid_is_said_in_the_language_of_the_page():
    reason = "Self-intersection[113.49812345 33.9]"
    found = Finding(1, "invalid", ("G1",), None, shapely.box(0, 0, 1, 1).wkb, None, reason)
    drawn = map_audit.listing(network("grid", findings=[found]), PLACES, {}, "zh")
    assert "边线自相交，约在 113.49812, 33.90000" in drawn and "Self" not in drawn
    assert "crosses itself, near 113.49812" in map_audit.tip(found, PLACES, "en")[-1]


def test_the_file_of_the_findings_opens_and_holds_each_with_its_area():
    listed = [
        Finding(1, "overlap", ("G1", "G2"), 12.34, shapely.box(0, 0, 1, 1).wkb, 0.5),
        Finding(2, "invalid", ("G1",), 7.0, shapely.box(0, 0, 1, 1).wkb, None, "Nested shells"),
        Finding(3, "no_polygon", ("G1",), None, None),
    ]
    written = map_audit.geojson(network("grid", findings=listed), PLACES, "zh")
    meta, _, shapes, columns = pyogrio.raw.read(io.BytesIO(written))
    opened = dict(zip(meta["fields"], columns, strict=True))
    assert meta["crs"] == "EPSG:4326"
    assert list(opened["kind_name"]) == ["重叠", "图形无效", "有网格无边界"]
    assert list(opened["reason"]) == ["", "图形套着图形", ""]
    assert [round(area, 1) for area in opened["area_m2"][:2]] == [12.3, 7.0]
    assert [shape is not None for shape in shapes] == [True, True, False]


@pytest.mark.parametrize(("state", "said"), [("not_reported", "未报"), ("red", "未配备")])
def test_who_leads_a_grid_is_unknown_without_a_register_of_staff_and_nobody_with_one(state, said):
    period = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
    led = Reading(metrics()["grid_leader_coverage"], PLACES["G1"], period, None, 1, None, state)
    grid = GridCard(PLACES["G1"], (), (), None, 150, None, DAY, (led,))
    around = map_card.Around(None, None, (), None, None, None)
    leader, workers = map_card.card(grid, around, period, {}, "zh").split("<dd>")[1:3]
    assert leader.startswith(said) and workers.startswith(said)


def test_where_only_grids_have_borders_the_way_to_them_is_offered():
    by_grid = {"level": "grid"}
    drawn = grid_page.unbounded("community", {}, "zh", may_import=False, by_grid=by_grid)
    assert "level=grid" in drawn and "旁边的表格" in drawn
    assert "旁边的表格" not in grid_page.unbounded(
        "grid", {}, "zh", may_import=False, has_table=False
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_map_without_borders_says_what_is_missing_and_offers_one_way(language):
    drawn = grid_page.unbounded("grid", {"lang": language}, language, may_import=True)
    assert "GeoJSON" in drawn and drawn.count("<a ") == 1 and "import_data" in drawn
    assert "<a " not in grid_page.unbounded("grid", {}, language, may_import=False)


@pytest.mark.parametrize(
    ("values", "target"), [([0.6, 0.7, 0.75, 0.8, 0.85, 0.9], 0.95), ([0.7, 0.8], 0.95),
                           ([0.96, 0.97, 0.98, 0.985, 0.99, 1.0], 0.95), ([0.97, 1.0], 0.95)],
)  # fmt: skip
def test_the_target_stands_in_the_legend_also_where_all_are_on_one_side_of_it(values, target):
    found = classes(metrics()["ten_minute_coverage"], values, target)
    marks = [key.mark for key in legend.keys(found, [], "zh")]
    assert marks.count("target") == 1
    on_target = {found.index(value) for value in values if value >= target}
    below = {found.index(value) for value in values if value < target}
    assert not on_target & below


def test_whoever_sees_one_community_is_told_that_others_may_have_a_facility_nearer():
    from metrics.planning.circle import circle

    found = circle([100.0], [300.0], radius_m=500, detour=1.0)
    assert "不限本社区" in map_circles.sentence(found, "", "zh")
    confined = map_circles.sentence(found, "", "zh", is_confined=True)
    assert "不限本社区" not in confined and "邻近社区" in confined
