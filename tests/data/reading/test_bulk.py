"""Reading a sheet in columns gives what reading it row by row gives: same rows, same remarks."""

from contextlib import contextmanager
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from data.reading.formats import excel, large, xlsx_rows
from tests.data.reading.files import read

EVENTS = ["事件编号", "所属社区", "网格编码", "事件类型", "上报时间", "办结时限", "办结时间", "状态", "涉及人数", "是否吹哨",
          "满意度", "备注", "上报人电话"]  # fmt: skip


@pytest.fixture(autouse=True, params=["whole", "in parts"])
def parts(request, monkeypatch):
    """Once as small files are read, and once in many small parts as the largest are."""
    if request.param == "in parts":
        monkeypatch.setattr(xlsx_rows, "_PIECE", 3_000)
        monkeypatch.setattr(large, "_PART_BYTES", 4_000)
        monkeypatch.setattr(large, "_REPEATED", 0)


@contextmanager
def in_columns(is_so):
    kept = excel.LARGE_BYTES
    excel.LARGE_BYTES = 0 if is_so else 2**62
    try:
        yield
    finally:
        excel.LARGE_BYTES = kept


def written(path, rows, *, merged=(), hidden=(), struck=(), header=None):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["网格事件台账"])
    sheet.append(header or EVENTS)
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for number in struck:
        for cell in sheet[number]:
            cell.font = Font(strike=True)
    workbook.save(path)
    return path


def both_ways(path, **more):
    with in_columns(True):
        fast = read(path, **more)
    with in_columns(False):
        slow = read(path, **more)
    for report in (fast, slow):
        for sheet in report.get("sheets", []):
            sheet.pop("draft", None)
            sheet["issues"].sort(key=lambda i: (i["row"], i["cell"], i["code"]))
    return fast, slow


def plain(n, **changes):
    row = dict(zip(EVENTS, [
        f"SJ{n:05}", "柳荫社区", "990101001001001", "矛盾纠纷", datetime(2026, 10, 1 + n % 28, 9, 30), date(2026, 11, 1),
        datetime(2026, 10, 1 + n % 28, 15, n % 60), "已办结", n % 7, "否", "满意", "楼道堆放", "13900000001",
    ], strict=True))  # fmt: skip
    row.update(changes)
    return list(row.values())


def was_in_columns(monkeypatch, path, **more):
    """Reads in columns and tells whether that succeeded without reading the whole sheet."""
    from data.reading.formats.large import LargeSheet

    asked = []
    whole = LargeSheet.whole
    monkeypatch.setattr(LargeSheet, "whole", lambda self: asked.append(1) or whole(self))
    both_ways(path, **more)
    return not asked


def test_a_plain_sheet_is_read_in_columns(tmp_path, monkeypatch):
    path = written(tmp_path / "a.xlsx", [plain(n) for n in range(300)])
    fast, slow = both_ways(path)
    assert fast == slow
    assert len(slow["sheets"][0]["rows"]) == 300
    assert was_in_columns(monkeypatch, path)


def test_odd_rows_among_plain_ones_keep_their_fate(tmp_path, monkeypatch):
    rows = [plain(n) for n in range(400)]
    rows[10] = plain(10, 上报时间="6.30", 事件编号=4.10102e17)
    rows[20] = [None] * 13
    rows[30] = ["合计", *[None] * 7, 1200, *[None] * 4]
    rows[40] = EVENTS
    rows[50] = plain(50, 办结时间=datetime(2026, 9, 1))
    rows[60] = plain(60, 所属社区=None)
    rows[70] = plain(70, 涉及人数="约30", 满意度="同上")
    rows[80] = plain(80, 涉及人数="=1/0")
    rows[90] = plain(90, 备注="电话13900000001请勿外传给任何人谢谢")
    rows[100] = plain(100, 上报时间=datetime(2027, 1, 1))
    rows[399] = ["填表人：甲", *[None] * 12]
    path = written(tmp_path / "a.xlsx", rows, merged=["B150:B153"], hidden=[160], struck=[170])
    fast, slow = both_ways(path)
    assert fast == slow
    rows[70] = plain(70)
    path = written(tmp_path / "b.xlsx", rows, merged=["B150:B153"], hidden=[160], struck=[170])
    fast, slow = both_ways(path)
    assert fast == slow
    assert was_in_columns(monkeypatch, path)
    codes = {issue["code"] for issue in slow["sheets"][0]["issues"]}
    assert {
        "digits_lost",
        "hidden_row",
        "struck_row",
        "personal_pattern_removed",
        "not_before",
    } <= codes


def test_long_codes_are_kept_as_texts_and_lost_as_numbers(tmp_path, monkeypatch):
    rows = [plain(n, 事件编号=f"{2026110100000000 + n}") for n in range(3000)]
    rows[7] = plain(7, 事件编号=2026110100000007)
    path = written(tmp_path / "a.xlsx", rows)
    fast, slow = both_ways(path)
    assert fast == slow
    assert was_in_columns(monkeypatch, path)
    assert [r["source_row"] for r in slow["sheets"][0]["rows"] if r["event_id"] is None] == [10]


def test_many_different_days_as_texts(tmp_path, monkeypatch):
    rows = [
        plain(
            n, 上报时间=f"2026-{1 + n % 9:02}-{1 + n % 30:02} {n % 24:02}:{n % 60:02}:{n % 59:02}"
        )
        for n in range(4000)
    ]
    path = written(tmp_path / "a.xlsx", rows)
    fast, slow = both_ways(path)
    assert fast == slow
    assert was_in_columns(monkeypatch, path)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "同上", "合计", "小 计", "约30", "3人", "√", "否", "—", "不详", "6.3", "2026.6", "1E+17",
                     "2026-11-01", "2026年6月3日", "6月3日", "true", "007", "第一网格", "#N/A", "备注：无", "\u200b",
                     "甲\u202e乙", "<script>", "=1+1", "' or 1=1", "柳荫 社区", "满意", "一般", "长期"]),
    st.text(alphabet="甲乙社区网格0123456789.-/:年月日 Ee+", max_size=12),
    st.integers(-10, 10**18), st.floats(allow_nan=False, allow_infinity=False, width=32), st.booleans(),
    st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0)),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)), st.times().map(lambda t: time(t.hour, t.minute)),
)  # fmt: skip


@pytest.mark.parametrize("trace", [2.2e-16, 5 + 1e-12, -1e-300, -0.0])
@pytest.mark.parametrize("column", [0, 3, 9, 10])
def test_a_trace_beside_a_whole_number_is_nothing_to_either_reader(tmp_path, column, trace):
    rows = [plain(n) for n in range(120)]
    rows[7][column] = trace
    fast, slow = both_ways(written(tmp_path / "a.xlsx", rows))
    assert fast == slow


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_sheet_reads_the_same_in_columns(tmp_path, data):
    rows = [plain(n) for n in range(120)]
    for _ in range(data.draw(st.integers(0, 25))):
        row, column = data.draw(st.integers(0, 119)), data.draw(st.integers(0, 12))
        value = data.draw(CELLS)
        if isinstance(value, str):
            value = "".join(c for c in value if c >= " ")
        rows[row][column] = value
    path = written(tmp_path / "a.xlsx", rows)
    fast, slow = both_ways(path)
    assert fast == slow


@pytest.mark.parametrize("name", ["as_of", "header"])
def test_what_is_asked_about_the_whole_sheet_is_asked_as_well(tmp_path, name):
    rows = [plain(n) for n in range(200)]
    if name == "as_of":
        fast, slow = both_ways(written(tmp_path / "a.xlsx", rows), as_of=None)
    else:
        header = ["x" if h == "上报时间" else h for h in EVENTS]
        fast, slow = both_ways(written(tmp_path / "a.xlsx", rows, header=header))
    assert fast == slow
