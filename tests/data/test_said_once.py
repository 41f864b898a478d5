"""What a sheet of another office says once: in its title, in its sheet's name, under a new header."""

from datetime import date

import pytest

from data.catalogue import contracts
from data.cells.dates import Calendar, last_day_of, read_week
from data.contract import Column
from data.issues import quoted
from data.reading.headers import match_headers
from tests.data.books import TODAY, book, codes, taken_in
from tests.data.sheets.conftest import Clerk

ZERO = "| {title} | | | |\n| 社区 | 上访 | 事故 | 案件 |\n| 柳荫社区 | 1 | 0 | 2 |"


@pytest.fixture
def clerk(tmp_path):
    return Clerk(tmp_path)


def taken(clerk, sheets):
    file = book(clerk.folder / "one.xlsx", sheets)
    clerk.report = taken_in(clerk.home, *clerk.registers, file)
    return clerk.report.files[2].sheets


@pytest.mark.parametrize(
    ("title", "week"),
    [
        ("2026年第46周“三零”零报告表", "2026-W46"),
        ("零报告表（第四十六周）", "2026-W46"),
        ("零报告表（11月9日—11月15日）", "2026-W46"),
        ("零报告表（2026.11.9-11.15，第46周）", "2026-W46"),
        ("零报告表（2025年12月29日—2026年1月4日）", "2026-W01"),
        ("零报告表（2025.12.29-1.4）", "2026-W01"),
        ("零报告表（第45周，11月9日—15日）", None),
        ("零报告表（11月1日—11月30日）", None),
        ("2026年11月第2周零报告表", None),
    ],
)
def test_a_report_without_a_column_of_weeks_is_of_the_week_of_its_title(clerk, title, week):
    (sheet,) = taken(clerk, {"Sheet1": ZERO.format(title=title)})
    assert [row["week"] for row in clerk.stored("zero_reports")] == ([week] if week else [])
    assert codes(sheet, "flagged" if week else "asked")[0][1] == (
        "period_of_title" if week else "column_missing"
    )


def test_totals_on_a_sheet_for_every_month_are_of_the_month_that_names_the_sheet(clerk):
    drawing = "| 社区 | 刑事立案 | 治安案件 |\n| 柳荫社区 | {n} | 1 |"
    taken(clerk, {"9月": drawing.format(n=3), "2026年10月": drawing.format(n=2)})
    stored = {row["month"]: row["criminal_cases"] for row in clerk.stored("case_totals")}
    assert stored == {"2026-09": 3, "2026-10": 2}


def test_a_title_that_contradicts_the_name_of_the_sheet_is_asked(clerk):
    drawing = "| 2026年9月警情 | | |\n| 社区 | 刑事立案 | 治安案件 |\n| 柳荫社区 | 3 | 1 |"
    (sheet,) = taken(clerk, {"10月": drawing})
    assert codes(sheet, "asked") == [("", "column_missing")]


def test_reports_below_each_other_are_each_of_the_week_above_them(clerk):
    drawing = "\n".join(ZERO.format(title=f"第{n}周") for n in (45, 46))
    taken(clerk, {"Sheet1": drawing})
    assert [row["week"] for row in clerk.stored("zero_reports")] == ["2026-W45", "2026-W46"]


def test_a_roster_on_a_sheet_for_every_community_is_of_the_community_that_names_it(clerk):
    drawing = "| 姓名 | 网格 | 岗位 | 是否在岗 |\n| {name} | 第一网格 | 网格长 | 是 |"
    taken(clerk, {"柳荫社区": drawing.format(name="赵一"), "柳荫里": drawing.format(name="钱二")})
    places = [(row["community_id"], row["grid_id"]) for row in clerk.stored("grid_staff")]
    assert places == [
        ("990101001001", "990101001001001"), ("990101001002", "990101001002001"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "known"), [("柳荫社区 柳荫里居委会", True), ("柳荫社区 城管办", False)]
)
def test_an_unknown_header_over_nothing_but_communities_is_that_of_communities(clerk, cells, known):
    first, second = cells.split()
    drawing = f"| 单位 | 月份 | 刑事立案 | 治安案件 |\n| {first} | 10月 | 3 | 1 |\n| {second} | 10月 | 2 | 0 |"
    (sheet,) = taken(clerk, {"Sheet1": drawing})
    assert len(clerk.stored("case_totals")) == (2 if known else 0)
    said = codes(sheet, "flagged" if known else "asked")
    assert ("A2", "column_by_content") in said or ("B2", "community_not_stated") in said


@pytest.mark.parametrize(
    ("written", "weeks"),
    [
        ("2026年6月第2周", "2026-W24"),  # the month begins on a Monday
        ("2026年11月第3周", ("2026-W46", "2026-W47")),
        ("11月第三周", ("2026-W46", "2026-W47")),
    ],
)
def test_a_week_of_a_month_is_asked_where_offices_count_it_in_two_ways(written, weeks):
    outcome = read_week(written, Calendar(TODAY, TODAY))
    assert (outcome.value or outcome.candidates) == weeks


@pytest.mark.parametrize("written", ["12月底前", "今年12月底", "年底前", "本年底"])
def test_a_deadline_without_its_year_is_of_this_year(written):
    assert last_day_of(written, 2026) == date(2026, 12, 31)
    assert last_day_of(written) is None


@pytest.mark.parametrize("header", ["是否纳入三零考核", "是否列入“三零”统计", "纳入三零创建考核"])
def test_whether_a_petition_counts_is_known_however_the_header_asks(header):
    meant = match_headers(contracts()["petitions"], [header]).columns[0]
    assert isinstance(meant, Column) and meant.name == "counts_toward_zero"


@pytest.mark.parametrize(
    "line",
    [
        "主要领导签字：",
        "填报时间：2026年11月22日",
        "审批人：",
        "单位负责人（签章）：",
        "数据来源：派出所",
        "注1：一般隐患限期七日",
    ],
)
def test_who_signs_below_a_table_is_no_row_of_it(clerk, line):
    drawing = f"""
        | 检查日期   | 社区     | 单位   | 隐患等级 | 整改完成日期 | 是否销号 |
        | 2026.11.3 | 柳荫社区 | 某超市 | 一般     | 2026.11.8   | 是       |
        | {line}    |          |        |          |             |          |
    """
    (sheet,) = taken(clerk, {"Sheet1": drawing})
    assert (sheet.rows_read, sheet.rows_accepted) == (1, 1)


def test_months_beside_each_other_that_share_their_communities_are_asked(clerk):
    drawing = """
        | 社区     | 9月      |          | 10月     |          |
        |          | 刑事立案 | 治安案件 | 刑事立案 | 治安案件 |
        | 柳荫社区 | 3        | 1        | 2        | 1        |
    """
    (sheet,) = taken(clerk, {"Sheet1": drawing})
    assert codes(sheet, "asked") == [("", "sheet_unknown")]


def test_this_month_beside_the_year_is_no_month_of_the_title(clerk):
    drawing = """
        | 2026年10月警情 |      |          |          |
        | 社区     | 刑事立案 |      | 治安案件 |
        |          | 本月     | 累计 |          |
        | 柳荫社区 | 3        | 30   | 2        |
    """
    taken(clerk, {"Sheet1": drawing})
    assert clerk.stored("case_totals") == []


def test_a_whole_number_is_quoted_as_the_sheet_shows_it():
    assert [quoted(one) for one in (-120.0, 1.5, "6.30", 41303)] == ["-120", "1.5", "6.30", "41303"]
