"""Pages take turns: a few scripts run at a time, the others wait in the order in which they came.

Python computes one thing at a time, however many threads ask for it. Fifty scripts side by side all
come to their end at the end; in turn each is done soon, what one has computed the next finds there,
and the loop that sends what they say never waits behind more than a few of them.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

AT_ONCE = 3
"""One computes while others wait for DuckDB or the disk. More cores do not allow for more."""


class Turns:
    """So many at once; whoever comes later waits for whoever came before."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[threading.Lock] = deque()
        self._changing = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and hand it on at the end."""
        self.take()
        token = _HELD.set(self)
        try:
            yield
        finally:
            _HELD.reset(token)
            self.hand_on()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    def take(self, *, is_back: bool = False) -> None:
        """Wait until it is one's turn; who had begun and is back goes before who has not."""
        with self._changing:
            if self._free:
                self._free -= 1
                return
            called = threading.Lock()
            called.acquire()
            if is_back:
                self._waiting.appendleft(called)
            else:
                self._waiting.append(called)
        called.acquire()  # until whoever goes before hands on

    def hand_on(self) -> None:
        """Let the next one go."""
        # To the first in line by name: a semaphore would let a newcomer overtake.
        with self._changing:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


_HELD: ContextVar[Turns | None] = ContextVar("turn", default=None)
PAGES = Turns(AT_ONCE)
"""The turns of the scripts of all sessions."""


@contextmanager
def stepping_aside() -> Iterator[None]:
    """Within, whoever has a turn only waits for work that goes on elsewhere: others may go."""
    held = _HELD.get()
    if held is None:
        yield
        return
    held.hand_on()
    try:
        yield
    finally:
        held.take(is_back=True)
