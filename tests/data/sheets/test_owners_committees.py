"""Members are told apart by name inside their committee, and the names are not stored."""

from tests.data.books import codes

TABLE = """
    | 社区 | 业委会名称 | 姓名 | 职务 | 政治面貌 | 任期起止 |
    | 柳荫社区 | 东苑业委会 | 甲一 | 委员 | 群众 | 2025.08-至今 |
    | | | 乙二 | 委员 | 群众 | 2025.08-2030.08 |
    | | | 丙三 | 委员 | 群众 | 2025.08-2030.08 |
    | | | 丙  三 | 委员 | 群众 | 2025.08-2030.08 |
    | | | 空缺 | 主任 | | |
"""


def test_members_who_differ_only_in_name_are_several_and_a_repeated_one_is_not(clerk):
    sheet = clerk.take_in(TABLE, merged=("A2:A6", "B2:B6"))
    rows = clerk.stored("owners_committees")
    assert len({row["person_key"] for row in rows}) == len(rows) == 3
    assert codes(sheet, "dropped") == [("C6", "vacancy"), ("A5", "duplicate_row")]
    assert codes(sheet, "flagged") == [("F2", "open_ended")]
    assert "person_name" not in rows[0]
    assert not any("甲一" in str(value) for row in rows for value in row.values())
