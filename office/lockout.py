"""After a few wrong passwords one must wait, longer each time: per account and per address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, DateTime, Integer, String, Table, select

from office.store import METADATA

_FAILED = Table(
    "failed_logins",
    METADATA,
    Column("subject", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", DateTime, nullable=False),
    Column("locked_until", DateTime),
)

FREE = {"account": 5, "address": 20}
"""The wrong password after which one first waits; an address may be that of a whole office."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)


def subjects(account: str, address: str) -> tuple[str, str]:
    """What is counted for a login, whether or not there is such an account."""
    return f"account:{account[:64]}", f"address:{address[:64]}"


def locked_until(connection: Connection, counted: Iterable[str], at: datetime) -> datetime | None:
    """When the next attempt is heard; None for now."""
    asked = select(_FAILED.c.locked_until).where(
        _FAILED.c.subject.in_(list(counted)), _FAILED.c.locked_until > at
    )
    return max((until for until in connection.execute(asked).scalars() if until), default=None)


def failed(connection: Connection, counted: Iterable[str], at: datetime) -> None:
    """Count a wrong password."""
    connection.execute(_FAILED.delete().where(_FAILED.c.last_at < at - FORGOTTEN_AFTER))
    for subject in counted:
        asked = select(_FAILED.c.failures).where(_FAILED.c.subject == subject)
        failures = (connection.execute(asked).scalar() or 0) + 1
        connection.execute(_FAILED.delete().where(_FAILED.c.subject == subject))
        connection.execute(
            _FAILED.insert().values(
                subject=subject, failures=failures, last_at=at,
                locked_until=_until(subject, failures, at),
            )
        )  # fmt: skip


def passed(connection: Connection, account: str) -> None:
    """A right password clears the account; the address must wait it out."""
    subject, _ = subjects(account, "")
    connection.execute(_FAILED.delete().where(_FAILED.c.subject == subject))


def _until(subject: str, failures: int, at: datetime) -> datetime | None:
    over = failures - FREE[subject.partition(":")[0]]
    if over < 0:
        return None
    wait: timedelta = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(over, 16))
    return at + wait
