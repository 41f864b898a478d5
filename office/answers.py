"""Answers that the office has given once and that hold for later imports, until withdrawn.

An answer for a spelling, a column, a sheet or a datum holds for every file it names. An answer for
one cell is about what stood there: it holds only for a file with the same content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, DateTime, Integer, String, Table, select

from office.store import METADATA, reading, writing
from wording import PERSONAL_NUMBER

_ANSWERS = Table(
    "remembered_answers",
    METADATA,
    Column("answer_id", Integer, primary_key=True),
    Column("question", String, nullable=False),
    Column("value", String, nullable=False),
    Column("spelling", String),
    Column("file", String),
    Column("sheet", String),
    Column("cell", String),
    Column("sha256", String),
    Column("answered_at", DateTime, nullable=False),
    Column("answered_by", String, nullable=False),
    Column("withdrawn_at", DateTime),
    Column("withdrawn_by", String),
)
_ABOUT = ("question", "spelling", "file", "sheet", "cell", "sha256")


@dataclass(frozen=True)
class RememberedAnswer:
    """One answer: what was asked (None: for every one), the value, and who gave it when.

    ``sha256`` is the content of the file that an answer for one cell is about.
    """

    answer_id: int
    question: str
    value: str
    spelling: str | None
    file: str | None
    sheet: str | None
    cell: str | None
    sha256: str | None
    answered_at: datetime
    answered_by: str

    def holds_for(self, contents: Mapping[str, str]) -> bool:
        """Whether it may be applied to files, given as name -> SHA-256 of the content."""
        return self.cell is None or self.sha256 in contents.values()


def remember(
    home: Path, answers: Iterable[Mapping[str, str | None]], *, at: datetime, by: str
) -> int:
    """Keep answers, given by their parts; an earlier answer to the same question is withdrawn.

    Returns how many are new or different. Answers that hold an identity number or a telephone, and
    answers for a cell without the content of its file, are not kept.
    """
    wanted = [_parts(answer) for answer in answers]
    wanted = [parts for parts in wanted if _may_be_kept(parts)]
    if not wanted:
        return 0
    changed = 0
    with writing(home) as connection:
        for parts in wanted:
            same = [_ANSWERS.c[name].is_not_distinct_from(parts[name]) for name in _ABOUT]
            stands = _ANSWERS.c.withdrawn_at.is_(None)
            earlier = connection.execute(select(_ANSWERS.c.value).where(stands, *same)).scalars()
            if list(earlier) == [parts["value"]]:
                continue
            connection.execute(
                _ANSWERS.update().where(stands, *same).values(withdrawn_at=at, withdrawn_by=by)
            )
            connection.execute(_ANSWERS.insert().values(answered_at=at, answered_by=by, **parts))
            changed += 1
    return changed


def remembered(home: Path) -> tuple[RememberedAnswer, ...]:
    """The answers that stand, the latest first."""
    with reading(home) as connection:
        if connection is None:
            return ()
        kept = [column for column in _ANSWERS.c if not column.name.startswith("withdrawn")]
        rows = connection.execute(
            select(*kept)
            .where(_ANSWERS.c.withdrawn_at.is_(None))
            .order_by(_ANSWERS.c.answer_id.desc())
        )
        return tuple(RememberedAnswer(**row) for row in rows.mappings())


def withdraw(home: Path, answer_id: int, *, at: datetime, by: str) -> bool:
    """Take an answer back: it no longer holds for later imports. Whether it stood until now."""
    with writing(home) as connection:
        done = connection.execute(
            _ANSWERS.update()
            .where(_ANSWERS.c.answer_id == answer_id, _ANSWERS.c.withdrawn_at.is_(None))
            .values(withdrawn_at=at, withdrawn_by=by)
        )
        return done.rowcount == 1


def _parts(answer: Mapping[str, str | None]) -> dict[str, Any]:
    return {name: answer.get(name) for name in (*_ABOUT, "value")}


def _may_be_kept(parts: Mapping[str, Any]) -> bool:
    if parts["question"] is None or parts["value"] is None:
        return False
    if parts["cell"] is not None and parts["sha256"] is None:
        return False
    said = f"{parts['value']} {parts['spelling'] or ''}"
    return PERSONAL_NUMBER.search(said) is None
