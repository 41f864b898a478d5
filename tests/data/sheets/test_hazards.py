"""Hazards found on inspections: what an office writes, and what a ledger of supervision is not."""

from datetime import date

from tests.data.books import codes

TITLE = "| 柳荫街道安全隐患排查整治台账 | | | | | | | | | | |\n| 数据截止：2026年11月22日 | | | | | | | | | | |\n"
HEADER = (
    "| 序号 | 所属社区 | 检查日期 | 单位/场所 | 隐患描述 | 级别 | 整改措施 | 责任人 | 整改期限 | 整改完成日期 |"
    " 复查人 | 是否销号 |\n"
)


def ledger(*rows):
    return TITLE + HEADER + "".join(f"| {n} | {row} |\n" for n, row in enumerate(rows, 1))


def test_a_hazard_is_stored_without_its_description(clerk):
    sheet = clerk.take_in(
        ledger(
            "柳荫社区 | 2026.11.3 | 样本超市 | 3单元安全出口堵塞 | 一般 | 清理 | 样本甲 | 11月10日 | 2026.11.5 | 样本乙 | √",
            "柳荫里社区 | 2026.11.4 | 样本饭店 | 燃气软管老化 | 重大隐患 | 更换 | 样本丙 | 2026.11.30 | | | ×",
        )
    )
    assert (sheet.dataset, sheet.rows_accepted) == ("hazards", 2)
    done, still_open = clerk.stored("hazards")
    assert (done["completed_on"], done["is_struck_off"]) == (date(2026, 11, 5), True)
    assert (still_open["hazard_level"], still_open["completed_on"]) == ("major", None)
    assert not {"安全出口", "软管", "清理"} & set("".join(map(str, done.values())))
    assert "隐患描述" in sheet.not_stored


def test_put_right_before_it_was_found_is_refused(clerk):
    row = "柳荫社区 | 2026.11.3 | 样本超市 | 堵塞 | 一般 | 清理 | 样本甲 | 2026.11.10 | 2026.11.1 | | 是"
    assert codes(clerk.take_in(ledger(row)), "refused") == [("J4", "not_before")]


def test_struck_off_without_a_day_is_told_and_a_level_nobody_knows_is_asked(clerk):
    sheet = clerk.take_in(
        ledger(
            "柳荫社区 | 2026.11.3 | 样本超市 | 堵塞 | 一般 | 清理 | 样本甲 | 2026.11.10 | | | 已销号",
            "柳荫社区 | 2026.11.3 | 样本网吧 | 堵塞 | 三级 | 清理 | 样本甲 | 2026.11.10 | | | 否",
        )
    )
    assert ("J4", "incomplete") in codes(sheet, "flagged")
    assert [cell for cell, _ in codes(sheet, "asked")] == ["F5"]
    assert sheet.rows_accepted == 1


def test_a_ledger_of_supervision_stays_what_it_is(clerk):
    sheet = clerk.take_in(
        "| 督办编号 | 问题 | 来源 | 责任单位 | 责任人 | 整改措施 | 整改时限 | 进展 | 是否销号 | 完成时间 |\n"
        "| D1 | 消防隐患 | 检查 | 安监办 | 样本甲 | 整改 | 2026.11.30 | 推进中 | 否 | |\n"
    )
    assert sheet.dataset == "supervision"
