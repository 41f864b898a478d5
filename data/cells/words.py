"""Cells that hold one of a few words: yes and no, and declared choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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


_WHETHER = re.compile(r"^(?:是否(?:有|为)?|有无)(?=.{2})")
_BRACKETED = re.compile(r"\(.*?\)")
# What offices add before or after a word without changing what it says.
_BEFORE = re.compile(r"^(?:已经?|目前|现|业委会|业主委员会|社区|街道|本)")
_AFTER = re.compile(
    r"(?:性?演练|事故|案件|预警|隐患|整改|处理|经营|投诉|信访|上访|支部|情况|状态|类|级|性|了|的)$"
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


def words_from(headers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What yes and no may be called under such headers: 是否销号 -> 已销号, 未销号."""
    bare = {_WHETHER.sub("", header) for header in headers if "/" not in header}
    yes = tuple(word for one in bare for word in (one, f"已{one}"))
    no = tuple(word for one in bare for word in (f"未{one}", f"不{one}"))
    return {"yes": yes, "no": no}


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
    for bare in _barer(text):
        for value, spellings in choices.items():
            if bare in spellings:
                return Outcome(value)
    if otherwise is not None:
        return Outcome(otherwise, None if text in ("其他", "其它") else "other_word")
    words = tuple(spellings[0] for spellings in choices.values())
    return ask(
        "unknown_word",
        Text("以下之一：" + "、".join(words), "one of: " + ", ".join(words)),
        candidates=words,
    )


def _barer(text: str) -> Iterator[str]:
    """The text without what stands before or after it: 已停业 -> 停业, 火灾事故 -> 火灾."""
    yield _BRACKETED.sub("", text)
    if text.startswith("正在"):
        yield text.removeprefix("正在") + "中"
    ahead = _BEFORE.sub("", text, count=1)
    yield ahead
    yield _AFTER.sub("", text, count=1)
    yield _AFTER.sub("", ahead, count=1)
