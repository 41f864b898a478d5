"""What is asked of a published version is found out once, and kept as long as the version is read.

A version never changes, so neither does an answer. When a new one comes into force everybody asks
everything anew at once: whoever asks first finds it out, the others wait for that answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from ui.scope import At

P = ParamSpec("P")
T = TypeVar("T")

VERSIONS = 3
"""Kept at once: the one in force, the one that it replaced, and a frozen meeting's."""


class _Answer(Generic[T]):
    """An answer that somebody is finding out; the others wait at ``turn`` until it is there."""

    def __init__(self) -> None:
        self.is_there = False
        self.value: T
        self.turn = threading.Lock()


def per_version(
    at_most: int,
) -> Callable[[Callable[Concatenate[At, P], T]], Callable[Concatenate[At, P], T]]:
    """Keep what a function finds, by what was read (home, version, scope) and what was asked.

    Of each version it keeps so many answers; the oldest goes first. A failure is not kept: it is
    raised to whoever came upon it, and the next one tries again. What it
    finds it computes itself: others wait with their turn, so it may not step aside.
    """

    def keeping(find: Callable[Concatenate[At, P], T]) -> Callable[Concatenate[At, P], T]:
        versions: OrderedDict[tuple[str, int], dict[Any, _Answer[T]]] = OrderedDict()
        changing = threading.Lock()

        def place_for(version: tuple[str, int], asked: Any) -> _Answer[T]:
            with changing:
                kept = versions.setdefault(version, {})
                versions.move_to_end(version)
                if len(versions) > VERSIONS:
                    versions.popitem(last=False)
                if asked not in kept and len(kept) >= at_most:
                    del kept[next(iter(kept))]
                return kept.setdefault(asked, _Answer())

        @wraps(find)
        def answer(at: At, *args: P.args, **more: P.kwargs) -> T:
            asked = (at[2], *args, *more.items())
            found = place_for(at[:2], asked)
            if not found.is_there:
                with found.turn:
                    if not found.is_there:
                        found.value = find(at, *args, **more)
                        found.is_there = True
            return found.value

        return cast("Callable[Concatenate[At, P], T]", answer)

    return keeping
