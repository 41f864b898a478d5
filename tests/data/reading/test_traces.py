"""What is kept of a text or a name that is not stored: whether it says the same as another."""

from datetime import datetime

import pytest

from data.home import Home
from data.reading.traces import agree, text_key
from tests.data.books import book, taken_in
from tests.data.reading.test_bulk import EVENTS, both_ways, was_in_columns, written

SECRET = b"s" * 32
TOLD = "反映北霁里劳动报酬问题，请求协调处理。"


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("反映北霁里劳动报酬问题，请求协调处理。", True),
        (" 反映北霁里 劳动报酬问题 请求协调处理！", True),  # spaces and punctuation
        ("3月5日反映北霁里12号楼劳动报酬问题，请求协调处理", False),  # other words between
        ("（2026）反映北霁里劳动报酬问题，请求协调处理。", True),  # only figures besides
        ("反映桐荫巷劳动报酬问题，请求协调处理。", False),
    ],
)
def test_texts_that_differ_in_figures_and_punctuation_alone_are_the_same(other, is_same):
    assert (text_key(TOLD, SECRET) == text_key(other, SECRET)) is is_same


def test_a_stock_phrase_leaves_no_trace():
    assert text_key("第二网格井盖缺失", SECRET) is None
    assert text_key(None, SECRET) is None
    assert text_key(12345678901234.0, SECRET) is None


def test_another_home_cannot_recognise_a_text():
    assert text_key(TOLD, SECRET) != text_key(TOLD, b"t" * 32)
    assert "反映" not in (text_key(TOLD, SECRET) or "")


@pytest.mark.parametrize(
    ("reporter", "handler", "expected"),
    [("鲍澈扬", "鲍 澈扬", True), ("鲍澈扬", "社区管理办", False), ("待定", "待定", None),
     ("同上", "鲍澈扬", None), ("鲍澈扬", None, None), (13.0, 13.0, None)],
)  # fmt: skip
def test_reporter_and_handler_are_compared_only_where_both_are_named(reporter, handler, expected):
    assert agree(reporter, handler) is expected


HEADER = [*EVENTS, "上报人", "承办人", "事件描述"]


def event(n, reporter, handler, words):
    day = datetime(2026, 10, 1 + n % 28, 9, 30)
    return [f"SJ{n:05}", "柳荫社区", "990101001001001", "矛盾纠纷", day, "2026-11-01",
            day.replace(hour=15), "已办结", 2, "否", "满意", "楼道", "13900000001", reporter, handler,
            words]  # fmt: skip


def test_both_readers_leave_the_same_traces(tmp_path, monkeypatch):
    rows = [
        event(n, "甲某某", "甲某某" if n % 3 else "综合执法大队", f"{TOLD}第{n % 7}次")
        for n in range(300)
    ]
    rows[5] = event(5, "同上", "甲某某", None)
    rows[6] = event(6, None, None, 17)
    path = written(tmp_path / "a.xlsx", rows, header=HEADER)
    fast, slow = both_ways(path)
    assert fast == slow
    assert was_in_columns(monkeypatch, path)
    stored = slow["sheets"][0]["rows"]
    assert [row["is_handled_by_reporter"] for row in stored[:7]] == [
        False, True, True, False, True, None, None,
    ]  # fmt: skip
    assert {row["text_key"] for row in stored} == {stored[0]["text_key"], None}
    assert not any(word in str(stored) for word in ("北霁里", "楼道"))


def test_rows_that_differ_in_a_trace_alone_are_one_row(tmp_path):
    register = """
        社区名称 | 社区代码 | 常住户数
        柳荫社区 | '990101001001' | 450
    """
    ledger = """
        信访编号 | 登记日期 | 所属社区 | 问题类别 | 诉求摘要
        '1' | 2026-11-02 | 柳荫社区 | 物业管理 | 反映北霁里劳动报酬问题，请求协调处理
        '1' | 2026-11-02 | 柳荫社区 | 物业管理 | 反映桐荫巷物业管理问题，请求协调处理
    """
    path = book(tmp_path / "a.xlsx", {"社区": register, "信访": ledger})
    (file,) = taken_in(Home(tmp_path / "home"), path).files
    sheet = file.sheets[1]
    assert sheet.rows_accepted == 1
    assert [issue.code for issue in sheet.of("dropped")] == ["duplicate_row"]
