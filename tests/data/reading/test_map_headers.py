"""Maps whose attributes are named as software names them: told by what stands in them, or asked."""

import json

import pytest

from tests.data.reading.files import read

GRIDS, COMMUNITIES = ("990101001001001", "990101001001002"), ("990101001001", "990101001002")
GRID_NAMES, NAMES = ("柳荫社区第一网格", "柳荫社区第二网格"), ("柳荫社区", "柳荫里社区")
RING = [[113.5, 34.7], [113.6, 34.7], [113.6, 34.8], [113.5, 34.7]]


def drawn(tmp_path, *features, shape=("Polygon", [RING])):
    kind, points = shape
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": points}}
        for properties in features
    ]}))  # fmt: skip
    (sheet,) = read(path, datum="WGS-84")["sheets"]
    return sheet


def pairs(sheet, code, name):
    return [(row[code], row[name]) for row in sheet["rows"]]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GRIDCODE", "GRIDNAME"),
        ("WGDM", "WGMC"),
        ("CODE", "NAME"),
        ("id", "name"),
        ("DM", "MC"),
        ("编码", "名称"),
    ],
)
def test_areas_with_codes_of_fifteen_digits_are_grids(tmp_path, code, name):
    features = [
        {code: c, name: n, "Shape_Area": 1.5} for c, n in zip(GRIDS, GRID_NAMES, strict=True)
    ]
    sheet = drawn(tmp_path, *features)
    assert sheet["dataset"] == "grid_boundaries"
    assert pairs(sheet, "grid_id", "grid_name") == list(zip(GRIDS, GRID_NAMES, strict=True))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("XZQDM", "XZQMC"),
        ("SQ_CODE", "SQ_NAME"),
        ("ZLDWDM", "ZLDWMC"),
        ("id", "MC"),
        ("行政区代码", "行政区名称"),
    ],
)
@pytest.mark.parametrize("kind", [str, float])
def test_areas_with_codes_of_twelve_digits_are_communities(tmp_path, code, name, kind):
    features = [{code: kind(c), name: n} for c, n in zip(COMMUNITIES, NAMES, strict=True)]
    sheet = drawn(tmp_path, *features)
    assert sheet["dataset"] == "community_boundaries"
    assert pairs(sheet, "community_id", "community_name") == list(
        zip(COMMUNITIES, NAMES, strict=True)
    )


def test_grids_without_codes_are_those_of_their_names_and_no_communities(tmp_path):
    features = [{"FID": n, "MC": f"第{n}网格", "SQ": "柳荫社区"} for n in (1, 2)]
    sheet = drawn(tmp_path, *features)
    assert sheet["dataset"] == "grid_boundaries"
    assert pairs(sheet, "community_id", "grid_id") == [
        ("柳荫社区", "第1网格"),
        ("柳荫社区", "第2网格"),
    ]


def test_points_with_a_community_are_facilities(tmp_path):
    sheet = drawn(tmp_path, {"SSMC": "党群中心", "SQMC": "柳荫社区"}, shape=("Point", RING[0]))
    assert pairs(sheet, "community_id", "facility_name") == [("柳荫社区", "党群中心")]


def test_codes_of_several_lengths_are_asked_and_only_kinds_of_maps_are_offered(tmp_path):
    features = [{"DM": c, "MC": "某处"} for c in ("990101001", *COMMUNITIES)]
    (question,) = drawn(tmp_path, *features)["issues"]
    assert question["code"] == "sheet_unknown"
    assert set(question["candidates"]) == {
        "community_boundaries", "grid_boundaries", "facility_points", "leave out"
    }  # fmt: skip
