"""An answer of the console as a chart and as a workbook."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from views import console

NAMES = ["社区", "户数", "=1+1"]
ROWS = (("松岫社区", 450, '=HYPERLINK("x")'), ("<b>椿</b>", None, "-2+3\x07"))


def opened(**more):
    held = console.workbook(
        NAMES, ROWS, "SELECT 1\nFROM x", **{"is_cut": False, "language": "zh"} | more
    )
    return load_workbook(io.BytesIO(held))


def test_no_cell_of_the_workbook_is_a_formula():
    sheet = opened()["查询结果"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert sheet["C2"].value == '=HYPERLINK("x")'
    assert sheet["C3"].value == "-2+3"
    assert sheet["B2"].value == 450
    assert sheet["B3"].value is None


def test_the_question_stands_on_a_sheet_of_its_own():
    assert [cell.value for cell in opened()["查询语句"]["A"]] == ["SELECT 1", "FROM x"]
    cut = opened(is_cut=True, language="en")["Question"]
    assert cut["A4"].value == "Only the first 2 rows are listed."


def test_only_numbers_can_be_drawn_upwards():
    assert [console.is_number(ROWS, i) for i in range(3)] == [False, True, False]
    assert not console.is_number(((True,), (False,)), 0)
    assert not console.is_number(((None,),), 0)


def test_words_from_cells_are_shown_as_they_are():
    drawn = console.chart(NAMES, ROWS, 0, 1, "bars")
    assert drawn.data[0].x == ("松岫社区", "&lt;b&gt;椿&lt;/b&gt;")
    assert drawn.layout.yaxis.rangemode == "tozero"


def test_a_line_and_points_are_drawn():
    assert console.chart(NAMES, ROWS, 0, 1, "line").data[0].mode == "lines+markers"
    assert console.chart(NAMES, ROWS, 0, 1, "points").data[0].mode == "markers"
