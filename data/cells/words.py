"""Cells that hold one of a few words: yes and no, and declared choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.cells.outcome import Outcome, ask
from data.cells.spelling import tight
from wording import Text

_YES = frozenset(
    [
        "√",
        "✓",
        "✔",
        "☑",
        "■",
        "v",
        "V",
        "对",
        "是",
        "有",
        "已",
        "已完成",
        "完成",
        "达标",
        "Y",
        "y",
        "yes",
        "Yes",
        "YES",
        "1",
        "1.0",
        "true",
        "True",
        "TRUE",
        "重点",
        "●",
        "○√",
    ]
)
_NO = frozenset(
    [
        "×",
        "✗",
        "✘",
        "x",
        "X",
        "□",
        "☐",
        "否",
        "无",
        "未",
        "没有",
        "未完成",
        "不是",
        "不",
        "N",
        "n",
        "no",
        "No",
        "NO",
        "0",
        "0.0",
        "false",
        "False",
        "FALSE",
        "○",
    ]
)


_NONE_OF_ITS_OWN: Mapping[str, tuple[str, ...]] = {}


def read_yes_no(raw: Any, words: Mapping[str, tuple[str, ...]] = _NONE_OF_ITS_OWN) -> Outcome:
    """True or False, also by the column's own ``words`` for "yes" and "no"; others are asked."""
    if isinstance(raw, bool):
        return Outcome(raw)
    text = tight(f"{raw:g}" if isinstance(raw, float) else str(raw))
    if text in _YES or text in words.get("yes", ()):
        return Outcome(True)
    if text in _NO or text in words.get("no", ()):
        return Outcome(False)
    return ask("neither_yes_nor_no", Text("是或否", "yes or no"), candidates=("是", "否"))


def read_choice(raw: Any, choices: Mapping[str, tuple[str, ...]], otherwise: str | None) -> Outcome:
    """The declared value whose spellings hold the text; ``otherwise`` where none does."""
    text = tight(f"{raw:g}" if isinstance(raw, float) else str(raw))
    for value, spellings in choices.items():
        if text == value or text in spellings:
            return Outcome(value)
    # A tick answers every choice that can be told by yes or no.
    tick = "是" if text in _YES else "否" if text in _NO else None
    if tick is not None:
        for value, spellings in choices.items():
            if tick in spellings:
                return Outcome(value)
    if otherwise is not None:
        return Outcome(otherwise)
    words = tuple(spellings[0] for spellings in choices.values())
    return ask(
        "unknown_word",
        Text("以下之一：" + "、".join(words), "one of: " + ", ".join(words)),
        candidates=words,
    )
