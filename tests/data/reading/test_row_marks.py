"""Rows that are hidden, struck through or coloured, in the formats besides .xlsx."""

import struct
import zipfile

from data.reading import ods_marks, xls_marks
from tests.data.reading.files import codes, only
from tests.demonstration import INBOX

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _style(name, properties):
    return f'<style:style style:name="{name}" style:family="table-cell">{properties}</style:style>'


def _row(values, *, style="", more=""):
    style = f' table:style-name="{style}"' if style else ""
    cells = "".join(
        f'<table:table-cell{style} office:value-type="string"><text:p>{v}</text:p></table:table-cell>'
        for v in values
    )
    return f"<table:table-row{more}>{cells}</table:table-row>"


def test_marked_rows_of_an_open_document_are_told(tmp_path):
    line = ["第一社区", "990101001001", "900", "800", "2000"]
    rows = [
        _row(["社区名称", "社区代码", "总户数", "常住户数", "常住人口"]),
        _row(line, more=' table:visibility="collapse"'),
        _row(["第二社区", "990101001002", *line[2:]], style="gone"),
        _row(["第三社区", "990101001003", *line[2:]], style="red"),
        *(_row([f"样本{n}社区", f"99010100101{n}", *line[2:]]) for n in range(4)),
    ]
    styles = _style("gone", '<style:text-properties style:text-line-through-style="solid"/>')
    styles += _style("red", '<style:table-cell-properties fo:background-color="#ff9999"/>')
    names = ("office", "table", "text", "style", "xsl-fo-compatible")
    spaces = "".join(f' xmlns:{"fo" if n[0] == "x" else n}="{_OFFICE}:{n}:1.0"' for n in names)
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="s">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    sheet = only(path)
    assert codes(sheet, "flagged") == [
        ("A2", "hidden_row"), ("A3", "struck_row"), ("A4", "coloured_row")
    ]  # fmt: skip
    assert len(sheet["rows"]) == 7


def test_a_hidden_row_of_an_old_workbook_is_told(tmp_path):
    content = bytearray((INBOX / "10安全事故台账.xls").read_bytes())
    # The record of the sixth row: 0x208, 16 bytes, row 5 counted from 0; its 13th byte hides it.
    at = content.index(struct.pack("<HHH", 0x208, 16, 5))
    content[at + 4 + 12] |= 0x20
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    assert ("A6", "hidden_row") in codes(only(path), "flagged")


def _record(kind, *parts):
    content = b"".join(parts)
    return struct.pack("<HH", kind, len(content)) + content


def _font(flags):
    return _record(0x31, struct.pack("<HH", 200, flags), bytes(12))


def _format(font, pattern=0, colour=64):
    content = struct.pack("<H", font) + bytes(12) + struct.pack("<IH", pattern << 26, colour)
    return _record(0xE0, content)


def test_struck_and_coloured_rows_of_an_old_workbook(monkeypatch, tmp_path):
    """Number 4 is the number of no font: the fifth font of the file is number 5."""
    begin, end = _record(0x809, bytes(16)), _record(0x0A)
    head = begin + _font(0) * 4 + _font(8)
    head += _format(0) + _format(5) + _format(0, 1, 10) + _format(0, 1, 9) + _format(4)
    sheet = begin
    for row, style in enumerate((0, 1, 2, 3, 4)):
        cells = (struct.pack("<HHHd", row, column, style, 1.0) for column in range(2))
        sheet += b"".join(_record(0x203, cell) for cell in cells)
        sheet += _record(0xBE, struct.pack("<HHHHH", row, 2, style, style, 3))
    chart = begin + _record(0x203, struct.pack("<HHHd", 9, 0, 1, 1.0)) + end
    sheet += chart + end
    placed = len(head) + 4 + 8 + len(end)
    stream = head + _record(0x85, struct.pack("<IHBB", placed, 0, 1, 0)) + end + sheet
    monkeypatch.setattr(xls_marks, "_stream", lambda path: stream)
    marks = xls_marks.read(tmp_path, ["s"])["s"]
    assert (marks.struck_rows, marks.coloured_rows) == ({2}, {3})


def test_a_broken_file_has_no_marks(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert xls_marks.read(path, ["s"]) == {}
    assert ods_marks.read(path) == {}
