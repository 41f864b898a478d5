"""Pages take turns: few at a time, first come first served."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from ui.turns import Turns, stepping_aside

PATIENCE_S = 60.0


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < until:
        time.sleep(0.001)
    assert is_so()


class Queue:
    """Scripts that wait for their turn, in an order that the test decides."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.came = turns, list[int]()
        self._threads: list[threading.Thread] = []

    def join(self, number: int) -> None:
        before = self.turns.waiting

        def script() -> None:
            with self.turns.one():
                self.came.append(number)

        self._threads.append(threading.Thread(target=script, daemon=True))
        self._threads[-1].start()
        _until(lambda: self.turns.waiting == before + 1)

    def end(self) -> list[int]:
        for each in self._threads:
            each.join(PATIENCE_S)
            assert not each.is_alive()
        return self.came


def test_no_more_pages_are_made_at_once_than_there_are_turns() -> None:
    turns, most, now, changing = Turns(2), 0, 0, threading.Lock()
    both = threading.Barrier(2)

    def script() -> None:
        nonlocal most, now
        with turns.one():
            with changing:
                now += 1
                most = max(most, now)
            both.wait(PATIENCE_S)
            time.sleep(0.01)
            with changing:
                now -= 1

    scripts = [threading.Thread(target=script) for _ in range(8)]
    for each in scripts:
        each.start()
    for each in scripts:
        each.join(PATIENCE_S)
    assert (most, now, turns.waiting) == (2, 0, 0)


def test_who_came_first_is_served_first() -> None:
    turns = Turns(1)
    queue = Queue(turns)
    with turns.one():
        for number in range(5):
            queue.join(number)
    assert queue.end() == [0, 1, 2, 3, 4]


def test_a_page_that_fails_hands_its_turn_on() -> None:
    turns = Turns(1)
    queue = Queue(turns)
    with pytest.raises(ValueError, match="ours"), turns.one():
        queue.join(1)
        raise ValueError("ours")
    assert queue.end() == [1]


def test_while_a_page_waits_for_an_import_others_are_made() -> None:
    turns = Turns(1)
    queue = Queue(turns)
    with turns.one():
        queue.join(1)
        with stepping_aside():
            assert queue.end() == [1]
        assert turns.waiting == 0


def test_a_page_that_stepped_aside_goes_on_before_those_who_have_not_begun() -> None:
    turns = Turns(1)
    queue = Queue(turns)

    def long_page() -> None:
        with turns.one():
            is_drawn.set()
            _until(lambda: turns.waiting == 2)  # who has not begun, and who is back

    is_drawn = threading.Event()
    other = threading.Thread(target=long_page, daemon=True)
    with turns.one():
        other.start()
        _until(lambda: turns.waiting == 1)
        queue.join(2)
        with stepping_aside():
            assert is_drawn.wait(PATIENCE_S)
        assert queue.came == []
    assert queue.end() == [2]


def test_work_without_a_turn_steps_aside_from_nothing() -> None:
    with stepping_aside():
        pass
