"""Large made-up workbooks of grid events, written as a stream, and the registers that they name.

No person, place or event in them is real. The same call makes the same rows.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

HEADERS = [
    "事件编号", "所属社区", "网格编码", "事件类型", "上报时间", "办结时限", "办结时间", "状态",
    "上报人", "上报人电话", "事件简述", "满意度", "是否吹哨", "承办人", "备注",
]  # fmt: skip
KINDS = ["矛盾纠纷", "安全隐患", "市容环境", "民生服务"]
COMMUNITIES, GRIDS = 8, 5

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _links(*kinds_and_targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds_and_targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _links(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
    ),
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="22"/></cellXfs></styleSheet>',
}
_HEAD = f'<worksheet xmlns="{_MAIN}"><sheetData>'
_DAY = 46_000  # 2025-12-09 as a spreadsheet counts


def rows(count: int) -> Iterator[list[str | int | float]]:
    """Made-up events; one row in a thousand has a defect."""
    draw = random.Random(20261122)
    for n in range(count):
        reported = round(_DAY + draw.random() * 300, 6)
        community, grid = draw.randrange(COMMUNITIES) + 1, draw.randrange(GRIDS) + 1
        closed = round(reported + draw.random() * 3, 6) if n % 1000 else reported - 5
        yield [
            f"SJ{2026000000 + n}", f"第{community}社区", f"990101001{community:03}{grid:03}",
            draw.choice(KINDS), reported, reported + 3, closed, "已办结",
            f"甲{n % 300}", 13900000000 + n % 10**7, f"{n % 5000}号楼道堆放杂物",
            draw.choice(["满意", "基本满意"]),
            "是" if n % 10 == 0 else "否", f"乙{n % 200}", "巡查发现",
        ]  # fmt: skip


def _cell(column: int, row: int, value: str | int | float) -> str:
    place = f"{chr(65 + column)}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    style = ' s="1"' if isinstance(value, float) else ""
    return f'<c r="{place}"{style}><v>{value}</v></c>'


def write(path: Path, lines: Iterator[list[str | int | float]], headers: list[str]) -> Path:
    """An .xlsx of one sheet, written as a stream; the width is that of the headers."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_HEAD.encode())
            sheet.write(_line(1, headers).encode())
            for number, values in enumerate(lines, 2):
                sheet.write(_line(number, values[: len(headers)]).encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


def _line(number: int, values: list[str] | list[str | int | float]) -> str:
    cells = "".join(_cell(column, number, value) for column, value in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


def registers(folder: Path) -> list[Path]:
    """The communities and grids that the events name."""
    codes = [(c, f"990101001{c:03}") for c in range(1, COMMUNITIES + 1)]
    communities: list[list[str | int | float]] = [
        [f"第{c}社区", code, 900, 800, 2000] for c, code in codes
    ]
    grids: list[list[str | int | float]] = [
        [f"第{c}社区", f"{code}{g:03}", f"第{g}网格", "居民网格", 160, "启用"]
        for c, code in codes
        for g in range(1, GRIDS + 1)
    ]
    heads = (
        ["社区名称", "社区代码", "总户数", "常住户数", "常住人口"],
        ["所属社区", "网格编码", "网格名称", "网格类型", "常住户数", "状态"],
    )
    return [
        write(folder / "c.xlsx", iter(communities), heads[0]),
        write(folder / "g.xlsx", iter(grids), heads[1]),
    ]
