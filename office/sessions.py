"""Who is signed in: sessions on the server's side, known by the hash of a random token.

A session ends when it is idle for long, when it is old, when its person signs out, or when an
administrator says so. The token itself is only in the browser's cookie.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, RowMapping, select

from office import lockout, passwords
from office.accounts import ACCOUNTS, SESSIONS, end_sessions, viewer_of
from office.permissions import Viewer
from office.store import reading, writing

SEEN_EVERY = timedelta(seconds=60)
"""How exactly the last use of a session is written down."""


@dataclass(frozen=True)
class Limits:
    """How long a session lasts unused, and at most."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)


@dataclass(frozen=True)
class Session:
    """Somebody signed in; ``must_change`` until a one-time password is replaced."""

    viewer: Viewer
    must_change: bool
    started_at: datetime


@dataclass(frozen=True)
class Login:
    """What became of an attempt: a token for the cookie, or how long one must wait."""

    token: str | None = None
    locked_until: datetime | None = None


def sign_in(
    home: Path, account: str, password: str, *, address: str, at: datetime, limits: Limits
) -> Login:
    """Try a password. Nothing tells an unknown account from a wrong password, not even time."""
    counted = lockout.subjects(account, address)
    with reading(home) as connection:
        if connection is None:
            return Login()
        until = lockout.locked_until(connection, counted, at)
        asked = select(ACCOUNTS).where(ACCOUNTS.c.account == account)
        row = connection.execute(asked).mappings().first()
    if until is not None:
        return Login(locked_until=until)
    is_right = passwords.matches(row["password_hash"] if row else None, password)
    with writing(home) as connection:
        # Between the two transactions others may have tried, or the account may be gone.
        if (until := lockout.locked_until(connection, counted, at)) is not None:
            return Login(locked_until=until)
        now = connection.execute(asked).mappings().first()
        if not is_right or now is None or now != row or _is_shut(now, at):
            lockout.failed(connection, counted, at)
            return Login(locked_until=lockout.locked_until(connection, counted, at))
        lockout.passed(connection, account)
        return Login(_start(connection, account, address, at, limits))


def _is_shut(row: RowMapping, at: datetime) -> bool:
    """Whether an account is disabled, or its one-time password too old."""
    until = row["one_time_until"]
    return row["disabled_at"] is not None or (until is not None and until < at)


def sign_in_vouched(
    home: Path, account: str, *, address: str, at: datetime, limits: Limits
) -> str | None:
    """Start a session for somebody whom an identity provider has vouched for.

    None where the office does not know the account, or has disabled it.
    """
    with writing(home) as connection:
        asked = select(ACCOUNTS.c.account).where(
            ACCOUNTS.c.account == account, ACCOUNTS.c.disabled_at.is_(None)
        )
        if connection.execute(asked).first() is None:
            return None
        return _start(connection, account, address, at, limits)


def find(home: Path, token: str, *, at: datetime, limits: Limits) -> Session | None:
    """The session of a token, or None once it has ended; being found counts as being used."""
    token_hash = _hash(token)
    asked = (
        select(ACCOUNTS, SESSIONS.c.started_at, SESSIONS.c.seen_at)
        .join(SESSIONS, SESSIONS.c.account == ACCOUNTS.c.account)
        .where(
            SESSIONS.c.token_hash == token_hash,
            SESSIONS.c.started_at > at - limits.absolute,
            SESSIONS.c.seen_at > at - limits.idle,
            ACCOUNTS.c.disabled_at.is_(None),
        )
    )
    with reading(home) as connection:
        row = None if connection is None else connection.execute(asked).mappings().first()
    if row is None:
        return None
    if at - row["seen_at"] > SEEN_EVERY:
        with writing(home) as connection:
            connection.execute(
                SESSIONS.update().where(SESSIONS.c.token_hash == token_hash).values(seen_at=at)
            )
    return Session(viewer_of(row), row["one_time_until"] is not None, row["started_at"])


def sign_out(home: Path, token: str) -> None:
    """End one session: its cookie is worth nothing from now on."""
    with writing(home) as connection:
        connection.execute(SESSIONS.delete().where(SESSIONS.c.token_hash == _hash(token)))


def sign_out_everywhere(home: Path, account: str) -> int:
    """End every session of an account; returns how many there were."""
    with writing(home) as connection:
        return end_sessions(connection, account)


def end_all(home: Path) -> int:
    """End every session of every account, as after a restore; returns how many there were."""
    with writing(home) as connection:
        return int(connection.execute(SESSIONS.delete()).rowcount)


def _start(connection: Connection, account: str, address: str, at: datetime, limits: Limits) -> str:
    token = secrets.token_urlsafe(32)
    connection.execute(
        SESSIONS.delete().where(
            (SESSIONS.c.started_at <= at - limits.absolute)
            | (SESSIONS.c.seen_at <= at - limits.idle)
        )
    )
    connection.execute(
        SESSIONS.insert().values(
            token_hash=_hash(token), account=account, started_at=at, seen_at=at,
            address=address[:64],
        )
    )  # fmt: skip
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
