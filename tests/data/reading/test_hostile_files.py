"""Hostile files through the real reading process: refused with a sentence, or imported clean.

Every file must leave the parent alive, within 20 seconds and 1 GB for a file under 20 MB.
"""

import json
import multiprocessing
import resource
import struct
import time
import zipfile

import pytest

from data.answers import Answers
from data.sandbox import Request, read_in_child
from tests.data.books import COMMUNITIES, book
from tests.data.reading.files import ROWS, cells, communities_xml, html_page, ods, sheet_xml, xlsx

LONGEST_S = 20
MOST_BYTES = 1_000_000_000

BILLION_LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
)


def _measured(path, folder, answer):
    """Runs in a process of its own, so that the most memory of its children is this child's."""
    started = time.perf_counter()
    request = Request(path, path.name, "2026-11-22", Answers().of_file(path.name), b"\0" * 32, folder)
    report = read_in_child(request)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    answer.send((json.loads(json.dumps(report)), seconds, peak))


@pytest.fixture
def attack(tmp_path):
    """Reads a file as the import does and holds it to the limits."""

    def run(path):
        folder = tmp_path / "drafts"
        folder.mkdir(exist_ok=True)
        here, there = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(target=_measured, args=(path, folder, there))
        process.start()
        report, seconds, peak = here.recv()
        process.join()
        assert seconds < LONGEST_S, f"{path.name}: {seconds:.1f} s"
        assert path.stat().st_size > 20 * 2**20 or peak < MOST_BYTES, f"{path.name}: {peak:,} bytes"
        if "error" in report:
            assert set(report["error"]) == {"zh", "en"}
        return report

    return run


def accepted(report):
    assert "error" not in report, report
    return sum(sheet.get("rows_read", 0) for sheet in report["sheets"])


def is_refused(report):
    assert "error" in report, report
    assert "sheets" not in report
    return True


def repeated(piece, times):
    for _ in range(times):
        yield piece


def test_a_zip_bomb_of_spaces(attack, tmp_path):
    head = sheet_xml("").split("<sheetData>")[0].encode()
    pieces = [head, *repeated(b" " * 2**20, 3000), b"<sheetData/></worksheet>"]
    assert is_refused(attack(xlsx(tmp_path / "a.xlsx", pieces)))


def test_a_zip_bomb_of_one_text(attack, tmp_path):
    head = sheet_xml("").split("</sheetData>")[0] + '<row r="1"><c r="A1" t="inlineStr"><is><t>'
    pieces = [head.encode(), *repeated(b"a" * 2**20, 1500), b"</t></is></c></row></sheetData></worksheet>"]
    assert is_refused(attack(xlsx(tmp_path / "a.xlsx", pieces)))


def test_a_zip_whose_directory_lies_about_its_size(attack, tmp_path):
    head = sheet_xml("").split("</sheetData>")[0] + '<row r="1"><c r="A1" t="inlineStr"><is><t>'
    pieces = [head.encode(), *repeated(b"a" * 2**20, 1500), b"</t></is></c></row></sheetData></worksheet>"]
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
        f'<row r="{n * 3000}"><c r="{column_letters(n * 40)}{n * 3000}"><v>1</v></c></row>' for n in range(1, 340)
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
    wide = [f"列{n}" for n in range(16_384 - 5)]
    rows = "".join(cells(n + 1, [*row, *wide]) for n, row in enumerate(ROWS)) + "".join(
        cells(n + 4, ["柳荫社区"] * 16_384) for n in range(40)
    )
    attack(xlsx(tmp_path / "a.xlsx", sheet_xml(rows)))


def test_fifty_thousand_merged_ranges(attack, tmp_path):
    merged = "".join(f'<mergeCell ref="A{n}:E{n + 1}"/>' for n in range(10, 100_000, 2))
    content = communities_xml().replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")
    assert accepted(attack(xlsx(tmp_path / "a.xlsx", content))) == 2


def test_merged_ranges_over_everything(attack, tmp_path):
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 2000
    content = communities_xml().replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")
    attack(xlsx(tmp_path / "a.xlsx", content))


def test_shared_strings_that_promise_four_thousand_million(attack, tmp_path):
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4000000000" '
        'uniqueCount="4000000000"><si><t>a</t></si></sst>'
    )
    attack(xlsx(tmp_path / "a.xlsx", communities_xml(), extra=[("xl/sharedStrings.xml", shared)]))


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
        path.write_text(BILLION_LAUGHS + f"]><{'Workbook' if part == 'a.xls' else 'kml'} x='{kind}'>&j;</a>")
    report = attack(path)
    assert "error" in report or accepted(report) == 0


def test_an_entity_that_fetches_a_file(attack, tmp_path):
    (tmp_path / "secret.txt").write_text("柳荫社区机密")
    bomb = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    content = communities_xml().replace("<worksheet", bomb + "<worksheet").replace("柳荫里社区", "&x;")
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


def test_a_web_page_with_huge_spans(attack, tmp_path):
    path = tmp_path / "a.xls"
    row = "<tr>" + '<td rowspan="999999" colspan="999999">x</td>' * 50 + "</tr>"
    path.write_text(html_page(row * 2000), encoding="utf-8")
    attack(path)


def test_a_web_page_nested_deeply_and_left_open(attack, tmp_path):
    path = tmp_path / "a.xls"
    path.write_text("<html>" + "<table><tr><td>" * 200_000 + "<" * 100_000 + "<!--" * 50_000, encoding="utf-8")
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


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(attack, tmp_path, share):
    path = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    raw = path.read_bytes()
    path.write_bytes(raw[: int(share * len(raw))])
    assert is_refused(attack(path))


def compound(entries, chain):
    """A compound file of one sector of FAT: ``chain`` as it stands, and named directory entries."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for n in range(1, 109):
        struct.pack_into("<I", head, 76 + 4 * n, 0xFFFFFFFF)
    fat = b"".join(struct.pack("<I", n) for n in chain).ljust(512, b"\xff")
    directory = b""
    for name, kind, start, size in entries:
        text = (name + "\0").encode("utf-16-le")
        entry = bytearray(text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1))
        entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
        entry += b"\0" * 36 + struct.pack("<IQ", start, size)
        directory += bytes(entry)
    return bytes(head) + fat + directory.ljust(512, b"\0")


def test_a_compound_file_whose_chains_run_in_circles(attack, tmp_path):
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, 2**31)]
    path = tmp_path / "a.xls"
    path.write_bytes(compound(entries, [0xFFFFFFFD, 1, 3, 2]) + b"\x09\x08" * 512)
    assert is_refused(attack(path))


@pytest.mark.parametrize("record", [
    struct.pack("<HH", 0x00FC, 8) + struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF),
    struct.pack("<HH", 0x0200, 14) + struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0),
    struct.pack("<HH", 0x00BD, 0xFFFF) + b"\0" * 20,
    struct.pack("<HH", 0x00E5, 2) + b"\xff\xff",
])  # fmt: skip
def test_an_xls_whose_records_lie_about_their_counts(attack, tmp_path, record):
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    sheet = struct.pack("<HHIBBBB", 0x0085, 10, 4096, 0, 0, 1, 0) + b"s"
    body = (start + sheet[:13] + record + struct.pack("<HH", 10, 0)).ljust(4096, b"\0")
    part = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x10, 0, 0, 0, 0) + record + struct.pack("<HH", 10, 0)
    stream = body + part.ljust(4096, b"\0")
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 18), 0xFFFFFFFE]
    path = tmp_path / "a.xls"
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, len(stream))]
    path.write_bytes(compound(entries, chain) + stream)
    report = attack(path)
    assert "error" in report or accepted(report) == 0


def test_paths_and_links_inside_zips_lead_nowhere(attack, tmp_path):
    path = tmp_path / "a.zip"
    outside = tmp_path / "outside.shp"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.shp")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("link.dbf", "/etc/passwd")
        archive.writestr("../outside.shp", b"\0\0\x27\x0a" + b"\0" * 100)
        archive.writestr("../outside.dbf", b"\x03" + b"\0" * 100)
    assert is_refused(attack(path))
    assert not outside.exists()


def test_part_names_that_leave_the_workbook(attack, tmp_path):
    path = xlsx(tmp_path / "a.xlsx", communities_xml())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../../../tmp/evil", "x")
        archive.writestr("/etc/evil", "x")
    assert accepted(attack(path)) == 2


def test_a_child_that_dies_or_hangs_refuses_its_file_only(attack, tmp_path, monkeypatch):
    from data import sandbox

    path = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    for body in ("import os; os.abort()", "while True: pass", "print('no json')", "raise SystemExit(3)"):
        program = tmp_path / "data" / "reading" / "child.py"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("import resource; resource.setrlimit(resource.RLIMIT_CPU, (2, 2))\n" + body)
        monkeypatch.setattr(sandbox, "ROOT", tmp_path)
        assert is_refused(attack(path))
