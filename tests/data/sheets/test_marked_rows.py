"""Rows that are struck through, coloured or hidden come in, and the clerk is told."""

from openpyxl import load_workbook
from openpyxl.styles import Font, PatternFill

from tests.data.books import book, codes, taken_in

HEADER = "| 案件编号 | 案别 | 发案时间 | 社区 | 是否重大影响 | 是否计入三零 |\n"
ROWS = "".join(f"| A{n} | 刑事 | 2026-11-0{n} | 柳荫社区 | 否 | 否 |\n" for n in range(1, 8))
RED = PatternFill("solid", fgColor="FFFFC7CE")


def _taken(clerk, tmp_path, mark):
    path = book(tmp_path / "cases.xlsx", {"Sheet1": HEADER + ROWS})
    workbook = load_workbook(path)
    mark(workbook["Sheet1"])
    workbook.save(path)
    return taken_in(clerk.home, *clerk.registers, path).files[2].sheets[0]


def test_marked_rows_are_imported_and_told(clerk, tmp_path):
    def mark(sheet):
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        for cell in sheet[5]:
            cell.fill = RED
        sheet["B6"].fill = RED  # one coloured cell is a note, not a coloured row
        sheet.row_dimensions[7].hidden = True

    sheet = _taken(clerk, tmp_path, mark)
    assert codes(sheet, "flagged") == [
        ("A3", "struck_row"), ("A5", "coloured_row"), ("A7", "hidden_row")
    ]  # fmt: skip
    assert sheet.rows_accepted == 7


def test_a_table_with_striped_rows_is_only_decorated(clerk, tmp_path):
    def mark(sheet):
        for row in (2, 4, 6, 8):
            for cell in sheet[row]:
                cell.fill = RED

    assert codes(_taken(clerk, tmp_path, mark), "flagged") == []
