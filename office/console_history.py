"""What each analyst asked at the console, the latest first; nobody sees another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, DateTime, Float, Integer, String, Table, select

from office.store import METADATA, reading, writing

KEPT = 200
"""Questions kept for each account; older ones give way."""

ANSWERED = "answered"

_HISTORY = Table(
    "console_history",
    METADATA,
    Column("question_id", Integer, primary_key=True),
    Column("account", String, nullable=False),
    Column("asked_at", DateTime, nullable=False),
    Column("statement", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("rows", Integer),
    Column("seconds", Float),
)


@dataclass(frozen=True)
class Asked:
    """One question: ``outcome`` is "answered" or the code of the refusal."""

    asked_at: datetime
    statement: str
    outcome: str
    rows: int | None
    seconds: float | None


def remember(home: Path, account: str, asked: Asked) -> None:
    """Keep a question, and of that account only the latest KEPT."""
    with writing(home) as connection:
        connection.execute(_HISTORY.insert().values(
            account=account, asked_at=asked.asked_at, statement=asked.statement,
            outcome=asked.outcome, rows=asked.rows, seconds=asked.seconds,
        ))  # fmt: skip
        kept = (
            select(_HISTORY.c.question_id)
            .where(_HISTORY.c.account == account)
            .order_by(_HISTORY.c.question_id.desc())
            .limit(KEPT)
        )
        connection.execute(
            _HISTORY.delete().where(
                _HISTORY.c.account == account, _HISTORY.c.question_id.not_in(kept)
            )
        )


def history(home: Path, account: str, most: int = 30) -> tuple[Asked, ...]:
    """The latest questions of an account, every statement once."""
    with reading(home) as connection:
        if connection is None:
            return ()
        rows = connection.execute(
            select(_HISTORY)
            .where(_HISTORY.c.account == account)
            .order_by(_HISTORY.c.question_id.desc())
        ).mappings()
        latest: dict[str, Asked] = {}
        for row in rows:
            latest.setdefault(
                row["statement"],
                Asked(
                    row["asked_at"], row["statement"], row["outcome"], row["rows"], row["seconds"]
                ),
            )
    return tuple(latest.values())[:most]
