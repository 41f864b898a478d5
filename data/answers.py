"""What the office answered to questions of an import, as a TOML file holds it.

    [[answer]]
    question = "place"
    spelling = "老厂社区"
    value = "柳荫社区"

``question`` is one of place, date, year, value, column, sheet, datum, duplicate. An answer names a
spelling, or a cell by file, sheet and cell. ``leave out`` drops the row or the sheet; an empty
value leaves the one field unknown. Of a column that a sheet does not have, ``=在岗`` says what
holds for each of its rows, and ``=`` that it is unknown.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.cells.spelling import tight
from data.errors import ContractError
from wording import Text

LEAVE_OUT = "leave out"
SAID = "="
"""Before the word that an office says of every row of a column that its sheet does not have."""
_PARTS = ("question", "spelling", "file", "sheet", "cell", "value")
QUESTIONS = ("place", "date", "year", "value", "column", "sheet", "datum", "duplicate")

_BAD_FILE = Text(
    "答复文件第 {number} 条有误：{reason}。",
    "Answer {number} of the answers file is wrong: {reason}.",
)
_NO_TOML = Text("答复文件不是有效的 TOML：{reason}", "The answers file is not valid TOML: {reason}")


@dataclass(frozen=True)
class Answer:
    """One answer; a missing part (None) holds for every file, sheet, cell or spelling."""

    question: str
    value: str
    spelling: str | None = None
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None


class Answers:
    """The answers of an office, looked up by what a question asks; of two answers to the same
    question the one that was given first in the list holds."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self._answers = tuple(answers)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers)

    def before(self, others: Iterable[Answer]) -> Answers:
        """These answers, and the others where these do not answer."""
        return Answers((*self._answers, *others))

    def of_file(self, file: str) -> dict[str, list[dict[str, str | None]]]:
        """What the reading process needs for one file: cells, columns, sheets and the datum."""
        fitting = [a for a in self._answers if a.file in {None, file}]
        return {
            # The reading process takes the last one for a cell and for a column.
            "cells": [
                {"question": a.question, "sheet": a.sheet, "cell": a.cell, "value": a.value}
                for a in reversed(fitting)
                if a.cell and a.file
            ],
            "columns": [
                {"sheet": a.sheet, "spelling": a.spelling, "value": a.value}
                for a in reversed(fitting)
                if a.question == "column" and a.spelling
            ],
            "sheets": [
                {"sheet": a.sheet, "value": a.value} for a in fitting if a.question == "sheet"
            ],
            # With a spelling: what was read as that coordinate system has another one.
            "datum": [
                {"spelling": a.spelling, "value": a.value} for a in fitting if a.question == "datum"
            ],
        }

    def counts(self, spelling: str) -> str | None:
        """Which of the files that claim the same counts: its name, or ``leave out``."""
        for answer in self._answers:
            if answer.question == "duplicate" and answer.spelling == spelling:
                return answer.value
        return None

    def datum_is_settled(self, file: str) -> bool:
        """Whether the clerk has looked at positions that did not fit, and decided."""
        return any(
            a.question == "datum" and a.spelling and a.file in {None, file} for a in self._answers
        )

    def place_of(self, file: str, sheet: str | None) -> str | None:
        """The community that a file or sheet without such a column is about; None if not said."""
        for answer in self._answers:
            if (
                answer.question == "place"
                and answer.spelling is None
                and answer.cell is None
                and answer.file == file
                and answer.sheet in {None, sheet}
            ):
                return answer.value
        return None

    def place(self, spelling: str, file: str, sheet: str | None) -> str | None:
        """The answered place for a spelling (a name, or ``leave out``); None if not answered."""
        wanted = tight(spelling)
        for answer in self._answers:
            if (
                answer.question == "place"
                and answer.cell is None
                and answer.spelling is not None
                and tight(answer.spelling) == wanted
                and answer.file in {None, file}
                and answer.sheet in {None, sheet}
            ):
                return answer.value
        return None


def read_answers(path: Path) -> Answers:
    """The answers of a TOML file; anything malformed is a ContractError that names the answer."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("answer", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractError(_NO_TOML.format(reason=str(error))) from error
    answers = []
    for number, entry in enumerate(entries, start=1):
        reason = _fault(entry)
        if reason is not None:
            raise ContractError(_BAD_FILE.format(number=number, reason=reason))
        parts = {k: str(entry[k]) for k in ("spelling", "file", "sheet", "cell") if k in entry}
        answers.append(Answer(entry["question"], str(entry["value"]), **parts))
    return Answers(answers)


def as_toml(answers: Iterable[Answer]) -> str:
    """Answers in the form that `read_answers` reads."""
    blocks = []
    for answer in answers:
        parts = {name: getattr(answer, name) for name in _PARTS}
        lines = [f"{name} = {_quoted(value)}" for name, value in parts.items() if value is not None]
        blocks.append("\n".join(["[[answer]]", *lines]) + "\n")
    return "\n".join(blocks)


def _quoted(text: str) -> str:
    """A basic string of TOML, which escapes like JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fault(entry: object) -> Text | None:
    if not isinstance(entry, dict) or entry.get("question") not in QUESTIONS:
        allowed = "、".join(QUESTIONS)
        return Text(
            f"question 应为 {allowed} 之一", f"question must be one of {', '.join(QUESTIONS)}"
        )
    if "value" not in entry:
        return Text("缺少 value", "value is missing")
    return None
