"""Whole files through the import: what is accepted, asked, refused, dropped, and what is stored."""

import pyarrow.parquet as pq
import pytest

from data.answers import Answer
from data.errors import ContractError
from data.home import Home
from data.ledger import Ledger
from tests.data.books import COMMUNITIES, GRIDS, book, codes, taken_in

STAFF = """
    | 望春社区网格员信息登记表 | | | | | |
    | 填报单位：柳荫社区    填报日期：2026.11.20 | | | | | |
    | 所属社区 | 姓  名* | 角色* | 所属网格* | 联系电话 | 在岗状态 | 身份证号码* |
    | 柳荫社区 | 甲一 | 网格长 | 一网格 | '13900000001' | 在岗 | '990101199001010011' |
    | 柳荫社区 | 乙二 | 网格员 | 1号网格 | '13900000002' | 在岗 | '990101199001010012' |
    | 柳荫社区 | 空缺 | 网格长 | 第十网格 | | 在岗 | |
    | 柳荫社区 | 丙三 | 网格员 | 第十网格 | '13900000003' | | '990101199001010013' |
    | 柳荫社区 | 测试 | 网格员 | 第十网格 | '13900000004' | 在岗 | |
    | 柳荫社区 | 丁四 | 网格员 | 第九十九网格 | '13900000005' | 在岗 | |
    | 柳荫社区 | 乙二 | 网格员 | 第一网格 | '13900000002' | 在岗 | '990101199001010012' |
    | 合计 | | | 4 | | | |
    | 填表人：            审核人：（盖章） | | | | | |
"""


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def registers(tmp_path):
    return (
        book(tmp_path / "a.xlsx", {"Sheet1": COMMUNITIES}),
        book(tmp_path / "b.xlsx", {"Sheet1": GRIDS}),
    )


@pytest.fixture
def roster(tmp_path):
    return book(tmp_path / "名单.xlsx", {"车辆台账": STAFF})


def stored(home, report, dataset):
    (path,) = Ledger(home).parquet_paths(report.import_ids, dataset)
    return pq.read_table(path).to_pylist()


def test_each_row_of_a_roster_meets_its_fate_and_its_cell_is_named(home, registers, roster):
    report = taken_in(home, *registers, roster)
    (sheet,) = report.files[2].sheets
    assert sheet.dataset == "grid_staff"
    assert sheet.as_of.isoformat() == "2026-11-20"
    assert codes(sheet, "refused") == [("B8", "placeholder_person")]
    assert codes(sheet, "asked") == [("F7", "blank"), ("D9", "unknown_place")]
    assert codes(sheet, "dropped") == [("B6", "vacancy"), ("A10", "duplicate_row")]
    assert (sheet.rows_read, sheet.rows_accepted) == (7, 2)
    assert report.exit_code == 1


def test_what_is_stored_is_what_a_metric_needs(home, registers, roster):
    report = taken_in(home, *registers, roster)
    leader, worker = stored(home, report, "grid_staff")
    assert leader["person_name"] == "甲一"
    assert leader["grid_id"] == worker["grid_id"] == "990101001001001"
    assert leader["person_key"] != worker["person_key"]
    everything = b"".join(p.read_bytes() for p in home.path.rglob("*") if p.is_file())
    for secret in ("13900000001", "990101199001010011", "13900000005"):
        assert secret.encode() not in everything
        assert secret not in str(stored(home, report, "grid_staff"))


def test_an_answer_for_a_cell_and_for_a_spelling_settles_the_questions(home, registers, roster):
    answers = [
        Answer("value", "在岗", file="名单.xlsx", sheet="车辆台账", cell="F7"),
        Answer("place", "第十网格", spelling="第九十九网格"),
    ]
    report = taken_in(home, *registers, roster, answers=answers)
    (sheet,) = report.files[2].sheets
    assert codes(sheet, "asked") == []
    assert sheet.rows_accepted == 4


def test_leave_out_drops_the_row_that_was_asked(home, registers, roster):
    answers = [Answer("place", "leave out", spelling="第九十九网格")]
    report = taken_in(home, *registers, roster, answers=answers)
    (sheet,) = report.files[2].sheets
    assert ("D9", "left_out_by_answer") in codes(sheet, "dropped")


def test_an_empty_answer_leaves_the_one_field_unknown(home, registers, roster):
    answers = [Answer("value", "", file="名单.xlsx", sheet="车辆台账", cell="F7")]
    report = taken_in(home, *registers, roster, answers=answers)
    assert [row["status"] for row in stored(home, report, "grid_staff")] == [
        "on_duty",
        "on_duty",
        None,
    ]


ONE_COMMUNITY = """
    | 柳荫里社区网格员名单 | | | |
    | 姓名 | 角色 | 所属网格 | 在岗状态 |
    | 甲一 | 网格长 | 第一网格 | 在岗 |
"""


def test_a_roster_without_a_community_column_belongs_to_the_community_of_its_title(
    home, registers, tmp_path
):
    roster = book(tmp_path / "c.xlsx", {"s": ONE_COMMUNITY})
    report = taken_in(home, *registers, roster)
    assert [row["grid_id"] for row in stored(home, report, "grid_staff")] == ["990101001002001"]


def test_a_table_that_does_not_say_its_community_is_asked_once_and_answered_by_file(
    home, registers, tmp_path
):
    drawn = "| 设施名称 | 建筑面积 | 是否计入 | 状态 |\n| 甲站 | 100 | 是 | 在用 |\n| 乙站 | 50 | 是 | 在用 |"
    path = book(tmp_path / "d.xlsx", {"s": drawn})
    (sheet,) = taken_in(home, *registers, path).files[2].sheets
    assert [(i.code, i.rows) for i in sheet.of("asked")] == [("community_not_stated", 2)]
    report = taken_in(home, *registers, path, answers=[Answer("place", "柳荫社区", file="d.xlsx")])
    assert {r["community_id"] for r in stored(home, report, "facilities")} == {"990101001001"}


def test_a_dry_run_reports_the_same_and_stores_nothing(home, registers, roster):
    from datetime import datetime

    from data.answers import Answers
    from data.importing import stage

    report = stage(
        home, [*registers, roster], as_of=None, answers=Answers(), imported_at=datetime(2026, 11, 23),
        imported_by="tests", dry_run=True,
    )  # fmt: skip
    assert report.import_ids == ()
    assert not home.path.exists()


def test_a_sheet_without_a_day_waits_unless_the_day_is_given(home, registers, tmp_path):
    report = taken_in(home, *registers, as_of=None)
    assert [f.sheets[0].status for f in report.files] == ["asked", "asked"]
    assert [i.code for f in report.files for i in f.sheets[0].issues] == ["as_of_missing"] * 2
    assert report.exit_code == 2


def test_the_register_of_an_earlier_import_is_known_later(home, registers, roster, tmp_path):
    first = taken_in(home, *registers)
    version = Ledger(home).next_version()
    from datetime import datetime

    Ledger(home).record_version(version, first.import_ids, datetime(2026, 11, 23), "tests")
    home.set_current(version)
    report = taken_in(home, roster)
    assert report.files[0].sheets[0].rows_accepted == 2


def test_a_helper_sheet_is_skipped_and_a_foreign_one_is_asked_about(home, tmp_path):
    workbook = book(
        tmp_path / "混.xlsx",
        {
            "数据": COMMUNITIES,
            "空": [],
            "签到": "| 序号 | 姓名 | 单位 | 签到 |\n| 1 | 甲 | 柳荫 | √ |",
        },
    )
    report = taken_in(home, workbook)
    assert [s.status for s in report.files[0].sheets] == ["read", "skipped", "unknown"]
    assert report.exit_code == 0


def test_one_bad_file_does_not_stop_the_others(home, registers, tmp_path):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 this is no workbook")
    report = taken_in(home, registers[0], bad)
    assert report.files[1].error is not None
    assert report.files[0].rows_accepted == 2
    assert report.exit_code == 1


def test_a_missing_file_is_an_error_that_names_it(home, tmp_path):
    with pytest.raises(ContractError, match=r"nowhere\.xlsx"):
        taken_in(home, tmp_path / "nowhere.xlsx")


def test_a_folder_gives_its_spreadsheets_and_maps_and_nothing_else(home, registers, tmp_path):
    (tmp_path / "settings.json").write_text('{"colour": "blue"}')
    (tmp_path / "points.json").write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / "answers.toml").write_text("")
    (tmp_path / "notes.md").write_text("")
    report = taken_in(home, tmp_path)
    assert [f.file_name for f in report.files] == ["a.xlsx", "b.xlsx", "points.json"]


def test_a_cell_far_away_is_left_out_and_said(home, registers, tmp_path):
    from openpyxl import load_workbook

    far = book(tmp_path / "远.xlsx", {"Sheet1": COMMUNITIES})
    workbook = load_workbook(far)
    workbook.active["XFD1048576"] = "x"
    workbook.save(far)
    (sheet,) = taken_in(home, far).files[0].sheets
    assert (sheet.rows_accepted, [issue.code for issue in sheet.of("flagged")]) == (
        2,
        ["far_cells"],
    )


ODD_HEADER = """
    | 所属社区 | 设施名称 | 大小 | 是否计入 | 状态 |
    | 柳荫社区 | 甲站 | 100 | 是 | 在用 |
"""


@pytest.mark.parametrize("turned", [False, True])
def test_a_missing_column_is_answered_by_the_header_that_stands_for_it(
    home, registers, tmp_path, turned
):
    path = book(tmp_path / "d.xlsx", {"s": ODD_HEADER})
    (sheet,) = taken_in(home, *registers, path).files[2].sheets
    (asked,) = sheet.of("asked")
    assert (asked.question, asked.candidates) == ("column", ("大小", "="))
    names = (asked.spelling, "大小") if not turned else ("大小", asked.spelling)
    answer = Answer("column", names[1], spelling=names[0], file="d.xlsx", sheet="s")
    report = taken_in(home, *registers, path, answers=[answer])
    assert [row["floor_area_m2"] for row in stored(home, report, "facilities")] == [100]
