"""Files of every format for the tests, and reading them in this process."""

import json
import tempfile
import zipfile
from pathlib import Path

from tests.data.books import COMMUNITIES, drawn

ROWS = [list(map(str, row)) for row in drawn(COMMUNITIES)]

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    f'xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" xmlns:text="{_OFFICE}:text:1.0">'
    '<office:body><office:spreadsheet>{settings}<table:table table:name="s">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_XML = (
    '<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="s"><Table>{rows}'
    "</Table></Worksheet></Workbook>"
)


def read(path, *, as_of="2026-11-22", datum=None, password=None, answers=None, careful=False):
    """The report of the reading process, made in this process."""
    from data.answers import Answers
    from data.reading.child import read_file

    told = Answers(answers or []).of_file(Path(path).name)
    if datum:
        told["datum"] = [{"value": datum}]
    with tempfile.TemporaryDirectory() as folder:
        request = {
            "path": str(path), "file_name": Path(path).name, "as_of": as_of, "answers": told,
            "secret": "00" * 32, "password": password, "folder": folder, "is_careful": careful,
        }  # fmt: skip
        report = read_file(request)
        for sheet in report.get("sheets", []):
            if "draft" in sheet:
                from pyarrow import feather

                sheet["rows"] = feather.read_table(sheet["draft"], memory_map=False).to_pylist()
    json.dumps(report, default=str)
    return report


def codes(sheet, kind):
    return [(i["cell"], i["code"]) for i in sheet["issues"] if i["kind"] == kind]


def only(path, **more):
    """The one sheet of a file that can be read."""
    report = read(path, **more)
    assert "error" not in report, report
    (sheet,) = report["sheets"]
    return sheet


def names(sheet):
    return [row["community_name"] for row in sheet["rows"]]


def ods(path, rows, *, repeated="", settings=""):
    """An OpenDocument sheet of texts; ``repeated`` is put at the end as it stands, ``settings``
    before the sheet."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>'
            for v in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("content.xml", _ODS.format(rows=lines + repeated, settings=settings))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def xml_2003(path, rows, encoding="utf-8"):
    """An Excel 2003 XML file of texts, the second row numbered so that line 2 is left out."""
    lines = "".join(
        f"<Row{' ss:Index=' + chr(34) + '3' + chr(34) if n == 1 else ''}>"
        + "".join(f'<Cell><Data ss:Type="String">{v}</Data></Cell>' for v in row)
        + "</Row>"
        for n, row in enumerate(rows)
    )
    path.write_bytes(_XML.format(rows=lines, encoding=encoding).encode(encoding))
    return path


def sheet_xml(body, *, tail=""):
    """The XML of one worksheet around ``body``."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData>{tail}</worksheet>"
    )


def xlsx(path, content, *, extra=()):
    """A minimal .xlsx around the XML of its one sheet (text or pieces of bytes)."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        **dict(extra),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        if isinstance(content, str):
            archive.writestr("xl/worksheets/sheet1.xml", content)
        else:
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
                for piece in content:
                    member.write(piece)
    return path


def cells(number, values, *, first=0):
    """One row of inline texts and numbers as the XML of a sheet."""
    from data.reading.raw import column_letters

    parts = []
    for place, value in enumerate(values):
        where = f"{column_letters(first + place)}{number}"
        if isinstance(value, str):
            parts.append(f'<c r="{where}" t="inlineStr"><is><t>{value}</t></is></c>')
        elif value is not None:
            parts.append(f'<c r="{where}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(parts)}</row>'


def communities_xml(extra=""):
    return sheet_xml("".join(cells(n + 1, row) for n, row in enumerate(ROWS)) + extra)


def html_page(rows):
    return f"<html><body><table>{rows}</table></body></html>"


def accepted(report):
    assert "error" not in report, report
    return sum(sheet.get("rows_read", 0) for sheet in report["sheets"])


def is_refused(report):
    assert "error" in report, report
    assert "sheets" not in report
    return True
