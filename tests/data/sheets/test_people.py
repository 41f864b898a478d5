"""Rosters of people: one person in several rows, namesakes, whose names are stored."""

from tests.data.books import codes

TEAM = """
    | 姓名 | 单位 | 岗位 | 在岗状态 | 培训日期 | 联系电话 |
    | 甲一 | 人武部 | 队员 | 在岗 | 2026.1.9 | '13900000001' |
    | 甲一 | 民兵连 | 队员 | 在岗 | 2026.1.9 | '13900000001' |
    | 甲一 | 消防站 | 队员 | 离队 | 2026.1.9 | '13900000002' |
"""
STAFF = """
    | 所属社区 | 姓名 | 角色 | 所属网格 | 在岗状态 | 联系电话 |
    | 柳荫社区 | 甲一 | 网格员 | 一网格 | 在岗 | '13900000001' |
    | 柳荫社区 | 甲一 | 网格员 | 十网格 | 在岗 | '13900000001' |
    | 柳荫里社区 | 甲一 | 网格员 | 一网格 | 在岗 | '13900000002' |
"""
COURSES = """
    | 姓名 | 社区 | 职务 | 班次 | 培训类别 | 开始日期 | 结束日期 | 学时 |
    | 甲一 | 柳荫社区 | 党组织书记 | 示范培训班 | 书记轮训 | 2026.11.4 | 2026.11.6 | 20 |
    | 空缺 | 柳荫社区 | 网格员 | 提升班 | 业务培训 | 2026.7.1 | 2026.7.3 | 8 |
"""


def test_the_same_person_twice_in_the_team_is_one_person(clerk):
    sheet = clerk.take_in(TEAM)
    rows = clerk.stored("emergency_team")
    assert (len(rows), len({row["person_key"] for row in rows})) == (3, 2)
    assert codes(sheet, "flagged") == [("A2", "person_again"), ("A3", "person_again")]
    assert "person_name" not in rows[0]


def test_one_worker_of_two_grids_and_a_namesake_are_told_apart(clerk):
    sheet = clerk.take_in(STAFF)
    assert [code for _, code in codes(sheet, "flagged") if code != "spelling"] == [
        "person_again", "namesake", "person_again", "namesake", "namesake"
    ]  # fmt: skip
    flags = [row["row_flags"] for row in clerk.stored("grid_staff")]
    assert flags == ["namesake,person_again", "namesake,person_again", "namesake"]


def test_a_trainee_in_office_keeps_the_name_and_has_no_key(clerk):
    sheet = clerk.take_in(COURSES)
    (row,) = clerk.stored("trainings")
    assert (row["person_name"], row["role"], row["course_kind"]) == (
        "甲一", "secretary", "secretary_rotation"
    )  # fmt: skip
    assert "person_key" not in row
    assert codes(sheet, "dropped") == [("A3", "vacancy")]
