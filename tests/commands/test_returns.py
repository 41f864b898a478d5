"""Returned workbooks of files that are called alike."""

from types import SimpleNamespace

from commands.intake import write_returns
from data.issues import Issue
from data.report import FileReport, SheetReport
from tests.data.books import book


def test_two_files_of_one_name_get_two_returned_workbooks(tmp_path):
    paths, reports = [], []
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        paths.append(book(tmp_path / folder / "名单.xlsx", {"s": "| 姓名 | 日期 |\n| 样本 | x |"}))
        refused = Issue("refused", "unreadable_date", "s", "B2", 2, "held_on", expected_zh="日期")
        sheet = SheetReport("s", "drills", "read", issues=[refused])
        reports.append(FileReport("名单.xlsx", folder, [sheet]))
    report = SimpleNamespace(files=reports)
    written = write_returns(tmp_path / "back", paths, report, "zh")
    assert [path.name for path in written] == ["退回单-名单.xlsx", "退回单-名单 (2).xlsx"]
    assert all(path.stat().st_size for path in written)
