"""Names with a telephone in one cell, vacancies, terms."""

from datetime import date

from tests.data.books import codes

TABLE = """
    | 社区 | 一居一警 | | 一法律顾问 | | | 一支民调员队伍 | |
    | | 民警姓名 | 警号 | 律师 | 聘期起 | 聘期止 | 成员 | 人数 |
    | 柳荫社区 | 甲一13900000001 | 12 | 乙二 | 2025.7.28 | 2027.7.28 | 丙三、丁四 | 2 |
    | 柳荫里社区 | 空缺 | | 乙二 | 2025.7.28 | 长期 | 无 | 0 |
"""


def test_names_stay_without_telephones_and_a_vacancy_is_nobody(clerk):
    sheet = clerk.take_in(TABLE, merged=("B1:C1", "D1:F1", "G1:H1", "A1:A2"))
    first, second = clerk.stored("community_forces")
    assert (first["police_name"], second["police_name"]) == ("甲一", None)
    assert (first["adviser_until_on"], second["adviser_until_on"]) == (date(2027, 7, 28), None)
    assert (first["mediators"], second["mediators"]) == (2, 0)
    assert codes(sheet, "flagged") == [
        ("B3", "personal_pattern_removed"), ("B4", "vacancy"), ("F4", "open_ended"),
        ("G4", "vacancy"),
    ]  # fmt: skip
