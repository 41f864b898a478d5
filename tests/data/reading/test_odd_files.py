"""Odd files that once ended in a plain apology: each is imported, or refused with its own reason."""

import math
import sqlite3
import struct
import zipfile
from contextlib import closing
from datetime import date

import numpy as np
import pyogrio
import pytest
import python_calamine
import shapely

from data.cells.numbers import read_integer, read_number
from data.errors import (
    BINARY_WORKBOOK,
    DBF_ALONE,
    ENCRYPTED_ODS,
    NO_FEATURES,
    NO_HTML_TABLE,
    NOT_A_TABLE,
    UNKNOWN_ENCODING,
    UNREADABLE,
)
from data.reading.formats.text import _runaway
from data.reading.formats.xls_far_cells import without_far_cells
from tests.data.books import COMMUNITIES, book, drawn
from tests.data.reading.files import (
    ROWS,
    accepted,
    codes,
    communities_xml,
    names,
    ods,
    only,
    read,
    xlsx,
)
from tests.data.reading.test_damaged_files import compound

ODS = "application/vnd.oasis.opendocument.spreadsheet"
HEADER, *DATA = drawn(COMMUNITIES)


@pytest.mark.parametrize(
    "cell", ["9" * 400, "约" * 5000, math.inf, -math.inf, 1e16, "9" * 20, "万" * 5000, "1e999"]
)
@pytest.mark.parametrize("reader", [read_number, read_integer])
def test_a_number_beyond_all_counting_is_asked(reader, cell):
    assert reader(cell).problem == "ask"


@pytest.mark.parametrize("figure", [date(2026, 11, 1), True, "1e999", "合计", 1e300])
def test_a_totals_row_may_hold_anything(tmp_path, figure):
    sheet = only(
        book(tmp_path / "a.xlsx", {"s": [HEADER, *DATA, ["合计", None, figure, figure, figure]]})
    )
    assert len(sheet["rows"]) == len(DATA)


@pytest.mark.parametrize("count", ["9" * 400, 1e200, 1e16])
def test_a_count_that_no_place_has_is_asked(tmp_path, count):
    rows = [HEADER, [DATA[0][0], DATA[0][1], count, *DATA[0][3:]], *DATA[1:]]
    report = read(book(tmp_path / "a.xlsx", {"s": rows}))
    assert [code for _, code in codes(report["sheets"][0], "asked")] == ["unreadable_number"]


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_an_opendocument_sheet_whose_xml_is_indented(tmp_path):
    path = ods(tmp_path / "a.ods", ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace("><", ">\n\t  <")
    assert names(only(packed(path, parts))) == ["柳荫社区", "柳荫里社区"]


def test_an_opendocument_sheet_in_one_flat_file(tmp_path):
    with zipfile.ZipFile(ods(tmp_path / "a.ods", ROWS)) as archive:
        content = archive.read("content.xml").decode()
    flat = content.replace(
        "office:document-content ", f'office:document office:mimetype="{ODS}" ', 1
    )
    path = tmp_path / "a.fods"
    path.write_text(flat.replace("office:document-content>", "office:document>"), encoding="utf-8")
    assert names(only(path)) == ["柳荫社区", "柳荫里社区"]
    path.write_text(
        path.read_text("utf-8").replace(ODS, "application/vnd.oasis.opendocument.text"),
        encoding="utf-8",
    )
    assert read(path)["error"]["zh"] == NOT_A_TABLE.zh


def test_an_opendocument_sheet_with_a_password_says_so(tmp_path):
    path = ods(tmp_path / "a.ods", ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"
    parts["content.xml"] = bytes(range(256)) * 9
    assert read(packed(path, parts))["error"]["zh"] == ENCRYPTED_ODS.zh


def test_a_binary_workbook_on_which_the_reader_panics_is_to_be_saved_as_another(tmp_path):
    sheet = (
        struct.pack("<BBBBIII", 0x9C, 0x01, 24, 0, 0, 1, 4)
        + "rId9".encode("utf-16-le")
        + struct.pack("<I", 0)
    )
    parts = {"xl/workbook.bin": sheet, "xl/_rels/workbook.bin.rels": "<Relationships/>"}
    report = read(packed(tmp_path / "a.xlsb", parts))
    assert report == {"error": BINARY_WORKBOOK.as_json()}


def assert_refused_as_damaged(path):
    report = read(path)
    assert report == {"error": UNREADABLE.as_json()}


@pytest.mark.parametrize("error", [
    KeyError("x"), RecursionError(), AssertionError(), UnicodeDecodeError("gbk", b"", 0, 1, ""), BaseException("panic"), OverflowError(),
])  # fmt: skip
def test_whatever_a_reader_of_others_raises_is_the_files_fault(tmp_path, monkeypatch, error):
    def fails(*_args, **_more):
        raise error

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", fails)
    assert_refused_as_damaged(book(tmp_path / "a.xlsx", {"s": COMMUNITIES}))


@pytest.mark.parametrize(("content", "sentence"), [
    (b"\x80\x81\xff" * 50, UNKNOWN_ENCODING), ("caf\xe9,b\n1,2".encode("latin-1"), UNKNOWN_ENCODING),
    (b"<html><body>no table</body></html>", NO_HTML_TABLE), (b'{"a": 1}', NO_FEATURES), (b'{"features": {}}', NO_FEATURES),
    (b'{"features": [}', NO_FEATURES), (b"a,b\n" + b"," * 20_000, _runaway()), (b'a,"' + b"b" * 1_000_001, _runaway()),
    (b"\x03\x7a\x0b\x16" + struct.pack("<IHH", 1, 65, 5) + bytes(20) + b"code".ljust(32, b"\0") + b"\r 9901", DBF_ALONE),
])  # fmt: skip
def test_a_file_that_holds_no_table_says_why(tmp_path, content, sentence):
    (tmp_path / "a").write_bytes(content)
    assert read(tmp_path / "a") == {"error": sentence.as_json()}


def test_a_cell_of_two_thousand_million_blanks(tmp_path):
    path = ods(tmp_path / "a.ods", ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        "柳荫社区", '柳荫社区<text:s text:c="2000000000"/>'
    )
    assert names(only(packed(path, parts))) == ["柳荫社区", "柳荫里社区"]


def xls(path, cells, *, extent, name="Workbook"):
    """An .xls with one sheet of numbers at (row, column) that claims to take up ``extent``."""

    def record(kind, content):
        return struct.pack("<HH", kind, len(content)) + content

    begin, end = 0x809, record(0x0A, b"")
    sheet = record(begin, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += record(0x200, struct.pack("<IIHHH", 0, extent[0], 0, extent[1], 0))
    for row, column in cells:
        sheet += record(0x203, struct.pack("<HHHd", row, column, 0, row + 0.5))
    head = record(begin, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    start = len(head) + len(record(0x85, b"\0" * 9)) + len(end)
    head += record(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 0) + b"s") + end
    stream = (head + sheet + end).ljust(4096, b"\0")
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), (name, 2, 2, len(stream))]
    path.write_bytes(compound(entries, chain) + stream)
    return path


@pytest.mark.parametrize(("cells", "extent"), [
    ([(0, 0), (1, 2), (65535, 255)], (65536, 256)), ([(0, 0), (1, 2)], (0xFFFFFFFF, 0xFFFF)), ([(0, 0), (1, 2), (3, 255), (9000, 0)], (4, 4)),
])  # fmt: skip
def test_an_xls_with_cells_far_away_or_that_claims_too_much_room(attack, tmp_path, cells, extent):
    (sheet,) = attack(xls(tmp_path / "a.xls", cells, extent=extent))["sheets"]
    assert sheet["status"] == "unknown"


@pytest.mark.parametrize("name", ["WORKBOOK", "BOOK"])
def test_an_xls_whose_names_are_written_in_capitals(tmp_path, name):
    path = xls(tmp_path / "a.xls", [(0, 0), (1, 2)], extent=(2, 3), name=name)
    assert only(path)["status"] == "unknown"


def test_a_geopackage_with_a_table_of_no_shapes_and_no_columns(tmp_path):
    path, square = tmp_path / "a.gpkg", shapely.to_wkb(shapely.box(113.5, 34.7, 113.6, 34.8))
    pyogrio.raw.write(
        path, np.array([square], object), [np.array(["x"], object)], ["code"], geometry_type="Polygon",
        crs="EPSG:4326", layer="grids",
    )  # fmt: skip
    with closing(sqlite3.connect(path)) as package, package:
        package.execute("CREATE TABLE bare (fid INTEGER PRIMARY KEY)")
        package.execute("INSERT INTO bare VALUES (1), (2)")
        package.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('bare', 'attributes', 'bare')"
        )
    assert [sheet["sheet"] for sheet in read(path)["sheets"]] == ["grids", "bare"]


def test_the_far_cells_of_an_xls_are_counted_and_the_near_ones_stay(tmp_path):
    path, cut = without_far_cells(
        xls(tmp_path / "a.xls", [(0, 0), (1, 2), (65535, 255)], extent=(65536, 256)), tmp_path
    )
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    assert (cut, workbook.get_sheet_by_index(0).to_python()) == (1, [[0.5, "", ""], ["", "", 1.5]])


@pytest.mark.parametrize("where", ["A16777217", "XFE1", "ABCDE7", "A4294967295", "A99999999999"])
def test_a_cell_beyond_the_end_of_every_sheet(attack, tmp_path, where):
    digits = where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{digits}"><c r="{where}"><v>1</v></c></row>'
    report = attack(xlsx(tmp_path / "a.xlsx", communities_xml(far)))
    assert "error" in report or accepted(report) == 2
    assert "exit_code" not in report


def test_a_cell_of_ten_million_blanks_in_an_opendocument_sheet(attack, tmp_path):
    blanks = '<table:table-row><table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell></table:table-row>'
    path = ods(tmp_path / "a.ods", ROWS, repeated=blanks % (" " * 10_000_000))
    assert accepted(attack(path)) == 2


def test_a_long_table_with_a_far_column_that_is_hardly_filled(attack, tmp_path):
    far = "".join(
        f'<row r="{n}"><c r="{"ZZ" if n % 5 else "C"}{n}"><v>1</v></c></row>'
        for n in range(4, 30_000)
    )
    report = attack(xlsx(tmp_path / "a.xlsx", communities_xml(far)))
    assert "exit_code" not in report
    assert "far_cells" in {issue["code"] for issue in report["sheets"][0]["issues"]}
