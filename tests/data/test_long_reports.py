"""A file in which very much is wrong: counted whole, listed in part, returned with every cell."""

from data import issues as kept
from data import report as reports
from tests.data.books import book, taken_in
from tests.data.sheets.conftest import Clerk

HEADER = "| 演练日期 | 演练名称 | 演练类型 | 层级 | 社区 |\n"


def test_a_long_list_is_cut_with_a_sentence_and_every_row_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(reports, "MOST_LISTED", 3)
    clerk = Clerk(tmp_path)
    rows = "".join(f"| 2026-12-{n:02} | 样本{n} | 综合 | 街道 | |\n" for n in range(1, 11))
    drills = book(tmp_path / "drills.xlsx", {"s": HEADER + rows})
    sheet = taken_in(clerk.home, *clerk.registers, drills).files[2].sheets[0]
    shown = sheet.as_json("drills.xlsx")
    assert (shown["rows"]["refused"], len(shown["refused"])) == (10, 3)
    assert shown["not_listed"]["refused"] == 7
    assert "另有 7 处" in shown["not_listed"]["message"]["zh"]


def _said(row, column="held_on"):
    return kept.Issue("refused", "blank", "s", f"A{row}", row, column, found="x", question="date")


def test_of_very_many_alike_the_first_are_kept_and_of_the_others_the_rows(monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    said = kept.Issues()
    for row in range(2, 8):
        said.add(_said(row))
    said.add(_said(9, "drill_name"))
    *first, other, rest = said
    assert [issue.row for issue in first] == [2, 3]
    assert other.column == "drill_name"
    assert (rest.row, rest.other_rows, rest.rows, rest.found) == (4, (5, 6, 7), 4, None)
    assert "4 more rows" in rest.message.en
    sheet = reports.SheetReport("s", "drills", "read", issues=list(said))
    assert sheet.rows_of("refused") == 7


def test_the_rest_is_no_question(monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 0)
    said = kept.Issues()
    said.add(kept.Issue("asked", "blank", "s", "A2", 2, question="date"))
    (rest,) = said
    assert "question" not in rest.as_json("f.xlsx")
