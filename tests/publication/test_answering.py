"""Answers are remembered: later imports take them, the answers that come with an import win."""

import shutil
from datetime import datetime

import pytest

from data.answers import Answer, Answers, as_toml, read_answers
from data.home import Home
from data.importing import stage
from office.answers import remembered, withdraw
from publication.answering import answers_for, as_answers, contents_of, keep_answers
from tests.data.books import COMMUNITIES, GRIDS, TODAY, book, codes
from tests.data.test_importing import STAFF

AT = datetime(2026, 11, 23, 9)
PLACE = Answer("place", "第十网格", spelling="第九十九网格")
CELL = Answer("value", "在岗", file="名单.xlsx", sheet="车辆台账", cell="F7")


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def files(tmp_path):
    return [
        book(tmp_path / "a.xlsx", {"Sheet1": COMMUNITIES}),
        book(tmp_path / "b.xlsx", {"Sheet1": GRIDS}),
        book(tmp_path / "名单.xlsx", {"车辆台账": STAFF}),
    ]


def brought_in(home, files, *given):
    """The questions of an import with these answers, which are remembered."""
    contents, answers = contents_of(files), Answers(given)
    report = stage(
        home, files, as_of=TODAY, answers=answers_for(home, contents, answers), imported_at=AT,
        imported_by="clerk",
    )  # fmt: skip
    keep_answers(home, contents, answers, at=AT, by="clerk")
    return codes(report.files[-1].sheets[0], "asked")


def test_what_was_answered_once_is_not_asked_again(home, files):
    assert brought_in(home, files) == [("F7", "blank"), ("D9", "unknown_place")]
    assert brought_in(home, files, PLACE, CELL) == []
    assert brought_in(home, files) == []


def test_the_answer_for_a_cell_goes_with_its_content_and_not_with_its_name(home, files, tmp_path):
    brought_in(home, files, PLACE, CELL)
    other = book(
        tmp_path / "名单.xlsx",
        {"车辆台账": STAFF + "    | 柳荫社区 | 己六 | 网格长 | 一网格 | | 在岗 | |\n"},
    )
    assert brought_in(home, [*files[:2], other]) == [("F7", "blank")]


def test_the_same_content_under_another_name_is_answered_too(home, files, tmp_path):
    brought_in(home, files, PLACE, CELL)
    renamed = shutil.copy(files[2], tmp_path / "x.xlsx")
    assert brought_in(home, [*files[:2], renamed]) == []


def test_the_answers_that_come_with_an_import_win(home, files):
    brought_in(home, files, PLACE, CELL)
    taken = answers_for(
        home, contents_of(files), Answers([Answer("place", "第一网格", spelling="第九十九网格")])
    )
    assert taken.place("第九十九网格", "名单.xlsx", None) == "第一网格"
    cell = Answer("value", "调离", file="名单.xlsx", sheet="车辆台账", cell="F7")
    of_file = answers_for(home, contents_of(files), Answers([cell])).of_file("名单.xlsx")
    assert {a["cell"]: a["value"] for a in of_file["cells"]} == {"F7": "调离"}


def test_a_withdrawn_answer_is_asked_again(home, files):
    brought_in(home, files, PLACE, CELL)
    for kept in remembered(home.path):
        withdraw(home.path, kept.answer_id, at=AT, by="clerk")
    assert brought_in(home, files) == [("F7", "blank"), ("D9", "unknown_place")]


def test_remembered_answers_can_be_taken_away_as_an_answers_file(home, files, tmp_path):
    odd = Answer("place", "leave out", spelling='引"号\\与\n换行\x7f')
    brought_in(home, files, PLACE, CELL, odd)
    path = tmp_path / "answers.toml"
    path.write_text(as_toml(as_answers(remembered(home.path))), encoding="utf-8")
    assert list(read_answers(path)) == [PLACE, CELL, odd]
