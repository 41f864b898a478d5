"""What a version answers is found out once, however many ask for it at once."""

from __future__ import annotations

import threading

import pytest

from ui.kept import VERSIONS, per_version
from ui.scope import At

PATIENCE_S = 60.0
ANSWERS = 5
OFFICE: At = ("/an/office", 7, "")


def _of(version: int, community: str = "") -> At:
    return (OFFICE[0], version, community)


def test_twenty_viewers_of_a_new_version_have_an_answer_found_out_once() -> None:
    asked: list[int] = []
    is_first, may_end = threading.Event(), threading.Event()

    @per_version(100)
    def double(_at: At, number: int) -> int:
        asked.append(number)
        is_first.set()
        assert may_end.wait(PATIENCE_S)
        return 2 * number

    heard: list[int] = []
    viewers = [threading.Thread(target=lambda: heard.append(double(OFFICE, 4))) for _ in range(20)]
    for each in viewers:
        each.start()
    assert is_first.wait(PATIENCE_S)
    may_end.set()
    for each in viewers:
        each.join(PATIENCE_S)
    assert (asked, heard) == ([4], [8] * 20)


def test_nobody_waits_for_an_answer_to_another_question() -> None:
    may_end = threading.Event()

    @per_version(100)
    def slow_only_for_one(_at: At, number: int) -> int:
        if number == 1:
            assert may_end.wait(PATIENCE_S)
        return number

    waits = threading.Thread(target=slow_only_for_one, args=(OFFICE, 1))
    waits.start()
    assert slow_only_for_one(OFFICE, 2) == 2
    may_end.set()
    waits.join(PATIENCE_S)


def test_an_answer_may_need_another_of_the_same_question() -> None:
    @per_version(100)
    def factorial(at: At, number: int) -> int:
        return 1 if number == 0 else number * factorial(at, number - 1)

    assert factorial(OFFICE, 5) == 120


@pytest.mark.parametrize("other", [_of(8), _of(7, "990102013001"), ("/another/office", 7, "")])
def test_nobody_is_given_what_was_kept_for_another_version_scope_or_office(other: At) -> None:
    @per_version(100)
    def where(at: At) -> At:
        return at

    assert (where(OFFICE), where(other)) == (OFFICE, other)


def test_a_failure_is_not_kept() -> None:
    tries: list[int] = []

    @per_version(100)
    def second_time(_at: At) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("not yet")
        return "found"

    with pytest.raises(ValueError, match="not yet"):
        second_time(OFFICE)
    assert second_time(OFFICE) == "found"


def test_versions_that_nobody_reads_any_more_are_let_go() -> None:
    asked: list[int] = []

    @per_version(100)
    def number(at: At) -> int:
        asked.append(at[1])
        return at[1]

    for version in range(1, VERSIONS + 2):
        number(_of(version))
        number(_of(1))  # a frozen meeting's version is still looked at
    number(_of(VERSIONS + 1))
    assert asked == list(range(1, VERSIONS + 2))
    number(_of(2))
    assert asked[-1] == 2


def test_no_more_answers_are_kept_than_fit() -> None:
    asked: list[int] = []

    @per_version(ANSWERS)
    def same(_at: At, number: int) -> int:
        asked.append(number)
        return number

    for each in range(ANSWERS + 2):
        same(OFFICE, each)
    same(OFFICE, ANSWERS + 1)
    assert len(asked) == ANSWERS + 2
    same(OFFICE, 0)
    assert len(asked) == ANSWERS + 3
