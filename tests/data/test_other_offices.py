"""Sheets of other offices: other words, other columns, other units, other ways to write a day."""

from datetime import date

import pytest
from pyarrow import feather

from data.catalogue import contracts
from data.cells.dates import Calendar, read_instant, read_month, read_week
from data.cells.numbers import read_number
from data.cells.words import read_choice
from data.places import Register
from data.reading.child import read_file
from data.reading.date_line import labelled_day, period_day
from data.reading.headers import match_headers
from tests.data.books import TODAY, book

HEADERS = {
    "communities": "村（社区）名称 区划代码 实住户数（户） 其中:常住人口数 支部书记",
    "grids": "网格号 网格全称 网格属性 居委会 实住户数",
    "grid_staff": "所在村居 负责网格 成员姓名 人员身份 在岗情况 手机号码",
    "grid_events": "流水号 属地社区 所属网格 上报日期 应办结时间 处置部门 结案时间",
    "facilities": "归属社区 用房名称 房屋面积 房屋产权 是否纳入统计 设施状态",
    "volunteers": "志愿者编码 志愿者姓名 服务社区 志愿服务队 注册年月",
    "volunteer_service": "志愿者编码 服务地社区 服务日期 服务时数（分钟）",
    "petitions": "信访件号 信访日期 属地 反映事项类别 交办单位 信访诉求",
    "accidents": "事故发生日期 属地社区 事故种类 死亡数 是否计入“三零”考核",
    "cases": "案件编号 案件类别 发案日期 辖区社区",
    "zero_reports": "填报社区 报告周次 上访起数 事故起数 案件起数",
    "units": "单位编码 单位全称 单位类别 属地社区 从业人员",
    "disputes": "摸排日期 所属村居 纠纷种类 调解结果 调处时间 当事人姓名",
    "supervision": "问题编号 问题清单 整改责任单位 整改完成时限 是否办结 实际完成时间",
    "hazards": "巡查日期 属地社区 检查对象 隐患程度 实际整改时间",
}


@pytest.mark.parametrize("dataset", HEADERS)
def test_a_sheet_is_known_where_another_office_words_its_headers_otherwise(dataset):
    headers = HEADERS[dataset].split()
    paths = [header.split("（")[0] for header in headers]
    complete = [c.name for c in contracts().values()
                if not (match := match_headers(c, paths)).missing and not match.is_foreign]  # fmt: skip
    match = match_headers(contracts()[dataset], paths)
    assert dataset in complete
    assert match.unmapped == []


def _read(tmp_path, drawing, answers=()):
    path = book(tmp_path / "one.xlsx", {"Sheet1": drawing})
    told = {"cells": [], "columns": list(answers), "sheets": [], "datum": []}
    request = {"path": str(path), "file_name": path.name, "as_of": "2026-11-22", "answers": told,
               "secret": "00" * 32, "folder": str(tmp_path)}  # fmt: skip
    (result,) = read_file(request)["sheets"]
    rows = feather.read_table(result["draft"]).to_pylist() if "draft" in result else []
    return result, rows


FACILITIES = """
    | 社区     | 设施名称 | 建筑面积（{unit}） | 状态 | 计入 |
    | 柳荫社区 | 党群中心 | 1.5                | 在用 | 是   |
    | 柳荫社区 | 活动室   | 300㎡              | 在用 | 是   |
"""


@pytest.mark.parametrize(("unit", "meant"), [("㎡", 1.5), ("万平方米", 15_000), ("亩", 1000)])
def test_the_unit_of_a_header_holds_for_its_numbers_unless_a_cell_names_its_own(
    tmp_path, unit, meant
):
    result, rows = _read(tmp_path, FACILITIES.format(unit=unit))
    assert [row["floor_area_m2"] for row in rows] == [pytest.approx(meant), 300]
    said = [issue["code"] for issue in result["issues"]]
    assert said == ([] if unit == "㎡" else ["unit_of_header"])


def test_the_unit_of_a_line_above_holds_for_the_columns_that_it_fits(tmp_path):
    _, (row,) = _read(
        tmp_path,
        """
        | 安全事故台账 | 单位：元 |      |      |
        | 发生时间     | 社区     | 死亡 | 直接经济损失 |
        | 2026-11-03   | 柳荫社区 | 0    | 35000 |
        """,
    )
    assert (row["deaths"], row["direct_loss_10k_yuan"]) == (0, 3.5)


def test_a_number_in_the_unit_of_something_else_is_asked():
    assert read_number("3小时", "m2").problem == "ask"
    assert read_number("3亩", "m2").value == pytest.approx(2000)


def test_of_two_headers_of_one_column_the_more_usual_one_is_taken_wherever_it_stands():
    contract = contracts()["disputes"]
    match = match_headers(
        contract, ["发生时间", "受理时间", "社区", "纠纷类型", "是否化解", "化解时间"]
    )
    assert match.columns[1].name == "found_on"
    assert match.unmapped == ["发生时间"]


def test_a_facility_register_without_what_counts_is_asked_and_an_answer_holds_for_every_row(
    tmp_path,
):
    drawing = """
        | 社区     | 设施名称 | 建筑面积 |
        | 柳荫社区 | 党群中心 | 600      |
    """
    result, _ = _read(tmp_path, drawing)
    asked = {issue["column"]: issue["candidates"] for issue in result["issues"]}
    assert set(asked) == {"is_counted", "status"}
    assert {"=是", "=否", "="} <= set(asked["is_counted"])
    answers = [
        {"sheet": None, "spelling": "计入口径", "value": "=是"},
        {"sheet": None, "spelling": "状态", "value": "=在用"},
    ]
    _, (row,) = _read(tmp_path, drawing, answers)
    assert (row["is_counted"], row["status"]) == (True, "in_use")


def test_an_unknown_sheet_is_asked_with_the_likeliest_kinds_first(tmp_path):
    result, _ = _read(tmp_path, "| 姓名 | 岗位 | 包联户数 |\n| 王明 | 网格长 | 30 |")
    assert result["issues"][0]["candidates"][0] == "grid_staff"


def test_totals_of_communities_between_the_rows_are_no_rows(tmp_path):
    result, rows = _read(
        tmp_path,
        """
        | 社区         | 网格编码        | 网格名称 | 网格类型 | 常住户数 |
        | 柳荫社区     | 990101001001001 | 第一网格 | 居民 | 300 |
        | 柳荫社区小计 |                 |          |      | 300 |
        | 合计（1个网格） |              |          |      | 300 |
        """,
    )
    assert (result["rows_read"], len(rows)) == (1, 1)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("填报日期：二〇二六年十一月二十日", date(2026, 11, 20)),
        ("统计截止：2026.11.21", date(2026, 11, 21)),
        ("情况表（截至11月20日）", date(2026, 11, 20)),
        ("情况表（截至12月31日）", date(2025, 12, 31)),
        ("联系电话：0371-11.22", None),
    ],
)
def test_the_day_of_the_data_is_read_however_a_line_writes_it(line, day):
    assert labelled_day(line, TODAY) == day


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("情况表（2026年第46周）", date(2026, 11, 15)),
        ("二〇二六年十月情况表", date(2026, 10, 31)),
        ("2026年11月情况表", TODAY),
        ("2025年10月至2026年6月记录", None),
    ],
)
def test_a_state_is_that_of_the_end_of_the_week_or_month_in_its_title(title, day):
    assert period_day(title, TODAY) == day


CALENDAR = Calendar(TODAY, TODAY)


def test_a_range_of_two_days_of_a_month_is_no_year():
    assert read_instant("11.1-11.7", CALENDAR).value == date(2026, 11, 1)
    assert read_instant("11.16-11.22", CALENDAR).value == date(2026, 11, 16)
    assert read_instant("26.11.22", CALENDAR).value == date(2026, 11, 22)
    assert read_week("11.16-11.22", CALENDAR).value == "2026-W47"
    assert read_week("第47周（11.16-11.22）", CALENDAR).value == "2026-W47"


def test_a_month_that_lost_its_zero_in_a_csv_is_asked():
    assert read_month("2026.1", CALENDAR, is_number_lossy=True).problem == "ask"
    assert read_month("2026.1", CALENDAR).value == "2026-01"


KINDS = contracts()["accidents"].column("accident_kind").choices
RESOLUTIONS = contracts()["disputes"].column("resolution").choices


@pytest.mark.parametrize(
    ("choices", "written", "meant", "flag"),
    [
        (KINDS, "火灾事故", "fire", None),
        (KINDS, "坍塌", "other", "other_word"),
        (RESOLUTIONS, "正在化解", "in_progress", None),
        (RESOLUTIONS, "已调解成功", "resolved", None),
    ],
)
def test_a_word_is_known_with_what_offices_add_to_it_and_never_turned_round(
    choices, written, meant, flag
):
    outcome = read_choice(written, choices, "other")
    assert (outcome.value, outcome.flag) == (meant, flag)


@pytest.mark.parametrize("written", ["部分化解", "拟化解", "未能化解"])
def test_what_is_only_partly_so_is_asked(written):
    assert read_choice(written, RESOLUTIONS, None).problem == "ask"


def test_an_adviser_that_is_not_there_is_nobody(tmp_path):
    _, rows = _read(
        tmp_path,
        """
        | 社区     | 民警 | 律师   | 民调员人数 |
        | 柳荫社区 | 韦一 | 未聘请 | 5          |
        | 柳里社区 | 无   | 汪二   | 无         |
        """,
    )
    assert [(r["police_name"], r["adviser_name"], r["mediators"]) for r in rows] == [
        ("韦一", None, 5), (None, "汪二", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["1网格", "第1网格", "一网格", "网格一", "柳荫01", "01", "1", "柳荫一网格", "第一网格（1-7栋）",
     "槐澜街道柳荫社区第一网格", "一格"],
)  # fmt: skip
def test_a_grid_is_found_however_its_number_is_written(written):
    register = Register()
    register.add_community("990101001001", "柳荫社区居民委员会")
    register.add_grid("990101001001001", "柳荫社区第一网格", "990101001001")
    register.add_grid("990101001001011", "柳荫社区第十一网格", "990101001001")
    assert register.grid(written, "990101001001").code == "990101001001001"
    assert register.community("槐澜街道柳荫社区").code == "990101001001"
    assert register.names_of_grids("1-2网格、第九网格", None) == ["1网格", "2网格", "第九网格"]
