"""The hand-made area per 100 households is compared, never stored."""

from openpyxl import load_workbook

from tests.data.books import book, codes, taken_in

TABLE = """
    | 社区 | 设施名称 | 建筑面积(㎡) | 计入口径 | 状态 | 每百户面积 |
    | 柳荫社区 | 甲中心 | 80 | 是 | 在用 | 10 |
    | 柳荫社区 | 乙中心 | 80 | 是 | 在用 | 88.8 |
    | 柳荫社区 | 丙中心 | 80 | 是 | 在用 | #REF! |
    | 柳荫社区 | 丁中心 | 80 | 是 | 在用 | |
"""


def test_a_hand_made_figure_that_differs_is_told(clerk):
    sheet = clerk.take_in(TABLE)
    assert codes(sheet, "flagged") == [("F4", "error_value_aside"), ("F3", "hand_made_differs")]
    assert sheet.of("flagged")[1].found == "88.8 ≠ 10.00"
    assert sheet.rows_accepted == 4


def test_a_formula_that_was_never_calculated_is_told(clerk, tmp_path):
    path = book(tmp_path / "f.xlsx", {"Sheet1": TABLE})
    workbook = load_workbook(path)
    workbook["Sheet1"]["F5"] = "=C5/8"
    workbook.save(path)
    report = taken_in(clerk.home, *clerk.registers, path)
    assert ("F5", "formula_without_result") in codes(report.files[2].sheets[0], "flagged")
