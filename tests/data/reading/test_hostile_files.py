"""Hostile files through the real reading process: refused with a sentence, or imported clean.

Every file must leave the parent alive, within 20 seconds and 1 GB for a file under 20 MB.
"""

import json
import struct
import zipfile

import pytest

from data.errors import TOO_MANY_CELLS
from tests.data.reading.files import (
    ROWS,
    accepted,
    cells,
    communities_xml,
    html_page,
    is_refused,
    ods,
    sheet_xml,
    xlsx,
)

BILLION_LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
)


def repeated(piece, times):
    for _ in range(times):
        yield piece


def test_a_zip_bomb_of_spaces(attack, tmp_path):
    head = sheet_xml("").split("<sheetData>")[0].encode()
    pieces = [head, *repeated(b" " * 2**20, 300), b"<sheetData/></worksheet>"]
    assert is_refused(attack(xlsx(tmp_path / "a.xlsx", pieces)))


def test_a_zip_bomb_of_one_text(attack, tmp_path):
    head = sheet_xml("").split("</sheetData>")[0] + '<row r="1"><c r="A1" t="inlineStr"><is><t>'
    pieces = [
        head.encode(),
        *repeated(b"a" * 2**20, 150),
        b"</t></is></c></row></sheetData></worksheet>",
    ]
    assert is_refused(attack(xlsx(tmp_path / "a.xlsx", pieces)))


def test_a_zip_whose_directory_lies_about_its_size(attack, tmp_path):
    head = sheet_xml("").split("</sheetData>")[0] + '<row r="1"><c r="A1" t="inlineStr"><is><t>'
    pieces = [
        head.encode(),
        *repeated(b"a" * 2**20, 1500),
        b"</t></is></c></row></sheetData></worksheet>",
    ]
    path = xlsx(tmp_path / "a.xlsx", pieces)
    raw = bytearray(path.read_bytes())
    place = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"xl/worksheets/sheet1.xml"))
    raw[place + 24 : place + 28] = struct.pack("<I", 1000)
    path.write_bytes(raw)
    assert is_refused(attack(path))


def test_a_zip_within_a_zip_is_not_followed(attack, tmp_path):
    inner = zipfile.ZipFile(tmp_path / "inner.zip", "w", zipfile.ZIP_DEFLATED)
    inner.writestr("a", b"\0" * 10_000_000)
    inner.close()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as outer:
        outer.write(tmp_path / "inner.zip", "inner.zip")
    assert is_refused(attack(tmp_path / "a.zip"))


@pytest.mark.parametrize("where", ["XFD1048576", "A1048576", "XFD1", "ZZ99999"])
def test_a_cell_far_away_is_left_out(attack, tmp_path, where):
    digits = where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{digits}"><c r="{where}"><v>1</v></c></row>'
    if where == "XFD1":
        content = communities_xml().replace("</row>", f'<c r="{where}"><v>1</v></c></row>', 1)
    else:
        content = communities_xml(far)
    assert accepted(attack(xlsx(tmp_path / "a.xlsx", content))) == 2


def test_cells_scattered_over_the_whole_sheet(attack, tmp_path):
    from data.reading.raw import column_letters

    rows = "".join(
        f'<row r="{n * 3000}"><c r="{column_letters(n * 40)}{n * 3000}"><v>1</v></c></row>'
        for n in range(1, 340)
    )
    assert is_refused(attack(xlsx(tmp_path / "a.xlsx", communities_xml(rows))))


def test_a_million_empty_rows(attack, tmp_path):
    pieces = [communities_xml().split("</sheetData>")[0].encode()]
    pieces += [f'<row r="{n}"><c r="A{n}" s="0"/></row>'.encode() for n in range(4, 1_000_001)]
    assert accepted(attack(xlsx(tmp_path / "a.xlsx", [*pieces, b"</sheetData></worksheet>"]))) == 2


def test_a_million_rows_of_spaces(attack, tmp_path):
    pieces = [communities_xml().split("</sheetData>")[0].encode()]
    pieces += [cells(n, [" "]).encode() for n in range(4, 1_000_001)]
    assert accepted(attack(xlsx(tmp_path / "a.xlsx", [*pieces, b"</sheetData></worksheet>"]))) == 2


def test_16384_columns(attack, tmp_path):
    wide = [[f"列{n}" for n in range(16_384 - 5)], *[["甲"] * (16_384 - 5)] * (len(ROWS) - 1)]
    rows = "".join(cells(n + 1, [*ROWS[n], *wide[n]]) for n in range(len(ROWS))) + "".join(
        cells(n + 4, ["柳荫社区"] * 16_384) for n in range(40)
    )
    report = attack(xlsx(tmp_path / "a.xlsx", sheet_xml(rows)))
    assert accepted(report) == 42
    assert "far_cells" in [issue["code"] for issue in report["sheets"][0]["issues"]]


def test_fifty_thousand_merged_ranges(attack, tmp_path):
    merged = "".join(f'<mergeCell ref="A{n}:E{n + 1}"/>' for n in range(10, 100_000, 2))
    content = communities_xml().replace(
        "</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>"
    )
    assert accepted(attack(xlsx(tmp_path / "a.xlsx", content))) == 2


def test_merged_ranges_over_everything(attack, tmp_path):
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 2000
    content = communities_xml().replace(
        "</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>"
    )
    attack(xlsx(tmp_path / "a.xlsx", content))


def test_shared_strings_that_promise_four_thousand_million(attack, tmp_path):
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4000000000" '
        'uniqueCount="4000000000"><si><t>a</t></si></sst>'
    )
    report = attack(
        xlsx(tmp_path / "a.xlsx", communities_xml(), extra=[("xl/sharedStrings.xml", shared)])
    )
    assert accepted(report) == 2


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "content.xml", "a.xls", "a.kml"])
def test_entities_that_multiply(attack, tmp_path, part):
    bomb = BILLION_LAUGHS + "]><a>&j;</a>"
    path = tmp_path / "a.xlsx"
    if part == "content.xml":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("content.xml", bomb)
    elif part.startswith("xl/"):
        xlsx(path, bomb)
    else:
        path = tmp_path / part
        kind = "urn:schemas-microsoft-com:office:spreadsheet" if part == "a.xls" else "kml"
        path.write_text(
            BILLION_LAUGHS + f"]><{'Workbook' if part == 'a.xls' else 'kml'} x='{kind}'>&j;</a>"
        )
    report = attack(path)
    assert "error" in report or accepted(report) == 0


def test_an_entity_that_fetches_a_file(attack, tmp_path):
    (tmp_path / "secret.txt").write_text("柳荫社区机密")
    bomb = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    content = (
        communities_xml().replace("<worksheet", bomb + "<worksheet").replace("柳荫里社区", "&x;")
    )
    assert "机密" not in json.dumps(attack(xlsx(tmp_path / "a.xlsx", content)), ensure_ascii=False)


def test_an_opendocument_sheet_that_repeats_a_row_a_million_times(attack, tmp_path):
    empty = (
        '<table:table-row table:number-rows-repeated="1048500">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert accepted(attack(ods(tmp_path / "a.ods", ROWS, repeated=empty))) == 2
    full = empty.replace("/></table:table-row>", ' office:value-type="string"><text:p>x</text:p>'
                         "</table:table-cell></table:table-row>")  # fmt: skip
    assert is_refused(attack(ods(tmp_path / "b.ods", ROWS, repeated=full)))


def filled_cell(**repeated):
    told = "".join(f' table:number-{what}-repeated="{times}"' for what, times in repeated.items())
    return (
        f'<table:table-cell{told} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    )


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1000000">{filled_cell() * 5}</table:table-row>',
        f"<table:table-row>{filled_cell(columns=16_000)}</table:table-row>" * 5_000,
        f'<table:table-row table:number-rows-repeated="1000000000">{filled_cell(columns=1_000_000_000)}</table:table-row>',
    ],
)
def test_a_small_opendocument_file_that_means_millions_of_cells_is_too_large(
    attack, tmp_path, rows
):
    report = attack(ods(tmp_path / "a.ods", ROWS, repeated=rows))
    assert report["error"] == TOO_MANY_CELLS.format(limit="3,500,000").as_json()


@pytest.mark.parametrize("where", ["below", "beside"])
def test_opendocument_cells_far_outside_the_table_are_left_out(attack, tmp_path, where):
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    far = f"<table:table-row>{filled_cell()}</table:table-row>"
    if where == "beside":
        wide = f'<table:table-cell table:number-columns-repeated="16380"/>{filled_cell()}'
        empty, far = "", f"<table:table-row>{wide}</table:table-row>" * 40
    grouped = f"<table:table-row-group>{far}</table:table-row-group>"
    report = attack(ods(tmp_path / "a.ods", ROWS, repeated=empty + grouped))
    assert accepted(report) == 2
    assert "far_cells" in [issue["code"] for issue in report["sheets"][0]["issues"]]


def test_a_workbook_of_nothing_but_bad_rows_is_read_to_its_end(attack, tmp_path):
    pieces = [communities_xml().split("</sheetData>")[0].encode()]
    pieces += [
        cells(n, [f"社区{n}", f"99{n}", "错", "误", "多"]).encode() for n in range(4, 30_001)
    ]
    report = attack(xlsx(tmp_path / "a.xlsx", [*pieces, b"</sheetData></worksheet>"]))
    assert accepted(report) == 29_999
    assert sum(issue["rows"] for issue in report["sheets"][0]["issues"]) >= 29_997


def test_a_web_page_with_huge_spans(attack, tmp_path):
    path = tmp_path / "a.xls"
    row = "<tr>" + '<td rowspan="999999" colspan="999999">x</td>' * 50 + "</tr>"
    path.write_text(html_page(row * 2000), encoding="utf-8")
    attack(path)


def test_a_web_page_nested_deeply_and_left_open(attack, tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(
        "<html>" + "<table><tr><td>" * 200_000 + "<" * 100_000 + "<!--" * 50_000, encoding="utf-8"
    )
    attack(path)


@pytest.mark.parametrize(
    "content",
    [
        '{"type":"FeatureCollection","features":' + "[" * 200_000,
        '{"a":' * 200_000,
        '{"type":"FeatureCollection","features":[{"properties":{"a":' + "9" * 100_000 + "}}]}",
        '{"type":"FeatureCollection","features":[NaN]}',
        '{"type":"FeatureCollection","features":{"a":1}}',
        '{"features":[{"properties":[1],"geometry":"x"}]}',
        "{}",
        "[]",
    ],
)
def test_json_that_is_no_map(attack, tmp_path, content):
    path = tmp_path / "a.geojson"
    path.write_text(content)
    report = attack(path)
    assert "error" in report or accepted(report) == 0


@pytest.mark.parametrize("content", [b"", b"\0" * 100_000, b" \r\n\t", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18,
                                     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<html>", b"{", b"\x80" * 5000,
                                     b"SQLite format 3\0" + b"\xff" * 4000, b"\0\0\x27\x0a" + b"\xff" * 400,
                                     bytes(range(256)) * 100])  # fmt: skip
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.geojson"])
def test_empty_broken_and_foreign_files(attack, tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    report = attack(path)
    assert "error" in report or accepted(report) == 0
