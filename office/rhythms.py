"""How often each kind of sheet is due, where the office wants it otherwise than usual."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from sqlalchemy import Column, DateTime, String, Table, select

from office.store import METADATA, reading, writing
from wording import Text

Rhythm = Literal["weekly", "monthly", "quarterly", "yearly", "never"]

RHYTHMS: dict[Rhythm, Text] = {
    "weekly": Text("每周", "weekly"),
    "monthly": Text("每月", "monthly"),
    "quarterly": Text("每季度", "quarterly"),
    "yearly": Text("每年", "yearly"),
    "never": Text("不定期", "when it changes"),
}
assert tuple(RHYTHMS) == get_args(Rhythm)

_RHYTHMS = Table(
    "rhythms",
    METADATA,
    Column("dataset", String, primary_key=True),
    Column("rhythm", String, nullable=False),
    Column("set_at", DateTime, nullable=False),
    Column("set_by", String, nullable=False),
)


def chosen_rhythms(home: Path) -> dict[str, Rhythm]:
    """Dataset -> the rhythm that the office chose; what is missing keeps its usual one."""
    with reading(home) as connection:
        if connection is None:
            return {}
        rows = connection.execute(select(_RHYTHMS.c.dataset, _RHYTHMS.c.rhythm))
        return {dataset: rhythm for dataset, rhythm in rows if rhythm in RHYTHMS}


def choose_rhythm(home: Path, dataset: str, rhythm: Rhythm, *, at: datetime, by: str) -> None:
    """From now on this kind of sheet is due in this rhythm."""
    with writing(home) as connection:
        connection.execute(_RHYTHMS.delete().where(_RHYTHMS.c.dataset == dataset))
        connection.execute(
            _RHYTHMS.insert().values(dataset=dataset, rhythm=rhythm, set_at=at, set_by=by)
        )
