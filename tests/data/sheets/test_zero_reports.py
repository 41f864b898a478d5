"""Reports against the ledgers, and reports of units that lack their number."""

from tests.data.books import codes

REPORTS = """
    | 社区 | 周次 | 上访（件） | 事故（起） | 案件（起） | 报送时间 |
    | 柳荫社区 | 2026年第46周 | 0 | 0 | 0 | 2026.11.15 |
    | 柳荫社区 | 2026年第47周 | 0 | 1 | 0 | 2026.11.22 |
    | 柳荫里社区 | 2026年第46周 | 0 | 1 | 0 | 2026.11.15 |
"""
ACCIDENTS = """
    | 事故编号 | 发生时间 | 社区 | 死亡人数 | 重伤 | 轻伤 | 是否计入三零 |
    | S1 | 2026-11-10 08:00 | 柳荫社区 | 0 | 0 | 1 | 是 |
    | S2 | 2026-11-17 08:00 | 柳荫社区 | 0 | 0 | 1 | 是 |
    | S3 | 2026-11-12 08:00 | 柳荫社区 | 0 | 0 | 0 | 是 |
    | S4 | 2026-11-12 08:00 | 柳荫社区 | 0 | 0 | 2 | 否 |
"""


def test_a_zero_that_the_ledger_contradicts_is_flagged_and_stands(clerk):
    sheet = clerk.take_in(REPORTS, ACCIDENTS)
    assert codes(sheet, "flagged") == [("D2", "differs_from_ledger")]
    assert sheet.of("flagged")[0].found == "0 ≠ 1"
    rows = clerk.stored("zero_reports")
    assert [row["row_flags"] for row in rows] == ["differs_from_ledger", None, None]


def test_a_unit_report_without_numbers_is_not_a_report_of_a_community(clerk):
    sheet = clerk.take_in("""
        | 单位名称 | 所在社区 | 周次 | 上访 | 事故 | 案件 |
        | 某某公司 | 柳荫社区 | 2026年第46周 | 0 | 0 | 0 |
    """)
    assert sheet.dataset is None
    assert codes(sheet, "asked") == [("", "column_missing")]


def test_a_weekly_summary_is_skipped_with_a_word(clerk):
    sheet = clerk.take_in(
        """
        | 社区 | 上访 | | | 事故 | | | 案件 | | |
        | | 本周 | 上周 | 累计 | 本周 | 上周 | 累计 | 本周 | 上周 | 累计 |
        | 柳荫社区 | 0 | 0 | 1 | 0 | 0 | 1 | 0 | 0 | 1 |
        """,
        merged=("B1:D1", "E1:G1", "H1:J1", "A1:A2"),
    )
    assert (sheet.dataset, sheet.status) == (None, "skipped")
    assert codes(sheet, "flagged") == [("", "summary_sheet")]
