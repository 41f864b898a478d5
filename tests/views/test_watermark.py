"""The line on a file that leaves: it says who and when, and the file can still be read."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from datetime import datetime

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
import xlsxwriter
from lxml import etree
from matplotlib.image import imread, imsave
from openpyxl import Workbook, load_workbook

from views import files, watermark
from views.watermark import CSV, GEOJSON, GPKG, HTML, PNG, TOML, XLSX, stamped

WORDS = watermark.note("李 & 张", "li", datetime(2026, 11, 23, 9, 5, 7)).zh
LINE = WORDS.replace("&", "&&")


def test_the_line_names_person_account_and_second():
    assert WORDS == "内部资料，注意保管 · 李 & 张（li）于 2026-11-23 09:05:07 导出"


def test_a_table_keeps_its_header_and_its_width():
    written = stamped(files.table(["社区", "值"], [["松岫社区", 3], ["云杪社区", 4]]), CSV, WORDS)
    read = pd.read_csv(io.BytesIO(written), encoding="utf-8-sig")
    assert list(read["社区"]) == ["松岫社区", "云杪社区", f"# {WORDS}"]
    assert list(read["值"])[:2] == [3, 4]
    without = pd.read_csv(io.BytesIO(written), encoding="utf-8-sig", comment="#")
    assert list(without["值"].dropna()) == [3, 4]


def test_an_account_name_cannot_break_out_of_the_line():
    evil = stamped(files.table(["a", "b"], [[1, 2]]), CSV, 'x",=1+1\n=cmd|A0\r\n"')
    read = pd.read_csv(io.BytesIO(evil), encoding="utf-8-sig")
    assert len(read) == 2
    assert read["a"][1].startswith("# x")
    assert tomllib.loads(stamped(b"a = 1\n", TOML, "x\nb = 2").decode()) == {"a": 1}
    assert b"<script>" not in stamped(b"<body>hello</body>", HTML, "<script>alert(1)</script>")


def test_a_workbook_carries_it_in_every_footer_and_in_its_properties_and_in_no_cell():
    book = Workbook()
    book.active.append(["网格", "人"])
    book.create_sheet("二").append([1])
    held = io.BytesIO()
    book.save(held)
    read = load_workbook(io.BytesIO(stamped(held.getvalue(), XLSX, WORDS)))
    assert read.properties.description == WORDS
    for sheet in read.worksheets:
        assert sheet.oddFooter.center.text == WORDS.replace("&", "&&")
        assert sheet.max_row == 1


@pytest.mark.parametrize(("driver", "kind"), [("GeoJSON", GEOJSON), ("GPKG", GPKG)])
def test_areas_of_a_map_are_read_as_before_and_say_whose_file_they_are(driver, kind):
    held, areas = io.BytesIO(), shapely.to_wkb(np.array([shapely.box(113, 34, 113.1, 34.1)]))
    pyogrio.raw.write(
        held, geometry=areas, field_data=[np.array(["松岫社区"], dtype=object)], fields=["name"],
        geometry_type="Polygon", crs="EPSG:4326", driver=driver, layer="map",
    )  # fmt: skip
    marked = stamped(held.getvalue(), kind, WORDS)
    _, _, read, fields = pyogrio.raw.read(io.BytesIO(marked))
    assert fields[0].tolist() == ["松岫社区"]
    assert shapely.equals_exact(shapely.from_wkb(read), shapely.from_wkb(areas), 1e-9).all()
    if kind == GEOJSON:
        assert json.loads(marked)["note"] == WORDS
    else:
        assert WORDS.encode() in marked


def test_a_picture_of_a_map_has_the_line_below_it_and_is_otherwise_as_it_was():
    held = io.BytesIO()
    drawn = np.random.default_rng(7).integers(0, 256, (60, 900, 3), dtype=np.uint8)
    imsave(held, drawn, format="png")
    read = (imread(io.BytesIO(stamped(held.getvalue(), PNG, WORDS))) * 255).round()
    assert read.shape[0] > 60 and read.shape[1] == 900
    assert (read[:60, :, :3] == drawn).all()
    assert (read[60:, :, :3] < 200).any()  # somebody's name stands there


@pytest.mark.parametrize(
    ("former", "joined"),
    [
        ("&L第&P页&R&D", f"&L第&P页&C{LINE}&R&D"),
        ("仅供&&核对", f"&C{LINE} · 仅供&&核对"),
        ('&R&"宋体"&10机密&C居中', f'&C{LINE} · 居中&R&"宋体"&10机密'),
        ("x" * 250, f"&C{LINE}"),
    ],
)
def test_what_stood_in_a_footer_stands_there_still(former, joined):
    """Its codes stay codes: page numbers are not printed as words."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    sheet.set_header("&C抬头")
    sheet.set_footer(former)
    book.close()
    once = stamped(held.getvalue(), XLSX, WORDS)
    assert _footer(once) == _footer(stamped(once, XLSX, WORDS)) == joined
    assert load_workbook(io.BytesIO(once)).active.oddHeader.center.text == "抬头"


def test_the_first_page_and_the_even_ones_carry_it_too():
    book = Workbook()
    book.active.oddFooter.center.text = "单"
    book.active.evenFooter.center.text = "双"
    book.active.firstFooter.center.text = "首"
    book.active.HeaderFooter.differentOddEven = True
    book.active.HeaderFooter.differentFirst = True
    held = io.BytesIO()
    book.save(held)
    read = load_workbook(io.BytesIO(stamped(held.getvalue(), XLSX, WORDS))).active.HeaderFooter
    assert not read.differentOddEven and not read.differentFirst
    assert read.oddFooter.center.text == f"{LINE} · 单"


def _footer(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    return sheet.findtext(".//{*}oddFooter")


def test_a_chart_of_a_workbook_survives():
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, [1, 2, 3])
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Sheet1!$A$1:$A$3"})
    sheet.insert_chart("C1", chart)
    book.close()
    read = load_workbook(io.BytesIO(stamped(held.getvalue(), XLSX, WORDS)))
    assert len(read.active._charts) == 1
    assert read.active.oddFooter.center.text


def test_a_file_without_a_place_for_it_is_left_alone():
    assert stamped(b"\x89PNG", "application/zip", WORDS) == b"\x89PNG"
