"""Two ledgers, one after the other; headers that differ only in their brackets."""

from datetime import datetime

from data.ledger import Ledger
from tests.data.books import codes

HEADER = """
    | 网格事件台账 | | | | | | | |
    | 数据截止：{day} | | | | | | | |
    | 事件编号 | 所属社区 | *发生网格 | *事件类型（大类） | *事件类型（子类） | 上报时间 | 办结时限 | 办结时间 |
"""
ROW = "    | {id} | {community} | 一网格 | 环境 | 垃圾 | 2026.10.1 08:00 | 2026.10.9 | {closed} |\n"


def ledger(day, *rows):
    lines = [ROW.format(id=i, community=c, closed=closed) for i, c, closed in rows]
    return HEADER.format(day=day).rstrip(" ") + "".join(lines)


OCTOBER = ledger(
    "2026年10月31日", ("E1", "柳荫社区", ""), ("E2", "柳荫社区", ""), ("E3", "柳荫里社区", "")
)


def test_headers_that_differ_in_their_brackets_are_two_columns(clerk):
    clerk.take_in(OCTOBER)
    row = clerk.stored("grid_events")[0]
    assert (row["event_class"], row["event_kind"]) == ("环境", "垃圾")


def test_what_the_later_ledger_no_longer_holds_is_dropped_from_the_earlier(clerk):
    later = ledger("2026年11月22日", ("E1", "柳荫社区", "2026.10.8"), ("E3", "柳荫里社区", ""))
    sheet = clerk.take_in(OCTOBER, later)
    assert codes(sheet, "dropped") == [("A5", "row_gone")]
    assert (sheet.rows_accepted, clerk.sheet(1).rows_accepted) == (2, 2)


def test_a_ledger_of_one_community_says_nothing_about_the_others(clerk):
    later = ledger("2026年11月22日", ("E1", "柳荫社区", ""))
    sheet = clerk.take_in(OCTOBER, later)
    assert codes(sheet, "dropped") == [("A5", "row_gone")]
    assert sheet.rows_accepted == 2


def test_rows_that_vanished_since_the_ledger_in_force_are_reported(clerk):
    clerk.take_in(OCTOBER)
    kept = Ledger(clerk.home)
    with clerk.home.locked():
        kept.record_version(1, clerk.report.import_ids, datetime(2026, 11, 1), "test")
        clerk.home.set_current(1)
    later = ledger("2026年11月22日", ("E1", "柳荫社区", ""), ("E4", "柳荫里社区", ""))
    sheet = clerk.take_in(later)
    (issue,) = [i for i in sheet.of("flagged") if i.code == "row_gone"]
    assert (issue.found, issue.rows) == ("E2、E3", 2)
    assert sheet.rows_accepted == 2


def test_closed_before_reported_is_refused(clerk):
    sheet = clerk.take_in(ledger("2026年10月31日", ("E1", "柳荫社区", "2026.9.30")))
    assert codes(sheet, "refused") == [("H4", "not_before")]
