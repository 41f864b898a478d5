"""What reading one cell gave: a value, perhaps with a remark, or a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from wording import Text

Problem = Literal["refuse", "ask"]


@dataclass(frozen=True)
class Outcome:
    """The value of a cell, a flag where something about it is worth saying, or a problem.

    ``candidates`` are the likely answers where the clerk is asked; ``question`` is the kind of
    question as the answers file names it (date, year, value, place).
    """

    value: Any = None
    flag: str | None = None
    problem: Problem | None = None
    code: str | None = None
    question: str = "value"
    expected: Text | None = None
    candidates: tuple[str, ...] = ()


EMPTY = Outcome()


def refuse(code: str, expected: Text) -> Outcome:
    """The cell cannot be right: its row is refused."""
    return Outcome(problem="refuse", code=code, expected=expected)


def ask(
    code: str, expected: Text, question: str = "value", candidates: tuple[str, ...] = ()
) -> Outcome:
    """The cell can be read in more than one way: its row waits for an answer."""
    return Outcome(
        problem="ask", code=code, expected=expected, question=question, candidates=candidates
    )
