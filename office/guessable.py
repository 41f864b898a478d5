"""What is guessed first: a password that is common, or made of nothing but what is common.

A list of the commonest passwords hardly holds any that is long enough to be taken here: of the
50,000 commonest, some three hundred have 12 characters. Long ones that people choose all the same
are made of short ones: a word and a year, a name and a count, one word twice. So the list is one
of parts, and a password is refused if a few parts make up all of it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import punctuation

MOST_WORDS, MOST_NUMBERS = 3, 1
"""A password of no more common words than this, and of no more numbers, is guessed."""

_LIST = Path(__file__).with_name("common_passwords.txt")
_LONGEST_PART = 20
_SHORTEST_RUN = 3
_LEET = str.maketrans("@4301$5!", "aaeolssi")
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_NUMBER = re.compile(
    r"(19|20)\d\d((0?[1-9]|1[0-2])(0?[1-9]|[12]\d|3[01])?)?"  # a year, a month, a day
    r"|\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"|\d{1,4}"
    r"|1[3-9]\d{9}|\d{17}[\dx]"  # a mobile telephone, an identity card
)


def is_guessable(folded: str) -> bool:
    """Whether a password, given in small letters, is common or only made of common parts."""
    if _is_repeated(folded) or folded in _parts():
        return True
    core = folded.strip(punctuation + " ")
    letters = "".join(each for each in folded if each.isalnum())
    return any(_is_made_of_parts(each) for each in {folded, core, letters} if each)


def _is_made_of_parts(whole: str) -> bool:
    """Whether a few common words, and no more than one number, make up all of it."""
    ways: list[set[tuple[int, int]]] = [{(0, 0)}, *(set() for _ in whole)]
    for start in range(len(whole)):
        if not ways[start]:
            continue
        for end in range(start + 1, min(len(whole), start + _LONGEST_PART) + 1):
            part = whole[start:end]
            is_word, is_number = _is_word(part), _NUMBER.fullmatch(part) is not None
            for words, numbers in ways[start]:
                if is_word and words < MOST_WORDS:
                    ways[end].add((words + 1, numbers))
                if is_number and numbers < MOST_NUMBERS:
                    ways[end].add((words, numbers + 1))
    return bool(ways[-1])


def _is_word(part: str) -> bool:
    is_listed = part in _parts() or part.translate(_LEET) in _parts()
    return is_listed or len(part) == 1 or _is_run(part)


def _is_run(part: str) -> bool:
    """Whether it is one character again and again, or a piece of a row, forwards or backwards."""
    if len(set(part)) == 1:
        return True
    if len(part) < _SHORTEST_RUN:
        return False
    return any(part in row or part[::-1] in row for row in _ROWS) or _counts(part)


def _counts(part: str) -> bool:
    """Whether every character follows the one before it, as in a count."""
    steps = {ord(after) - ord(before) for before, after in pairwise(part)}
    return steps in ({1}, {-1})


def _is_repeated(whole: str) -> bool:
    """Whether it is one part, said twice or more."""
    return whole in (whole + whole)[1:-1]


@cache
def _parts() -> frozenset[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("# ") for word in line.casefold().split()
    )
