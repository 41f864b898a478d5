"""Random workbooks, damaged bytes, odd cells and odd shapes: a report, never an exception."""

import json
import math
from datetime import date, datetime

import pytest
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.answers import Answers
from data.home import Home
from data.importing import stage
from tests.data.books import COMMUNITIES, book, drawn, taken_in
from tests.data.reading.files import codes, communities_xml, only, read, xlsx

SMALL = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}
HEADER, *DATA = drawn(COMMUNITIES)
WORDS = [str(word) for word in HEADER] + [
    "序号",
    "网格编码",
    "姓名",
    "联系电话",
    "上报时间",
    "状态",
    "合计",
    "备注",
    "月份",
    "周次",
]
CELLS = st.one_of(
    st.none(), st.sampled_from(WORDS), st.booleans(), st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)), st.dates(date(1900, 3, 1), date(9999, 1, 1)),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=12)


def written(path, rows):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("s")
    for row in rows:
        sheet.append(
            ["".join(c for c in v if c.isprintable()) if isinstance(v, str) else v for v in row]
        )
    workbook.save(path)
    return path


def is_report(report):
    assert ("error" in report) != ("sheets" in report)
    assert "failure" not in report, report
    return True


@settings(max_examples=40, **SMALL)
@given(rows=ROWS, headed=st.booleans())
def test_any_cells_make_a_report(tmp_path, rows, headed):
    assert is_report(read(written(tmp_path / "a.xlsx", [HEADER, *rows] if headed else rows)))


@pytest.fixture(scope="module")
def whole_book(tmp_path_factory):
    """The bytes of one workbook: written anew they would differ by the time that stands in it."""
    return book(tmp_path_factory.mktemp("whole") / "a.xlsx", {"s": COMMUNITIES}).read_bytes()


@settings(max_examples=60, **SMALL)
@given(data=st.data())
def test_damaged_bytes_make_a_report(tmp_path, whole_book, data):
    raw = bytearray(whole_book)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    (tmp_path / "a.xlsx").write_bytes(raw)
    assert is_report(read(tmp_path / "a.xlsx"))


@settings(max_examples=60, **SMALL)
@given(data=st.data())
def test_damaged_parts_make_a_report(tmp_path, data):
    content = communities_xml()
    start = data.draw(st.integers(0, len(content) - 1))
    content = (
        content[:start]
        + data.draw(st.text(max_size=6))
        + content[start + data.draw(st.integers(0, 20)) :]
    )
    assert is_report(read(xlsx(tmp_path / "a.xlsx", content.encode("utf-8", "replace").decode())))


@settings(max_examples=60, **SMALL)
@given(raw=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace"))),
       head=st.sampled_from([b"", b"<html><table>", b'{"features":[', b"<kml>", b"PK\x03\x04", b"\xff\xfe", b"a,b\n"]))  # fmt: skip
def test_any_bytes_make_a_report(tmp_path, raw, head):
    (tmp_path / "a").write_bytes(head + raw)
    assert is_report(read(tmp_path / "a"))


GEOMETRIES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(
        st.sampled_from(["type", "coordinates", "geometries"]), inner, max_size=3)),
)  # fmt: skip


@settings(max_examples=60, **SMALL)
@given(
    geometry=GEOMETRIES,
    kind=st.sampled_from(["Polygon", "MultiPolygon", "Point", "GeometryCollection", 3]),
)
def test_any_geometry_makes_a_report(tmp_path, geometry, kind):
    for shape in (geometry, {"type": kind, "coordinates": geometry}):
        assert is_report(read(grid_map(tmp_path, shape), datum="WGS-84"))


def grid_map(tmp_path, shape):
    path = tmp_path / "a.geojson"
    feature = {"type": "Feature", "geometry": shape, "properties": {"网格编码": "990101001001001"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


SQUARE = [[113.5, 34.7], [113.6, 34.7], [113.6, 34.8], [113.5, 34.8], [113.5, 34.7]]


@pytest.mark.parametrize("ring", [
    [[0, 0]], [[113.5, 34.7]] * 3, [*SQUARE[:2], [float("nan"), 34.7], SQUARE[0]], [*SQUARE[:2], [1e300, 2], SQUARE[0]],
    [*SQUARE[:2], [113.6, 97], SQUARE[0]], [["a", "b"]] * 4, [[113.5], [113.6], [113.5]], [[450000, 3840000]] * 4, [],
])  # fmt: skip
def test_a_broken_shape_is_refused_and_its_feature_named(tmp_path, ring):
    sheet = only(grid_map(tmp_path, {"type": "Polygon", "coordinates": [ring]}), datum="WGS-84")
    assert codes(sheet, "refused") == [("features[0]", "broken_geometry")]


def test_a_shape_that_crosses_itself_is_imported_and_said(tmp_path):
    bow = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    sheet = only(grid_map(tmp_path, {"type": "Polygon", "coordinates": [bow]}), datum="WGS-84")
    assert codes(sheet, "flagged") == [("features[0]", "self_crossing")]
    assert not shapely.from_wkb(sheet["rows"][0]["geometry"]).is_valid


def test_of_several_areas_one_that_crosses_itself_is_imported_and_said(tmp_path):
    bow = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    beside = [[[x + 1, y] for x, y in SQUARE]]
    shape = {"type": "MultiPolygon", "coordinates": [[bow], beside]}
    sheet = only(grid_map(tmp_path, shape), datum="WGS-84")
    assert codes(sheet, "flagged") == [("features[0]", "self_crossing")]


def test_a_shape_that_crosses_itself_too_often_to_be_mended_is_refused(tmp_path):
    ring = [[113.5 + (n * 7919 % 1000) / 1e5, 34.7 + (n * 104729 % 997) / 1e5] for n in range(500)]
    sheet = only(
        grid_map(tmp_path, {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}), datum="WGS-84"
    )
    assert codes(sheet, "refused") == [("features[0]", "tangled_geometry")]


@pytest.mark.parametrize("is_fair", [True, False])
def test_three_hundred_thousand_coordinates(tmp_path, is_fair):
    turns = [n / 300_000 * 2 * math.pi for n in range(300_000)]
    ring = [[113.5 + math.cos(t) / 100, 34.7 + math.sin(t) / 100] for t in turns]
    if not is_fair:
        ring = [[113.5 + n / 1e8, 34.7 + (n % 2) / 1e8] for n in range(300_000)]
    sheet = only(
        grid_map(tmp_path, {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}), datum="WGS-84"
    )
    assert len(sheet["rows"]) == is_fair


ATTACKS = ["=1+1", "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
           "'; DROP TABLE communities; --", "{{7*7}}", "${x}", "../../etc/passwd", "%s%n", "\\N"]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_formulas_html_and_sql_are_texts_like_any_other(tmp_path, attack):
    lines = [
        ",".join(map(str, HEADER)),
        f'"{attack.replace(chr(34), chr(34) * 2)}",990101001001,900,800,2000',
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [row["community_name"] for row in only(path)["rows"]] == [attack]


def test_invisible_characters_and_nul_bytes_leave_no_trace(tmp_path):
    name = "\u202e柳荫\u200b社区\ufeff\x00"
    path = tmp_path / "a.csv"
    path.write_text(
        ",".join(map(str, HEADER)) + f"\n{name},990101001001,900,800,2000", encoding="utf-8"
    )
    assert [row["community_name"] for row in only(path)["rows"]] == ["柳荫社区"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2099-01-01", "in_the_future"),
        ("1875-01-01", "too_early"),
        ("9999-99-99", "impossible_date"),
    ],
)
def test_days_before_1900_and_in_the_future_are_not_taken(tmp_path, day, code):
    rows = [["事件编号", "所属社区", "网格编码", "上报时间", "办结时限", "办结时间"],
            ["1", "柳荫社区", "990101001001001", day, "2099-01-02", None]]  # fmt: skip
    sheet = only(book(tmp_path / "a.xlsx", {"s": rows}))
    assert sheet["rows"] == []
    assert code in {issue["code"] for issue in sheet["issues"]}


def test_a_file_that_fails_half_way_stores_nothing_of_it(tmp_path):
    home = Home(tmp_path / "home")
    book_xml = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/><sheet name="t" sheetId="2" r:id="rId2"/></sheets></workbook>'
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    path = xlsx(tmp_path / "b.xlsx", communities_xml(), extra=[
        ("xl/workbook.xml", book_xml), ("xl/_rels/workbook.xml.rels", links), ("xl/worksheets/sheet2.xml", "<worksheet><broken")])  # fmt: skip
    report = taken_in(home, path)
    assert report.files[0].error is not None
    assert report.import_ids == ()


def test_a_dry_run_with_answers_of_a_hostile_kind(tmp_path):
    path = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    report = stage(
        Home(tmp_path / "home"), [path], as_of=None, answers=Answers(), imported_at=datetime(2026, 11, 23),
        imported_by="'; DROP TABLE imports; --", dry_run=True,
    )  # fmt: skip
    assert report.import_ids == ()


@pytest.mark.parametrize(
    "text",
    [
        "a/" * 400_000,
        "（" * 400_000,
        "1" * 400_000,
        "2026年" * 100_000,
        "合 计" * 200_000,
        "填报日期：" * 100_000,
    ],
)
@pytest.mark.parametrize("line", [0, 1])
def test_a_cell_of_a_million_characters(tmp_path, text, line):
    lines = [",".join(map(str, HEADER)), f"{text},990101001001,900,800,2000"]
    lines.insert(line, text)
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert is_report(read(path))
