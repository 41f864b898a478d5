"""The 24 facts about the layout of real office spreadsheets, one test each, in their order."""

from datetime import date, datetime

import pytest

from data.cells import dates, numbers, words
from data.cells.dates import Calendar
from data.cells.spelling import header_key
from data.home import Home
from tests.data.books import COMMUNITIES, GRIDS, book, codes, drawn, taken_in
from tests.data.reading.files import ROWS, only, read
from tests.data.reading.files import codes as said

HEADER, *DATA = drawn(COMMUNITIES)
CALENDAR = Calendar(date(2026, 11, 22), date(2026, 11, 22))


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def sheet(tmp_path, rows, **more):
    return only(book(tmp_path / "a.xlsx", {"s": rows}, **more))


def ids(found):
    return [row["community_id"] for row in found["rows"]]


BOTH = ["990101001001", "990101001002"]


def test_fact_01_template_version_title_notes_filing_line_and_header_in_rows_5_and_6(tmp_path):
    rows = [
        ["1.0", "社区基本情况登记表", None, None, None],
        ["填写注意事项：\n1、必须真实；\n2、不得空缺。", None, None, None, None],
        ["填报单位：", "某某省", "省*", "某某市", "市*"],
        [None] * 5,
        ["社区名称*", "社区代码*", "户数", None, "常住人口"],
        [None, None, "总户数", "常住户数", None],
        *DATA,
    ]
    found = sheet(tmp_path, rows, merged=["B1:E1", "A2:E2", "A5:A6", "B5:B6", "C5:D5", "E5:E6"])
    assert ids(found) == BOTH
    line = "填报单位：柳溪街道  填报人：甲  负责人：  填报日期：2026年7月31日  (单位：户)"
    assert sheet(tmp_path, [["一览表"], [line], HEADER, *DATA])["as_of"] == "2026-07-31"


def test_fact_02_names_of_sheets_and_files_lie(tmp_path):
    path = book(tmp_path / "水利信息登记表.xlsx", {"吸毒人员登记表": [["车辆台账"], HEADER, *DATA]})
    assert only(path)["dataset"] == "communities"


def test_fact_03_helper_sheets_are_skipped_and_several_are_imported(tmp_path):
    sheets = {"bean": [["name", "a"], ["code", "b"]], "省市": [["河南", "郑州"]], "Sheet2": [],
              "一": COMMUNITIES, "二": GRIDS}  # fmt: skip
    report = read(book(tmp_path / "a.xlsx", sheets))
    assert [s["dataset"] for s in report["sheets"]] == [None, None, None, "communities", "grids"]
    assert report["sheets"][2]["status"] == "skipped"


def test_fact_04_a_used_range_of_256_columns_and_1500_rows_of_nothing(tmp_path):
    nothing = [[" "] * 256 for _ in range(700)]
    rows = [[*row, *[None] * 250, " "] for row in (HEADER, DATA[0])] + nothing + [DATA[1]] + nothing
    assert ids(sheet(tmp_path, rows)) == BOTH


def test_fact_05_noise_in_the_text_of_headers(tmp_path):
    assert header_key("*姓  名*") == header_key("姓\n名") == "姓名"
    assert header_key("建筑面积（㎡）") == header_key("建筑面积(m2)") == "建筑面积"
    assert header_key("联系手机（党支部联系人)") == "联系手机"
    noisy = ["*社区\n名 称", "社区代码（12位）", "总户数(户)", "常住户数［户］", "常住人口（人)*"]
    assert ids(sheet(tmp_path, [noisy, *DATA])) == BOTH


def test_fact_06_a_hint_row_under_the_header(tmp_path):
    hints = ["必填，真实名称", "格式：12位数字", "选填", "必填", "必填"]
    assert ids(sheet(tmp_path, [HEADER, hints, *DATA])) == BOTH


def test_fact_07_headers_of_four_rows_are_filled_within_merged_ranges_only(tmp_path):
    rows = [
        ["社区名称", "社区代码", "基本情况", None, None],
        [None, None, "户数", None, "人口"],
        [None, None, "全部", "其中", None],
        [None, None, "总户数", "常住户数", "常住人口"],
        *DATA,
    ]
    merged = ["A1:A4", "B1:B4", "C1:E1", "C2:D2", "E2:E3"]
    found = sheet(tmp_path, rows, merged=merged)
    assert (ids(found), found["cells"]["resident_households"]) == (BOTH, "D")


TOTALS = ["社区", "月份", "刑事立案", "治安案件", "其中重大影响"]


def test_fact_08_a_vertical_merge_fills_its_own_rows_only(tmp_path):
    rows = [TOTALS, ["柳荫社区", "2026年9月", 0, 3, 0], [None, "2026年10月", 1, 2, 0],
            [None, "2026年8月", 1, 2, 0]]  # fmt: skip
    found = sheet(tmp_path, rows, merged=["A2:A3"])
    assert ids(found) == ["柳荫社区", "柳荫社区"]
    assert said(found, "asked") == [("A4", "blank")]


@pytest.mark.parametrize(
    "word", ["合  计", "总计", "小计", "累计", "总合计", "年度累计", "平均", "占比"]
)
@pytest.mark.parametrize("column", [0, 1])
def test_fact_09_totals_at_the_top_or_bottom_are_no_data_and_are_checked(
    tmp_path, home, word, column
):
    total = [None, None, 1600, 1400, 3500]
    total[column] = word
    assert ids(sheet(tmp_path, [HEADER, total, *DATA])) == BOTH
    assert ids(sheet(tmp_path, [HEADER, *DATA, total])) == BOTH
    total[2] = 1601
    report = taken_in(home, book(tmp_path / "b.xlsx", {"s": [HEADER, *DATA, total]}))
    flagged = codes(report.files[0].sheets[0], "flagged")
    assert flagged == ([] if word in {"平均", "占比"} else [("C4", "total_differs")])


def test_fact_10_footers_repeated_headers_and_instructions(tmp_path):
    footers = [["填表人：甲", None, "审核人：乙"], ["注：数据截至上月。"], ["说明：无"], ["此表每周五17时前报送"], ["第1页"],
               ["（盖章）"]]  # fmt: skip
    rows = [["社区一览"], HEADER, DATA[0], ["社区一览"], HEADER, DATA[1], *footers]
    found = sheet(tmp_path, rows)
    assert (ids(found), found["rows_read"]) == (BOTH, 2)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2023.7.31", date(2023, 7, 31)), ("2023年7月31日", date(2023, 7, 31)), ("20230731", date(2023, 7, 31)),
     (41303, date(2013, 1, 29)), (41529.6825, datetime(2013, 9, 12, 16, 23)), ("23.7.31", date(2023, 7, 31)),
     ("7月31日", date(2026, 7, 31)), ("2023.7.1-7.5", date(2023, 7, 1)), ("长期", None)],
)  # fmt: skip
def test_fact_11_days_in_every_spelling_and_6_3_is_asked(written, meant):
    assert dates.read_instant(written, CALENDAR).value == meant
    assert dates.read_instant(6.3, CALENDAR).problem == "ask"
    assert dates.read_instant("6.30", CALENDAR, is_number_lossy=False).value == date(2026, 6, 30)


def test_fact_12_long_numbers_that_lost_digits_are_told(tmp_path):
    for ruined in (4.10102e17, "4.10102E+17", 4101021990010112000):
        assert numbers.read_code(ruined).flag == "digits_lost"
    assert numbers.read_code("410102199001011234").value == "410102199001011234"
    assert numbers.read_code("007").value == "007"


def test_fact_13_yes_no_and_neither(tmp_path):
    for written in ("√", "✓", "☑", "是", "有", "已完成", "Y", 1.0, "1", "true", "重点"):
        assert words.read_yes_no(written).value is True
    for written in ("×", "✗", "□", "否", "无", "0", 0.0):
        assert words.read_yes_no(written).value is False
    assert words.read_yes_no("—").problem == "ask"


@pytest.mark.parametrize(
    ("written", "unit", "meant"),
    [("35㎡", "m2", 35), ("120户", "households", 120), ("约300", "persons", 300), ("300余", "persons", 300), ("3批12人次", "persons", 12),
     ("1,200", None, 1200), ("１２０", None, 120), ("12.5万", None, 125000), ("98%", None, 0.98), ("2小时30分", "hours", 2.5),
     ("2.5h", "hours", 2.5), ("三十", None, 30)],
)  # fmt: skip
def test_fact_14_numbers_with_units_and_qualifiers(written, unit, meant):
    assert numbers.read_number(written, unit).value == pytest.approx(meant)


STAFF = ["所属社区", "姓名", "角色", "所属网格", "联系电话", "在岗状态"]


def test_fact_15_names_with_spaces_with_telephones_and_vacancies(tmp_path):
    rows = [STAFF, ["柳荫社区", "王  明", "网格长", "第一网格", "13900000001", "在岗"],
            ["柳荫社区", "王明", "网格员", "第十网格", "13900000001", "在岗"],
            ["柳荫社区", "空缺", "网格员", "第十网格", None, "在岗"],
            ["柳荫社区", "甲一13900000002", "网格员", "第十网格", None, "在岗"]]  # fmt: skip
    found = sheet(tmp_path, rows)
    keys = [row["person_key"] for row in found["rows"]]
    assert keys[0] == keys[1] != keys[2]
    assert said(found, "dropped") == [("B4", "vacancy")]
    assert said(found, "flagged") == [("B5", "name_and_telephone")]


def staffed(tmp_path, home, *places):
    registers = [
        book(tmp_path / f"{n}.xlsx", {"s": text}) for n, text in enumerate([COMMUNITIES, GRIDS])
    ]
    rows = [[c, f"人{n}", "网格员", g, f"1390000000{n}", "在岗"] for n, (c, g) in enumerate(places)]
    roster = book(tmp_path / "c.xlsx", {"s": [STAFF, *rows]})
    return taken_in(home, *registers, roster).files[2].sheets[0]


def test_fact_16_communities_in_other_spellings_are_found_and_unknown_ones_asked(tmp_path, home):
    written = ("柳荫社区居委会", "柳荫", "柳荫社区党群服务中心", "柳阴社区")
    found = staffed(tmp_path, home, *((name, "第一网格") for name in written))
    assert (found.rows_accepted, codes(found, "asked")) == (3, [("A5", "unknown_place")])


def test_fact_17_grids_in_other_spellings_are_found_and_unknown_ones_asked(tmp_path, home):
    written = ("1号网格", "01网格", "一网格", "第十网格", "第十一网格")
    found = staffed(tmp_path, home, *(("柳荫社区", name) for name in written))
    assert (found.rows_accepted, codes(found, "asked")) == (4, [("D6", "unknown_place")])


def test_fact_18_formats_and_marks_are_told_by_content(tmp_path):
    # Each format has its tests in test_formats; here text under the name of a workbook.
    path = tmp_path / "a.xls"
    path.write_bytes("\n".join("\t".join(row) for row in ROWS).encode("gbk"))
    assert ids(only(path)) == BOTH


def test_fact_19_a_file_that_comes_again_with_more_rows(tmp_path, home):
    first = book(tmp_path / "a.xlsx", {"s": [HEADER, DATA[0]]})
    again = book(tmp_path / "b.xlsx", {"s": [HEADER, *DATA]})
    report = taken_in(home, first, again)
    assert [f.rows_accepted for f in report.files] == [1, 2]
    assert len({f.sha256 for f in report.files}) == 2


def test_fact_20_each_file_has_its_own_result(tmp_path, home):
    good = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    report = taken_in(home, good, bad)
    assert [f.error is None for f in report.files] == [True, False]


def test_fact_21_blocks_of_this_week_last_week_and_total_are_no_rows_of_data(tmp_path):
    rows = [["社区", "排查", None, None, "化解", None, None], [None, *["本周", "上周", "累计"] * 2],
            ["柳荫社区", 1, 2, 3, 1, 2, 3]]  # fmt: skip
    (found,) = read(book(tmp_path / "a.xlsx", {"s": rows}, merged=["A1:A2", "B1:D1", "E1:G1"]))[
        "sheets"
    ]
    assert (found["status"], [i["code"] for i in found["issues"]]) == ("skipped", ["summary_sheet"])


def test_fact_22_units_of_a_report_are_read_from_the_cell():
    assert numbers.read_number("35000元", "10k yuan").value == pytest.approx(3.5)
    assert numbers.read_number("3.5万元", "10k yuan").value == pytest.approx(3.5)


def test_fact_23_placeholder_people_are_refused(tmp_path):
    rows = [
        STAFF,
        *(
            ["柳荫社区", name, "网格员", "第一网格", "13900000001", "在岗"]
            for name in ("张三", "测试", "李四")
        ),
    ]
    assert {code for _, code in said(sheet(tmp_path, rows), "refused")} == {"placeholder_person"}


def test_fact_24_what_is_not_needed_stays_at_the_door(tmp_path):
    rows = [[*STAFF, "身份证号码", "血型", "宗教信仰", "身高"],
            ["柳荫社区", "甲一", "网格长", "第一网格", "13900000001", "在岗", "990101199001010011", "A", "无", 170]]  # fmt: skip
    found = sheet(tmp_path, rows)
    assert "990101199001010011" not in str(found["rows"])
    assert "身份证号码" in found["not_stored"]


def test_two_tables_below_each_other_are_two_tables(tmp_path):
    rows = [
        ["社区一览", *[None] * 4],
        ["填报日期：2026.11.8"],
        HEADER,
        *DATA,
        [None],
        ["网格一览"],
        *drawn(GRIDS),
    ]
    report = read(book(tmp_path / "a.xlsx", {"s": rows}))
    assert [(s["dataset"], s["as_of"], s["rows_read"]) for s in report["sheets"]] == [
        ("communities", "2026-11-08", 2), ("grids", "2026-11-08", 3)]  # fmt: skip
    assert report["sheets"][1]["cells"]["grid_id"] == "B"


def test_two_tables_of_two_communities_below_each_other_keep_their_titles(tmp_path):
    rows = [["柳荫社区网格员"], STAFF[1:], ["甲一", "网格员", "第一网格", "13900000001", "在岗"], [None],
            ["柳荫里社区网格员"], STAFF[1:], ["乙二", "网格员", "第一网格", "13900000002", "在岗"]]  # fmt: skip
    report = read(book(tmp_path / "a.xlsx", {"s": rows}))
    assert [s["stated"][1] for s in report["sheets"]] == ["柳荫社区网格员", "柳荫里社区网格员"]


@pytest.mark.parametrize("gap", [[], [None]])
def test_two_tables_side_by_side_are_two_tables(tmp_path, gap):
    rows = [
        [*row, *gap, *other]
        for row, other in zip([HEADER, DATA[0]], [HEADER, DATA[1]], strict=True)
    ]
    report = read(book(tmp_path / "a.xlsx", {"s": rows}))
    assert [ids(s) for s in report["sheets"]] == [BOTH[:1], BOTH[1:]]
    assert report["sheets"][1]["cells"]["community_id"] == ("H" if gap else "G")


def test_a_list_of_words_beside_a_table_is_no_table(tmp_path):
    rows = [
        [*row, None, word]
        for row, word in zip([HEADER, *DATA], ["类型", "居民", "专属"], strict=True)
    ]
    assert ids(sheet(tmp_path, rows)) == BOTH
