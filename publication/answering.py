"""What the office has answered before, joined with the answers that come with an import.

The answers that come with an import win. An answer for one cell holds only for the same content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from data.answers import Answer, Answers
from data.home import Home
from data.importing import files_in
from office.answers import RememberedAnswer, remember, remembered


def contents_of(paths: Iterable[Path]) -> dict[str, str]:
    """File name -> SHA-256 of the content, of the files that would be imported."""
    found = {}
    for path in files_in(paths):
        with path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def answers_for(home: Home, contents: Mapping[str, str], given: Answers) -> Answers:
    """The answers given now, and those remembered that hold for these files."""
    holding: list[Answer] = []
    for kept in remembered(home.path):
        if not kept.holds_for(contents):
            continue
        # The same content may come under another name: the answer goes with the content.
        named = [name for name, digest in contents.items() if digest == kept.sha256]
        holding += [_answer(kept, name) for name in named] or [_answer(kept, kept.file)]
    return given.before(holding)


def keep_answers(
    home: Home, contents: Mapping[str, str], given: Answers, *, at: datetime, by: str
) -> int:
    """Remember the answers that came with an import; returns how many are new or different."""
    parts = [
        {
            "question": answer.question, "value": answer.value, "spelling": answer.spelling,
            "file": answer.file, "sheet": answer.sheet, "cell": answer.cell,
            "sha256": contents.get(answer.file or "") if answer.cell else None,
        }
        for answer in given
    ]  # fmt: skip
    return remember(home.path, parts, at=at, by=by)


def as_answers(kept: Iterable[RememberedAnswer]) -> Answers:
    """Remembered answers as an answers file would hold them, the earliest first."""
    ordered = sorted(kept, key=lambda one: one.answer_id)
    return Answers(_answer(one, one.file) for one in ordered)


def _answer(kept: RememberedAnswer, file: str | None) -> Answer:
    return Answer(kept.question, kept.value, kept.spelling, file, kept.sheet, kept.cell)
