"""What the office has decided about its numbers: targets, and fresh starts of control charts.

Two histories that are only added to. Taking back a decision is a further line that names it; what
stood at any earlier time can be told from the lines written by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Date, DateTime, Float, Integer, String, Table, select

from office.store import METADATA, reading, writing
from wording import ShownError, Text

_TARGETS = Table(
    "target_changes",
    METADATA,
    Column("change_id", Integer, primary_key=True),
    Column("metric", String, nullable=False),
    Column("value", Float),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("withdraws", Integer),
    Column("reason", String, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("changed_by", String, nullable=False),
)
_REBASINGS = Table(
    "rebasings",
    METADATA,
    Column("change_id", Integer, primary_key=True),
    Column("metric", String, nullable=False),
    Column("place_id", String),
    Column("from_on", Date),
    Column("withdraws", Integer),
    Column("reason", String, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("changed_by", String, nullable=False),
)

NO_SUCH_CHANGE = Text(
    "没有可撤回的第 {number} 条：它不存在，或已经撤回。",
    "There is no line {number} to take back: it does not exist, or has been taken back.",
)


class TargetError(ShownError):
    """A decision about targets that cannot be taken."""


@dataclass(frozen=True)
class TargetChange:
    """One line of the history of targets.

    ``value`` holds from ``valid_from`` to ``valid_to`` (both included, None for without end). A
    line that takes back an earlier one names it in ``withdraws`` and sets nothing itself.
    """

    change_id: int
    metric: str
    value: float | None
    valid_from: date | None
    valid_to: date | None
    withdraws: int | None
    reason: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class Rebasing:
    """One line of the history of fresh starts: from a day on, limits are computed anew.

    Without ``place_id`` it holds for every place.
    """

    change_id: int
    metric: str
    place_id: str | None
    from_on: date | None
    withdraws: int | None
    reason: str
    changed_at: datetime
    changed_by: str


Line = TypeVar("Line", TargetChange, Rebasing)


def set_target(
    home: Path,
    metric: str,
    value: float,
    *,
    valid_from: date,
    valid_to: date | None,
    reason: str,
    at: datetime,
    by: str,
) -> int:
    """Write down that the office sets a target; returns the number of the line."""
    given = {"metric": metric, "value": value, "valid_from": valid_from, "valid_to": valid_to}
    return _write(home, _TARGETS, given, reason=reason, at=at, by=by)


def withdraw_target(home: Path, change_id: int, *, reason: str, at: datetime, by: str) -> str:
    """Take back a target that the office set; returns its metric."""
    return _withdraw(home, _TARGETS, change_id, reason=reason, at=at, by=by)


def rebase(
    home: Path, metric: str, place_id: str | None, from_on: date, *, reason: str, at: datetime,
    by: str,
) -> int:  # fmt: skip
    """Write down that a metric's limits start afresh on a day; returns the number of the line."""
    given = {"metric": metric, "place_id": place_id, "from_on": from_on}
    return _write(home, _REBASINGS, given, reason=reason, at=at, by=by)


def withdraw_rebasing(home: Path, change_id: int, *, reason: str, at: datetime, by: str) -> str:
    """Take back a fresh start; returns its metric."""
    return _withdraw(home, _REBASINGS, change_id, reason=reason, at=at, by=by)


def target_history(home: Path, *, until: datetime | None = None) -> tuple[TargetChange, ...]:
    """Every line about targets, the latest first; ``until`` leaves out what came later."""
    return tuple(TargetChange(**row) for row in _history(home, _TARGETS, until))


def rebasing_history(home: Path, *, until: datetime | None = None) -> tuple[Rebasing, ...]:
    """Every line about fresh starts, the latest first; ``until`` leaves out what came later."""
    return tuple(Rebasing(**row) for row in _history(home, _REBASINGS, until))


def standing(history: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a history that set something and have not been taken back, the latest first."""
    gone = {line.withdraws for line in history if line.withdraws is not None}
    return tuple(line for line in history if line.withdraws is None and line.change_id not in gone)


def _write(
    home: Path, table: Table, given: Mapping[str, Any], *, reason: str, at: datetime, by: str
) -> int:
    with writing(home) as connection:
        return _added(connection, table, given, reason=reason, at=at, by=by)


def _added(
    connection: Connection, table: Table, given: Mapping[str, Any], *, reason: str, at: datetime,
    by: str,
) -> int:  # fmt: skip
    line = table.insert().values(reason=reason, changed_at=at, changed_by=by, **given)
    key = connection.execute(line).inserted_primary_key
    return int(key[0]) if key else 0


def _withdraw(
    home: Path, table: Table, change_id: int, *, reason: str, at: datetime, by: str
) -> str:
    with writing(home) as connection:
        taken_back = select(table.c.withdraws).where(table.c.withdraws.is_not(None))
        found = connection.execute(
            select(table.c.metric).where(
                table.c.change_id == change_id,
                table.c.withdraws.is_(None),
                table.c.change_id.not_in(taken_back),
            )
        ).scalar()
        if found is None:
            raise TargetError(NO_SUCH_CHANGE.format(number=change_id))
        given = {"metric": found, "withdraws": change_id}
        _added(connection, table, given, reason=reason, at=at, by=by)
        return str(found)


def _history(home: Path, table: Table, until: datetime | None) -> list[dict[str, Any]]:
    with reading(home) as connection:
        if connection is None:
            return []
        asked = select(table).order_by(table.c.change_id.desc())
        if until is not None:
            asked = asked.where(table.c.changed_at <= until)
        return [dict(row) for row in connection.execute(asked).mappings()]
