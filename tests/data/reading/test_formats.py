"""Every format that offices send, told by its content and never by its name."""

import io
import shutil
import zipfile
from datetime import date

import msoffcrypto.format.ooxml
import numpy as np
import pyogrio
import pytest
import shapely
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.reading.recognise import recognise
from tests.data.books import COMMUNITIES, book
from tests.data.reading.files import ROWS, codes, names, ods, only, read, xml_2003

pytestmark = pytest.mark.filterwarnings("ignore:Could not decode")

BOTH = ["柳荫社区", "柳荫里社区"]
SQUARE = shapely.box(113.5, 34.7, 113.6, 34.8)


def html(rows, charset="utf-8"):
    lines = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row) + "</tr>" for row in rows)
    return (
        f'<html><head><meta charset="{charset}"><style>td{{}}</style></head><body>'
        f"<table><tr><td colspan=5>一览&nbsp;表</td></tr>{lines}</table></body></html>"
    ).encode(charset)


@pytest.fixture
def workbook(tmp_path):
    return book(tmp_path / "a.xlsx", {"s": COMMUNITIES})


@pytest.mark.parametrize("name", ["a.xlsm", "a.et", "a.xls", "a.csv", "a.docx", "a", "a.XLSX.bak"])
def test_a_workbook_is_known_whatever_its_name(tmp_path, workbook, name):
    shutil.copy(workbook, tmp_path / name)
    assert names(only(tmp_path / name)) == BOTH


def test_macros_are_ignored(tmp_path, workbook):
    with zipfile.ZipFile(workbook, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 anything")
    assert names(only(workbook)) == BOTH


def test_opendocument(tmp_path):
    path = ods(tmp_path / "a.ods", ROWS)
    assert (recognise(path), names(only(path))) == ("ods", BOTH)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_text_in_every_usual_encoding_and_with_every_separator(tmp_path, encoding, mark):
    path = tmp_path / "a.txt"
    path.write_bytes("\r\n".join(mark.join(row) for row in ROWS).encode(encoding))
    assert names(only(path)) == BOTH


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_web_page_saved_as_xls(tmp_path, charset):
    path = tmp_path / "a.xls"
    path.write_bytes(html(ROWS, charset))
    assert names(only(path)) == BOTH


def test_spans_of_a_web_page_are_merged_cells(tmp_path):
    rows = [["社区", "月份", "刑事立案", "治安案件", "其中重大影响"]]
    page = html(rows).replace(
        b"</table>",
        '<tr><td rowspan="2">柳荫社区<td>2026年9月<td>0<td>3<td>0<tr><td>2026年10月<td>1<td>2<td>0</table>'.encode(),
    )
    path = tmp_path / "a.xls"
    path.write_bytes(page)
    assert [row["community_id"] for row in only(path)["rows"]] == ["柳荫社区"] * 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_excel_2003_xml_saved_as_xls_keeps_its_row_numbers(tmp_path, encoding):
    sheet = only(xml_2003(tmp_path / "a.xls", ROWS, encoding))
    assert names(sheet) == BOTH
    assert [row["source_row"] for row in sheet["rows"]] == [3, 4]


def locked(workbook, path):
    with workbook.open("rb") as source, path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("柳荫2026", target)
    return path


def test_a_password_is_asked_for_and_opens_the_file(tmp_path, workbook):
    path = locked(workbook, tmp_path / "b.xlsx")
    for password in (None, "wrong"):
        report = read(path, password=password)
        assert report["needs"] == "password"
        assert set(report["error"]) == {"zh", "en"}
    assert names(only(path, password="柳荫2026")) == BOTH


def test_a_password_is_found_nowhere_after_the_import(tmp_path, workbook):
    from datetime import datetime

    from data.answers import Answers
    from data.home import Home
    from data.importing import stage
    from tests.data.books import TODAY

    home, path = Home(tmp_path / "home"), locked(workbook, tmp_path / "b.xlsx")
    told = {
        "as_of": TODAY,
        "answers": Answers(),
        "imported_at": datetime(2026, 11, 23),
        "imported_by": "t",
    }
    assert stage(home, [path], **told).files[0].needs_password
    report = stage(home, [path], passwords={"b.xlsx": "柳荫2026"}, **told)
    assert report.files[0].rows_accepted == 2
    everything = b"".join(p.read_bytes() for p in home.path.rglob("*") if p.is_file())
    assert "柳荫2026".encode() not in everything


def test_days_of_a_workbook_that_counts_from_1904(tmp_path):
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["活动日期", "活动名称", "社区", "参加人数", "服务时长"])
    workbook.active.append([date(2026, 11, 22), "甲", "柳荫社区", 1, 1])
    workbook.active.append([46348 - 1462, "乙", "柳荫社区", 1, 1])
    workbook.save(tmp_path / "a.xlsx")
    (sheet,) = read(tmp_path / "a.xlsx")["sheets"]
    days = {
        v for row in sheet["rows"] for k, v in row.items() if k.endswith("_on") and k != "as_of_on"
    }
    assert days == {date(2026, 11, 22)}


@pytest.mark.parametrize(("null_day", "days_before"), [("1904-01-01", 1462), ("1899-12-30", 0)])
def test_days_of_an_opendocument_workbook_that_counts_from_1904(tmp_path, null_day, days_before):
    def row(day):
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        one = '<table:table-cell office:value-type="float" office:value="1"/>'
        texts = "".join(map(cell.format, ("甲", "柳荫社区")))
        return f"<table:table-row><table:table-cell {day}/>{texts}{one}{one}</table:table-row>"

    number = 46348 - days_before
    days = (
        'office:value-type="date" office:date-value="2026-11-22"',
        f'office:value-type="float" office:value="{number}"',
        # A day in a cell that shows the time of day only.
        f'office:value-type="time" office:time-value="PT{number * 24}H00M00S"',
    )
    path = ods(
        tmp_path / "a.ods", [["活动日期", "活动名称", "社区", "参加人数", "服务时长"]],
        repeated="".join(map(row, days)),
        settings="<table:calculation-settings>"
        f'<table:null-date table:date-value="{null_day}"/></table:calculation-settings>',
    )  # fmt: skip
    (sheet,) = read(path)["sheets"]
    assert [row["held_on"] for row in sheet["rows"]] == [date(2026, 11, 22)] * 3


@pytest.mark.parametrize(
    ("records", "counts"),
    [
        (b"\x83\x01\x00\x80\x01\x02\x99\x01\x99\x01\x0c\x21\x00\x01\x00", True),
        (b"\x83\x01\x00\x99\x01\x0c\x20\x00\x01\x00", False),
        (b"\x83\x01\x00\x99\x01", False),
        (b"\x83\x01\xff\xff\xff\x7f", False),
    ],
)
def test_a_binary_workbook_says_whether_its_days_count_from_1904(tmp_path, records, counts):
    from data.reading.formats.excel import _counts_from_1904

    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", records)
    assert _counts_from_1904(tmp_path / "a.xlsb") is counts


def test_hidden_sheets_and_rows_are_imported_and_said(tmp_path, workbook):
    opened = load_workbook(workbook)
    opened.create_sheet("other")
    opened["s"].sheet_state = "hidden"
    opened["s"].row_dimensions[3].hidden = True
    opened.save(workbook)
    sheet = read(workbook)["sheets"][0]
    assert names(sheet) == BOTH
    assert codes(sheet, "flagged") == [("", "hidden_sheet"), ("A3", "hidden_row")]


def written(path, driver, encoding=None, crs="EPSG:4326", geometry=SQUARE):
    fields = {"网格编码": ["990101001001001"], "网格名称": ["第一网格"]}
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array([geometry], dtype=object)),
        [np.array(v, dtype=object) for v in fields.values()], list(fields),
        geometry_type=geometry.geom_type, driver=driver, crs=crs,
        **({"encoding": encoding} if encoding else {}),
    )  # fmt: skip
    return path


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
@pytest.mark.parametrize("is_zip", [False, True])
def test_a_shapefile_loose_or_zipped_and_without_a_word_about_its_encoding(
    tmp_path, encoding, is_zip
):
    path = written(tmp_path / "grids.shp", "ESRI Shapefile", encoding)
    (tmp_path / "grids.cpg").unlink(missing_ok=True)
    if is_zip:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for part in tmp_path.glob("grids.*"):
                archive.write(part, "文件夹/" + part.name)
    sheet = only(path)
    (row,) = sheet["rows"]
    assert (row["grid_id"], row["grid_name"]) == ("990101001001001", "第一网格")
    assert shapely.from_wkb(row["geometry"]).equals(SQUARE)


def test_a_shapefile_without_its_table_says_what_is_missing(tmp_path):
    path = written(tmp_path / "grids.shp", "ESRI Shapefile")
    (tmp_path / "grids.dbf").unlink()
    assert ".dbf" in read(path)["error"]["en"]


def test_the_coordinate_system_is_read_from_the_prj_and_asked_without_one(tmp_path):
    projected = shapely.box(450_000, 3_840_000, 451_000, 3_841_000)
    path = written(tmp_path / "grids.shp", "ESRI Shapefile", crs="EPSG:4547", geometry=projected)
    west, south, _, _ = shapely.from_wkb(only(path)["rows"][0]["geometry"]).bounds
    assert (round(west, 1), round(south, 1)) == (113.5, 34.7)
    (tmp_path / "grids.prj").unlink()
    (sheet,) = read(path)["sheets"]
    assert [i["code"] for i in sheet["issues"]] == ["datum_missing"]


def test_a_geopackage(tmp_path):
    (row,) = only(written(tmp_path / "a.gpkg", "GPKG"))["rows"]
    assert (row["grid_id"], row["grid_name"]) == ("990101001001001", "第一网格")


KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>第一网格</name><ExtendedData><Data name="网格编码"><value>990101001001001</value></Data>
</ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>113.5,34.7,0 113.6,34.7,0 113.6,34.8,0
113.5,34.7,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""


@pytest.mark.parametrize("is_zip", [False, True])
def test_kml_with_chinese_extended_data(tmp_path, is_zip):
    path = tmp_path / "a.kml"
    path.write_text(KML, encoding="utf-8")
    if is_zip:
        path = tmp_path / "a.kmz"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", KML)
    (row,) = only(path)["rows"]
    assert (row["grid_id"], row["grid_name"]) == ("990101001001001", "第一网格")


def test_what_beside_a_shapefile_belongs_to_it_is_no_file_of_its_own(tmp_path):
    from data.importing import files_in

    written(tmp_path / "grids.shp", "ESRI Shapefile")
    assert [p.name for p in files_in([tmp_path])] == ["grids.shp"]
    assert [p.name for p in files_in(sorted(tmp_path.iterdir()))] == ["grids.shp"]


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n", b"Rar!\x1a\x07", b"{\\rtf1"])
def test_what_is_no_table_is_refused_in_both_languages(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content * 20)
    error = read(path)["error"]
    assert "表格" in error["zh"] and "table" in error["en"]


def test_an_archive_of_workbooks_says_to_unpack_it(tmp_path, workbook):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(workbook, "a.xlsx")
    path = tmp_path / "a.zip"
    path.write_bytes(inner.getvalue())
    assert "解压" in read(path)["error"]["zh"]
