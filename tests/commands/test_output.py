"""How commands speak."""

from __future__ import annotations

import json

from commands.intake import Intake, report_drawn, summary
from commands.output import BOTH, Progress, as_json, quoted, table, worded
from data import report as reports
from data.issues import Issue
from data.report import FileReport, ImportReport, SheetReport
from wording import Text


def test_json_has_null_where_there_is_no_value_and_keeps_chinese():
    assert json.loads(as_json([{"value": float("nan"), "path": "槐澜街道"}])) == [
        {"value": None, "path": "槐澜街道"}
    ]
    assert "槐澜街道" in as_json(["槐澜街道"])


def test_chinese_and_latin_columns_line_up():
    lines = table(["地点", "Value"], [("松岫社区", 1.0), ("Ab", None)], right="lr").splitlines()
    assert lines == ["地点      Value", "────────  ─────", "松岫社区      1", "Ab            —"]


def test_a_cell_cannot_break_the_table():
    assert "a b" in table(["x"], [("a\nb",)])


def test_answers_are_quoted_as_toml_reads_them():
    import tomllib

    spelling = '第“1”网格 "x" \\ \n'
    assert tomllib.loads(f"spelling = {quoted(spelling)}") == {"spelling": spelling}


def test_before_a_language_is_known_both_are_spoken():
    assert worded(Text("是", "yes"), BOTH) == "是\nyes"


def test_progress_goes_to_stderr_only(capsys):
    with Progress("en") as progress:
        progress.step(1, 3, Text("读取", "Reading"))
        progress._show()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1/3 Reading" in captured.err


def test_a_file_that_could_not_be_read_is_named_in_the_last_line():
    unread = FileReport("坏.xlsx", "", error=Text("打不开", "cannot be opened"))
    done = Intake(report=ImportReport(files=[FileReport("好.xlsx", ""), unread]), version=None,
                  is_dry_run=True, seconds=1.0)  # fmt: skip
    assert "未能读取 1 个文件：坏.xlsx。" in summary(done).zh
    assert "1 could not be read: 坏.xlsx." in summary(done).en
    done.report.files.pop()
    assert "未能读取" not in summary(done).zh


def test_below_the_refused_rows_stands_how_many_of_them_are_left_out(monkeypatch):
    monkeypatch.setattr(reports, "MOST_LISTED", 2)
    issues = [Issue(kind, "blank", "s", f"A{row}", row) for kind in ("refused", "flagged")
              for row in range(2, 7)]  # fmt: skip
    files = [FileReport("名单.xlsx", "", [SheetReport("s", "drills", "read", issues=issues)])]
    drawn = report_drawn(Intake(ImportReport(files), None, is_dry_run=True, seconds=1.0), "zh")
    assert "另有 3 处没有逐条列出" in drawn
