"""Workbooks in formats that are rare: the binary one is read, the old ones say what to do."""

import re
import struct
import zipfile

import pytest

from tests.data.books import COMMUNITIES, book
from tests.data.reading.files import codes, names, only, read

_NS = "http://schemas.openxmlformats.org"
_LINK = (
    f'<Relationships xmlns="{_NS}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_NS}/officeDocument/2006/relationships/{{kind}}" Target="{{target}}"/></Relationships>'
)


def _record(kind, content=b""):
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = len(content)
    return number + bytes([size & 127 | 128, size >> 7]) + content


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(path, rows):
    """A binary workbook of one sheet: texts and numbers, as [MS-XLSB] lays them out."""
    book = (
        _record(131)
        + _record(143)
        + _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("s"))
    )
    book += _record(144) + _record(132)
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    sheet += _record(145)
    for row, values in enumerate(rows):
        sheet += _record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))
        for column, value in enumerate(values):
            head = struct.pack("<II", column, 0)
            is_text = isinstance(value, str)
            sheet += _record(
                6 if is_text else 5, head + (_wide(value) if is_text else struct.pack("<d", value))
            )
    sheet += _record(146) + _record(130)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types xmlns="{_NS}/package/2006/content-types"/>'
        )
        archive.writestr(
            "_rels/.rels", _LINK.format(kind="officeDocument", target="xl/workbook.bin")
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            _LINK.format(kind="worksheet", target="worksheets/sheet1.bin"),
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_a_binary_workbook_is_read_like_any_other(tmp_path):
    rows = [["社区名称", "社区代码", "总户数", "常住户数", "常住人口"],
            ["柳荫社区", "990101001001", 900.0, 800.0, 2000.0]]  # fmt: skip
    assert names(only(xlsb(tmp_path / "c.xlsb", rows))) == ["柳荫社区"]


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("excel2.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 4"),
        ("excel3.xls", b"\x09\x02\x06\x00\x00\x03\x10\x00\x00\x00", "Excel 4"),
        ("excel4.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "Excel 4"),
        ("page.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", ".mht"),
        ("page.xls", b"From: <Saved by a browser>\r\nSubject: =?utf-8?x?=\r\n y\r\nMIME-Version: 1.0\r\n", ".mht"),
    ],
)  # fmt: skip
def test_an_old_format_says_to_save_it_as_xlsx(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content + b"\x00" * 64)
    error = read(path)["error"]
    assert said in error["zh"] and said in error["en"]
    assert "另存为 .xlsx" in error["zh"] and "save it as .xlsx" in error["en"]


def rewritten(path, change):
    """The workbook with every part as ``change`` makes it from its name and text."""
    copy = path.with_name(f"again {path.name}")
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in archive.namelist():
            target.writestr(name, change(name, archive.read(name).decode()))
    return copy


def _with_prefix(name, text):
    """Every element called x:..., as some libraries write it."""
    if not re.fullmatch(r"xl/(workbook|styles|sharedStrings|worksheets/.*)\.xml", name):
        return text
    text = re.sub(r"<(/?)(?=\w)", r"<\1x:", text)
    return (
        text.replace(' xmlns="', ' xmlns:x="').replace("r:id=", "d3p1:id=").replace(":r=", ":d3p1=")
    )


def _with_marks(name, text):
    """The second row hidden, and an error in the last cell of the third."""
    if "worksheets" not in name:
        return text
    text = text.replace('<row r="2"', '<row r="2" hidden="1"')
    return re.sub(r'<c r="E3"[^>]*><v>\d+</v></c>', '<c r="E3" t="e"><v>#REF!</v></c>', text)


def _in_single_quotes(name, text):
    return re.sub(r'="([^"\']*)"', r" = '\1'", text) if name.startswith("xl/w") else text


def _without_places(name, text):
    """Rows and cells that do not say where they stand: each is the next one."""
    return re.sub(r'<(row|c) r="\w+"', r"<\1", text) if "worksheets" in name else text


@pytest.mark.parametrize(
    "change",
    [
        _with_prefix,
        _in_single_quotes,
        _without_places,
        lambda name, text: _in_single_quotes(name, _without_places(name, text)),
    ],
)
def test_an_unusual_spelling_hides_no_error_and_no_hidden_row(tmp_path, change):
    path = rewritten(book(tmp_path / "a.xlsx", {"s": COMMUNITIES}), _with_marks)
    usual, other = only(path), only(rewritten(path, change))
    assert names(other) == ["柳荫社区", "柳荫里社区"]
    assert (
        codes(other, "flagged")
        == codes(usual, "flagged")
        == [("E3", "error_value"), ("A2", "hidden_row")]
    )


@pytest.mark.parametrize(
    "named", [lambda name: name.replace("/", "\\"), lambda name: name.replace("sheet", "Sheet")]
)
def test_parts_under_unusual_names_hide_no_error_and_no_hidden_row(tmp_path, named):
    path = rewritten(book(tmp_path / "a.xlsx", {"s": COMMUNITIES}), _with_marks)
    copy = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as target:
        for name in archive.namelist():
            entry = zipfile.ZipInfo()
            entry.filename = named(name)
            target.writestr(entry, archive.read(name))
    assert codes(only(copy), "flagged") == [("E3", "error_value"), ("A2", "hidden_row")]


def _with_other_sheets(name, text):
    """A sheet of macros, a module that is no part of its own, and a state that there is not."""
    if name == "xl/_rels/workbook.xml.rels":
        kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
        link = f'<Relationship Id="rId9" Type="{kind}" Target="macrosheets/sheet1.xml"/>'
        return text.replace("</Relationships>", link + "</Relationships>")
    if name != "xl/workbook.xml":
        return text
    more = (
        '<sheet name="Macro1" sheetId="8" r:id="rId9"/><sheet name="Module1" sheetId="9" r:id=""/>'
    )
    more = more.replace("<sheet ", f'<sheet xmlns:r="{_NS}/officeDocument/2006/relationships" ')
    return text.replace('state="visible"', 'state="show"').replace("</sheets>", more + "</sheets>")


def test_sheets_of_macros_and_modules_do_not_stop_a_workbook(tmp_path):
    path = rewritten(book(tmp_path / "a.xlsx", {"s": COMMUNITIES}), _with_other_sheets)
    assert names(only(path)) == ["柳荫社区", "柳荫里社区"]
