"""Remembered answers: kept, replaced, withdrawn; never an identity number or a telephone."""

from datetime import datetime

import pytest

from office.answers import remember, remembered, withdraw
from office.rhythms import choose_rhythm, chosen_rhythms

AT = datetime(2026, 11, 23, 9)
PLACE = {"question": "place", "spelling": "老厂社区", "value": "柳荫社区"}
CELL = {"question": "value", "file": "a.xlsx", "sheet": "s", "cell": "B4", "value": "在岗"}


def test_an_answer_is_kept_with_who_gave_it_and_when(tmp_path):
    assert remember(tmp_path, [PLACE], at=AT, by="clerk") == 1
    (kept,) = remembered(tmp_path)
    assert (kept.spelling, kept.value, kept.answered_by, kept.answered_at) == (
        "老厂社区", "柳荫社区", "clerk", AT,
    )  # fmt: skip


def test_the_same_answer_again_changes_nothing_and_another_takes_its_place(tmp_path):
    remember(tmp_path, [PLACE], at=AT, by="clerk")
    assert remember(tmp_path, [PLACE], at=AT, by="clerk") == 0
    assert remember(tmp_path, [PLACE | {"value": "砚浦社区"}], at=AT, by="clerk") == 1
    assert [kept.value for kept in remembered(tmp_path)] == ["砚浦社区"]


def test_a_withdrawn_answer_no_longer_stands(tmp_path):
    remember(tmp_path, [PLACE], at=AT, by="clerk")
    (kept,) = remembered(tmp_path)
    assert withdraw(tmp_path, kept.answer_id, at=AT, by="chief")
    assert not withdraw(tmp_path, kept.answer_id, at=AT, by="chief")
    assert remembered(tmp_path) == ()


def test_an_answer_for_a_cell_holds_for_the_same_content_only(tmp_path):
    assert remember(tmp_path, [CELL], at=AT, by="clerk") == 0
    remember(tmp_path, [CELL | {"sha256": "abc"}, PLACE], at=AT, by="clerk")
    holding = [kept.cell for kept in remembered(tmp_path) if kept.holds_for({"b.xlsx": "abc"})]
    assert holding == [None, "B4"]
    assert [kept.cell for kept in remembered(tmp_path) if kept.holds_for({"a.xlsx": "new"})] == [
        None
    ]


@pytest.mark.parametrize("value", ["99010119900101001X", "14000012345", "王某 14000012345"])
def test_what_names_a_person_is_not_kept(tmp_path, value):
    assert remember(tmp_path, [CELL | {"sha256": "abc", "value": value}], at=AT, by="c") == 0
    assert remembered(tmp_path) == ()


def test_a_chosen_rhythm_replaces_the_one_before(tmp_path):
    choose_rhythm(tmp_path, "grids", "yearly", at=AT, by="clerk")
    choose_rhythm(tmp_path, "grids", "monthly", at=AT, by="clerk")
    assert chosen_rhythms(tmp_path) == {"grids": "monthly"}
