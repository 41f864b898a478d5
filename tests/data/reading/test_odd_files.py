"""Odd files that once ended in a plain apology: each is imported, or refused with its own reason."""

import math
import struct
import zipfile
from datetime import date

import pytest

from data.cells.numbers import read_integer, read_number
from data.errors import (
    ENCRYPTED_ODS,
    NO_FEATURES,
    NO_HTML_TABLE,
    NOT_A_TABLE,
    UNKNOWN_ENCODING,
    UNREADABLE,
)
from data.reading.formats.text import _runaway
from tests.data.books import COMMUNITIES, book, drawn
from tests.data.reading.files import ROWS, codes, names, ods, only, read

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


def test_a_reader_that_panics_refuses_the_file_as_damaged(tmp_path):
    sheet = (
        struct.pack("<BBBBIII", 0x9C, 0x01, 24, 0, 0, 1, 4)
        + "rId9".encode("utf-16-le")
        + struct.pack("<I", 0)
    )
    parts = {"xl/workbook.bin": sheet, "xl/_rels/workbook.bin.rels": "<Relationships/>"}
    assert_refused_as_damaged(packed(tmp_path / "a.xlsb", parts))


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
])  # fmt: skip
def test_a_file_that_holds_no_table_says_why(tmp_path, content, sentence):
    (tmp_path / "a").write_bytes(content)
    assert read(tmp_path / "a") == {"error": sentence.as_json()}
