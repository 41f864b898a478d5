"""A coordinate system that does not fit the known boundaries is questioned, and nothing is moved."""

import json
from datetime import datetime
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from shapely import affinity, geometry

from data.answers import Answer, Answers
from data.catalogue import contracts
from data.home import Home
from data.ledger import Ledger
from data.offsets import question_positions
from data.reading.datum import _from_wgs84
from data.report import SheetReport
from data.resolving import Sheet
from tests.data.books import book, taken_in

WEST, SOUTH = 113.48, 33.99
CODES = [f"99010100100{n}" for n in range(1, 5)]
NAMES = dict(zip(CODES, ("甲样社区", "乙样社区", "丙样社区", "丁样社区"), strict=True))


def squares(size):
    """Four communities in a row, each ``size`` degrees wide and high."""
    return {
        code: shapely.box(WEST + n * size, SOUTH, WEST + (n + 1) * size, SOUTH + size)
        for n, code in enumerate(CODES)
    }


def facilities(known, each=10):
    """As many points in every community as ``each``, evenly on its diagonal."""
    points = []
    for code, square in known.items():
        west, south, east, north = square.bounds
        for n in range(each):
            share = (n + 1) / (each + 1)
            points.append((code, west + share * (east - west), south + share * (north - south)))
    return points


def written_in(datum, points):
    """The numbers that somebody writes down for these points in that coordinate system."""
    return _from_wgs84(np.array(points), datum)


def boundaries(known, file="known.geojson", datum="WGS-84", written="WGS-84"):
    shapes = [shapely.transform(s, lambda p: written_in(written, p)) for s in known.values()]
    rows = pa.table({
        "community_id": list(known), "community_name": [NAMES[c] for c in known],
        "geometry": [bytes(shapely.to_wkb(shape)) for shape in shapes],
    })  # fmt: skip
    report = SheetReport(None, "community_boundaries", "read", datum=datum)
    return Sheet(file, contracts()["community_boundaries"], report, rows)


def points_of(known, written, *, each=10):
    made = facilities(known, each)
    numbers = written_in(written, [(x, y) for _, x, y in made])
    rows = pa.table({
        "community_id": [code for code, *_ in made],
        "geometry": [bytes(shapely.to_wkb(point)) for point in shapely.points(numbers)],
    })  # fmt: skip
    report = SheetReport(None, "facility_points", "read", datum="WGS-84")
    return Sheet("points.geojson", contracts()["facility_points"], report, rows)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(Home(tmp_path / "home"))


def asked(ledger, *sheets, answers=()):
    question_positions(sheets, ledger, Answers(answers))
    return [issue for sheet in sheets for issue in sheet.report.issues]


@pytest.mark.parametrize("written", ["GCJ-02", "BD-09"])
def test_points_that_fit_only_in_another_system_wait_for_an_answer(ledger, written):
    known = squares(0.004)
    points = points_of(known, written)
    (issue,) = asked(ledger, boundaries(known), points)
    assert issue.candidates[:2] == (written, "WGS-84")
    assert (issue.rows, points.rows.num_rows) == (40, 0)
    assert f"40 lie in their own community if read as {written}, 0 as they" in issue.message.en
    assert f"按 {written} 读 40 处，按现在的 WGS-84 读 0 处" in issue.message.zh


@pytest.mark.parametrize(
    "why, size, written, each",
    [
        ("they fit as they are", 0.004, "WGS-84", 10),
        ("communities so large that both readings fit", 0.2, "GCJ-02", 10),
        ("too few to say", 0.004, "GCJ-02", 1),
    ],
)
def test_no_question_where_the_difference_is_not_clear(ledger, why, size, written, each):
    known = squares(size)
    assert asked(ledger, boundaries(known), points_of(known, written, each=each)) == [], why


def test_points_that_fit_in_no_system_are_not_questioned(ledger):
    known = squares(0.004)
    elsewhere = {code: affinity.translate(s, 0.5, 0.5) for code, s in known.items()}
    assert asked(ledger, boundaries(known), points_of(elsewhere, "WGS-84")) == []


def test_a_decided_file_is_not_questioned_again(ledger):
    known = squares(0.004)
    stays = Answer("datum", "WGS-84", spelling="WGS-84", file="points.geojson")
    points = points_of(known, "GCJ-02")
    assert asked(ledger, boundaries(known), points, answers=[stays]) == []
    assert points.rows.num_rows == 40


def test_boundaries_are_compared_with_those_of_the_same_places(ledger):
    known = squares(0.01)
    again = boundaries(known, "again.geojson", written="GCJ-02")
    (issue,) = asked(ledger, boundaries(known), again)
    assert issue.candidates[0] == "GCJ-02"
    assert "4 boundaries lie 0 m from the known ones (median) if read as GCJ-02" in issue.message.en
    assert again.rows.num_rows == 0


def test_a_boundary_redrawn_a_little_is_not_questioned(ledger):
    known = squares(0.01)
    redrawn = {c: affinity.translate(s, 0.0006, 0.0004) for c, s in known.items()}
    assert asked(ledger, boundaries(known), boundaries(redrawn, "again.geojson")) == []


# ---- From the files to the rows


def geojson(path, properties, shapes):
    made = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "features": [
            {"type": "Feature", "properties": p, "geometry": geometry.mapping(s)}
            for p, s in zip(properties, shapes, strict=True)
        ],
    }
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def office(tmp_path):
    """A home whose communities' boundaries are in force, and facilities written in GCJ-02."""
    known, home = squares(0.004), Home(tmp_path / "home")
    labels = [{"社区代码": code, "社区名称": NAMES[code]} for code in known]
    drawn = geojson(tmp_path / "known.geojson", labels, known.values())
    numbers = taken_in(home, drawn).import_ids
    with home.locked():
        Ledger(home).record_version(1, numbers, datetime(2026, 11, 23), "test")
        home.set_current(1)
    made = facilities(known, 2)
    written = written_in("GCJ-02", [(x, y) for _, x, y in made])
    labels = [{"社区": NAMES[c], "设施名称": f"样本{n}"} for n, (c, *_) in enumerate(made)]
    points = geojson(tmp_path / "points.geojson", labels, shapely.points(written))
    rows = [["社区", "设施名称", "建筑面积", "是否计入", "状态", "经度", "纬度"]]
    for (code, *_), name, (x, y) in zip(made, labels, written, strict=True):
        rows.append([NAMES[code], name["设施名称"], 100, "是", "在用", round(x, 6), round(y, 6)])
    register = book(tmp_path / "register.xlsx", {"s": rows})
    return SimpleNamespace(home=home, points=points, register=register, made=made)


def stored(office, report, dataset):
    (path,) = Ledger(office.home).parquet_paths(report.import_ids, dataset)
    return pq.read_table(path).to_pylist()


def test_the_clerk_is_asked_and_her_answer_puts_the_points_where_they_are(office):
    taken = Answer("datum", "WGS-84", file="register.xlsx")
    report = taken_in(office.home, office.points, office.register, answers=[taken])
    points, register = (file.sheets[0] for file in report.files)
    assert [(s.rows_accepted, [i.code for i in s.of("asked")]) for s in (points, register)] == [
        (0, ["datum_doubtful"]), (8, ["datum_doubtful"])
    ]  # fmt: skip
    assert {row["longitude"] for row in stored(office, report, "facilities")} == {None}

    told = [
        taken,
        Answer("datum", "GCJ-02", "WGS-84", "points.geojson"),
        Answer("datum", "GCJ-02", "WGS-84", "register.xlsx"),
    ]
    report = taken_in(office.home, office.points, office.register, answers=told)
    assert report.exit_code == 0
    for row, (_, x, y) in zip(stored(office, report, "facilities"), office.made, strict=True):
        assert (row["longitude"], row["latitude"]) == pytest.approx((x, y), abs=1e-5)
    for row, (_, x, y) in zip(stored(office, report, "facility_points"), office.made, strict=True):
        point = shapely.from_wkb(row["geometry"])
        assert (point.x, point.y) == pytest.approx((x, y), abs=1e-6)


def test_an_answered_map_that_waits_for_its_day_is_asked_for_it(office):
    told = [Answer("datum", "GCJ-02", "WGS-84", "points.geojson")]
    (file,) = taken_in(office.home, office.points, answers=told, as_of=None).files
    assert file.error is None
    assert [issue.code for issue in file.sheets[0].of("asked")] == ["as_of_missing"]


def test_a_register_that_came_as_a_map_file_keeps_no_positions_and_is_not_questioned(tmp_path):
    known = squares(0.01)
    properties = [
        {
            "社区名称": NAMES[code],
            "社区代码": code,
            "总户数": 900,
            "常住户数": 800,
            "常住人口": 2000,
        }
        for code in known
    ]
    path = geojson(
        tmp_path / "register.geojson", properties, [shape.centroid for shape in known.values()]
    )
    report = taken_in(Home(tmp_path / "home"), path)
    assert [(s.dataset, s.rows_accepted) for s in report.files[0].sheets] == [("communities", 4)]
