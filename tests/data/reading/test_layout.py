"""Tables as they really stand on sheets: titles, merged headers, hints, totals, footers."""

import pytest

from data.home import Home
from tests.data.books import COMMUNITIES, book, codes, taken_in


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def only_sheet(home, path):
    report = taken_in(home, path)
    return report.files[0].sheets[0]


def test_a_header_of_two_merged_rows_below_a_title_and_a_date_line(home, tmp_path):
    rows = [
        ["1.0", "社区一览", None, None, None],
        ["填报单位：柳溪街道  填报日期：2026年11月8日（单位：户）", None, None, None, None],
        ["社区名称", "社区代码", "户数", None, "常住人口"],
        [None, None, "总户数", "常住户数\n（户）", None],
        ["柳荫社区", "990101001001", 900, 800, 2000],
        ["合  计", None, 900, 800, 2000],
        ["填表人：某", None, None, None, None],
        ["注：此表每周五报送。", None, None, None, None],
    ]
    path = book(tmp_path / "a.xlsx", {"s": rows}, merged=["A3:A4", "B3:B4", "C3:D3", "E3:E4"])
    sheet = only_sheet(home, path)
    assert (sheet.dataset, sheet.rows_read, sheet.rows_accepted) == ("communities", 1, 1)
    assert (sheet.as_of.isoformat(), sheet.as_of_cell) == ("2026-11-08", "A2")
    assert sheet.cells["resident_households"] == "D"


def test_a_date_line_wins_over_the_day_of_the_command_line(home, tmp_path):
    rows = [["填报日期：", "2026.10.31"], *[[*r] for r in _communities()]]
    assert (
        only_sheet(home, book(tmp_path / "a.xlsx", {"s": rows})).as_of.isoformat() == "2026-10-31"
    )


def test_hints_repeated_headers_and_blank_rows_are_no_data(home, tmp_path):
    header, *data = _communities()
    rows = [
        header,
        ["必填", "必填，12位", "选填", "选填", "选填"],
        data[0],
        [None] * 5,
        header,
        data[1],
    ]
    sheet = only_sheet(home, book(tmp_path / "a.xlsx", {"s": rows}))
    assert (sheet.rows_read, sheet.rows_accepted) == (2, 2)


def test_a_vertically_merged_community_holds_for_its_rows_only(home, tmp_path):
    communities = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    rows = [
        ["社区", "月份", "刑事立案", "治安案件", "其中重大影响"],
        ["柳荫社区", "2026年9月", 0, 3, 0],
        [None, "2026年10月", 1, 2, 0],
        [None, "2026年8月", 1, 2, 0],
    ]
    totals = book(tmp_path / "b.xlsx", {"s": rows}, merged=["A2:A3"])
    sheet = taken_in(home, communities, totals).files[1].sheets[0]
    assert sheet.rows_accepted == 2
    assert codes(sheet, "asked") == [("A4", "blank")]


def test_a_printed_total_that_is_wrong_is_flagged_and_dropped(home, tmp_path):
    rows = [*_communities(), ["合计", None, 1601, 1400, 3500]]
    sheet = only_sheet(home, book(tmp_path / "a.xlsx", {"s": rows}))
    assert codes(sheet, "flagged") == [("C4", "total_differs")]
    assert sheet.rows_accepted == 2


def test_totals_above_the_data_are_no_data_either(home, tmp_path):
    header, *data = _communities()
    rows = [header, ["总合计", None, 1600, 1400, 3500], *data]
    sheet = only_sheet(home, book(tmp_path / "a.xlsx", {"s": rows}))
    assert (sheet.rows_read, codes(sheet, "flagged")) == (2, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_every_usual_encoding(home, tmp_path, encoding):
    lines = [",".join("" if v is None else str(v) for v in row) for row in _communities()]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    assert only_sheet(home, path).rows_accepted == 2


def test_cells_of_a_text_file_are_named_by_their_line(home, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        '社区名称,社区代码,总户数,常住户数\n"柳荫\n社区",990101001001,900,800\n柳桥社区,990101001002,700,\n',
        encoding="utf-8",
    )
    assert codes(only_sheet(home, path), "asked") == [("D4", "blank")]


def test_error_values_of_formulas_are_not_read_as_empty(home, tmp_path):
    header, *data = _communities()
    data[0][2] = "#REF!"
    path = book(tmp_path / "a.xlsx", {"s": [header, *data]})
    assert codes(only_sheet(home, path), "flagged") == [("C2", "error_value")]


def _communities():
    from tests.data.books import drawn

    return drawn(COMMUNITIES)
