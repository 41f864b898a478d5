"""Two files that claim to be the same community's state on the same day: asked, never the last."""

import re

from data.answers import LEAVE_OUT, Answer
from tests.data.books import book, codes, taken_in
from tests.data.sheets.conftest import Clerk

HEADER = "| 所属社区 | 设施名称 | 建筑面积 | 是否计入口径 | 状态 |\n"
HERS = "| 柳荫社区 | 样本站 | 100 | 是 | 在用 |\n"
HIS = "| 柳荫社区 | 样本站 | 120 | 是 | 在用 |\n"
ELSEWHERE = "| 柳荫里社区 | 样本中心 | 300 | 是 | 在用 |\n"


def taken(tmp_path, first, second, *answers):
    clerk = Clerk(tmp_path)
    files = [book(tmp_path / f"{name}.xlsx", {"s": HEADER + rows})
             for name, rows in (("a", first), ("b", second))]  # fmt: skip
    clerk.report = taken_in(clerk.home, *clerk.registers, *files, answers=answers)
    return clerk, [file.sheets[0] for file in clerk.report.files[2:]]


def test_both_wait_and_what_only_one_of_them_claims_comes_in(tmp_path):
    _, (a, b) = taken(tmp_path, HERS + ELSEWHERE, HIS)
    assert [(s.rows_accepted, codes(s, "asked")) for s in (a, b)] == [
        (1, [("A2", "claimed_twice")]), (0, [("A2", "claimed_twice")])
    ]  # fmt: skip
    (question,) = a.of("asked")
    assert question.candidates == ("a.xlsx", "b.xlsx", LEAVE_OUT)
    assert "柳荫社区" in question.message.zh and "a.xlsx ↔ b.xlsx" in question.message.en


def test_the_file_that_was_chosen_counts(tmp_path):
    chosen = Answer("duplicate", "a.xlsx", spelling="a.xlsx ↔ b.xlsx", file="b.xlsx")
    clerk, (a, b) = taken(tmp_path, HERS, HIS, chosen)
    assert (a.rows_accepted, b.rows_accepted) == (1, 0)
    assert codes(b, "dropped") == [("A2", "left_out_by_answer")]
    assert [row["floor_area_m2"] for row in clerk.stored("facilities")] == [100]


def test_files_that_say_the_same_or_speak_of_different_communities_are_not_asked(tmp_path):
    _, sheets = taken(tmp_path, HERS + ELSEWHERE, ELSEWHERE + HERS)
    assert [s.of("asked") for s in sheets] == [[], []]


def test_the_communities_are_named_as_each_language_lists_them(tmp_path):
    _, (a, _) = taken(tmp_path, HERS + ELSEWHERE, HIS + ELSEWHERE.replace("300", "310"))
    (question,) = a.of("asked")
    assert "柳荫社区、柳荫里社区" in question.message.zh
    assert "柳荫社区, 柳荫里社区" in question.message.en


def of_one_name(tmp_path):
    for folder, rows in (("甲", HERS), ("乙", HIS + ELSEWHERE)):
        (tmp_path / folder).mkdir()
        yield book(tmp_path / folder / "设施.xlsx", {"s": HEADER + rows})


def taken_together(tmp_path, files, *answers):
    clerk = Clerk(tmp_path)
    clerk.report = taken_in(clerk.home, *clerk.registers, *files, answers=answers)
    return clerk, [file.sheets[0] for file in clerk.report.files[2:]]


def test_two_files_of_one_name_are_told_apart_and_the_answer_means_one_of_them(tmp_path):
    files = list(of_one_name(tmp_path))
    _, (a, b) = taken_together(tmp_path, files)
    assert [(s.rows_accepted, codes(s, "asked")) for s in (a, b)] == [
        (0, [("A2", "claimed_twice")]), (1, [("A2", "claimed_twice")])
    ]  # fmt: skip
    (question,) = b.of("asked")
    hers, his, leave_out = question.candidates
    assert leave_out == LEAVE_OUT and hers != his
    assert all(re.fullmatch(r"设施\.xlsx \[[\d,]+ B #[0-9a-f]{6}\]", name) for name in (hers, his))
    chosen = Answer("duplicate", his, spelling=question.spelling, file="设施.xlsx")
    clerk, (a, b) = taken_together(tmp_path, files, chosen)
    assert (a.rows_accepted, b.rows_accepted) == (0, 2)
    assert sorted(row["floor_area_m2"] for row in clerk.stored("facilities")) == [120, 300]


def test_an_answer_about_a_name_is_not_taken_for_either_of_two_files_that_have_it(tmp_path):
    chosen = Answer("duplicate", "设施.xlsx", spelling="设施.xlsx ↔ 设施.xlsx")
    _, sheets = taken_together(tmp_path, of_one_name(tmp_path), chosen)
    assert [codes(s, "asked") for s in sheets] == [[("A2", "claimed_twice")]] * 2
