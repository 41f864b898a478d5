"""Three header rows, a total right under them, dates that lost a zero."""

from datetime import date

from tests.data.books import codes

TABLE = """
    | 各个活动受益人数及人次统计表 | | | | | | | |
    | 填报日期：2026年11月22日 | | | | | | | |
    | 活动编号 | 活动日期 | 活动名称 | 社区 | 志愿者服务人数及时长统计 | | | | 受益人数 |
    | | | | | 学生 | | 合计 | | |
    | | | | | 人数 | 小时 | 人数 | 小时 | |
    | 总合计 | | | | 1 | 1 | 30 | 9 | |
    | H1 | 6.29 | 活动一 | 柳荫社区 | 1 | 1 | 10 | 4 | 300余 |
    | H2 | '6.30' | 活动二 | 柳荫社区 | 0 | 0 | 20 | 5 | 不详 |
    | H3 | 6.3 | 活动三 | 柳荫社区 | 0 | 0 | 7 | 1 | 1 |
"""
MERGED = ("E3:H3", "E4:F4", "G4:H4", *(f"{c}3:{c}5" for c in "ABCDI"))


def test_the_totals_of_the_groups_are_read_and_a_lost_zero_is_asked(clerk):
    sheet = clerk.take_in(TABLE, merged=MERGED)
    rows = clerk.stored("volunteer_activities")
    assert [row["held_on"] for row in rows] == [date(2026, 6, 29), date(2026, 6, 30)]
    assert [row["volunteers"] for row in rows] == [10, 20]
    assert [row["service_hours"] for row in rows] == [4, 5]
    assert [row["beneficiaries"] for row in rows] == [300, None]
    assert codes(sheet, "asked") == [("B9", "ambiguous_date")]
