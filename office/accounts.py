"""Accounts: who may sign in, as what, and within which scope.

There is no account that was not made by somebody: the first start makes one administrator with a
one-time password, every other is made by an administrator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    ForeignKey,
    RowMapping,
    String,
    Table,
    func,
    select,
)

from office import passwords
from office.permissions import Role, Viewer
from office.store import METADATA, reading, writing
from wording import ShownError, Text

ONE_TIME_FOR = timedelta(hours=72)
"""How long a one-time password can be used."""

FIRST_ADMIN = "admin"
RESERVED = frozenset({"local", "demo"})
"""Names that the log gives to somebody else."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
BAD_NAME = Text(
    "账号用小写字母、数字、点、横线，2 至 32 个字符，并且不是 {reserved}。",
    "An account's name has 2 to 32 small letters, digits, dots or dashes, and is not {reserved}.",
)
LONGEST_NAME = 60
NO_PERSON = Text(
    f"请写明是谁的账号，最多 {LONGEST_NAME} 个字，不含看不见的字符。",
    f"Say whose account it is, in at most {LONGEST_NAME} visible characters.",
)
SAME = Text(
    "新密码不能与现在的密码相同。", "The new password must differ from the one it replaces."
)
TAKEN = Text("账号 {account} 已经存在。", "There is an account {account} already.")
UNKNOWN = Text("没有账号 {account}。", "There is no account {account}.")
NEEDS_DEPARTMENT = Text(
    "部门账号要写明至少一个部门。", "An account of a department names at least one department."
)
NEEDS_COMMUNITY = Text("社区账号要写明社区。", "An account of a community names its community.")
LAST_ADMIN = Text(
    "这是最后一个能用的管理员账号，先另设一个管理员。",
    "This is the last administrator who can sign in; make another one first.",
)

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("account", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("departments", JSON, nullable=False),
    Column("community_id", String),
    Column("password_hash", String),
    Column("one_time_until", DateTime),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", String, nullable=False),
    Column("disabled_at", DateTime),
    Column("disabled_by", String),
)
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("token_hash", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.account"), nullable=False),
    Column("started_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("address", String, nullable=False),
)


class AccountError(ShownError):
    """Something that cannot be done to an account."""


@dataclass(frozen=True)
class Account:
    """An account as an administrator sees it; ``one_time_until`` is None once its person has
    chosen a password, ``sessions`` counts where it is signed in."""

    viewer: Viewer
    made_at: datetime
    made_by: str
    disabled_at: datetime | None
    one_time_until: datetime | None
    sessions: int = 0


def viewer_of(row: RowMapping) -> Viewer:
    """The viewer that a row of the table describes."""
    return Viewer(
        row["account"], row["name"], Role(row["role"]), tuple(row["departments"]),
        row["community_id"],
    )  # fmt: skip


def add(home: Path, viewer: Viewer, *, at: datetime, by: str) -> str:
    """Make an account; returns the one-time password to hand over, which is not kept."""
    given = passwords.one_time()
    made = passwords.hashed(given)
    _check(viewer)
    with writing(home) as connection:
        if _row(connection, viewer.account) is not None:
            raise AccountError(TAKEN.format(account=viewer.account))
        connection.execute(
            ACCOUNTS.insert().values(
                account=viewer.account, password_hash=made,
                one_time_until=at + ONE_TIME_FOR, made_at=at, made_by=by, **_described(viewer),
            )
        )  # fmt: skip
    return given


def check(home: Path, viewer: Viewer) -> None:
    """Raise AccountError unless such an account can be made."""
    _check(viewer)
    with reading(home) as connection:
        if connection is not None and _row(connection, viewer.account) is not None:
            raise AccountError(TAKEN.format(account=viewer.account))


def require(home: Path, account: str) -> None:
    """Raise AccountError unless there is such an account."""
    with reading(home) as connection:
        if connection is None:
            raise AccountError(UNKNOWN.format(account=account))
        _known(connection, account)


def make_first_admin(home: Path, *, at: datetime) -> str | None:
    """The one-time password of the first administrator; None where there are accounts already."""
    with reading(home) as connection:
        if connection is not None and connection.execute(select(ACCOUNTS.c.account)).first():
            return None
    viewer = Viewer(FIRST_ADMIN, "系统管理员", Role.ADMIN)
    return add(home, viewer, at=at, by="first start")


def change(home: Path, viewer: Viewer) -> None:
    """Give an account another name, role or scope; it must sign in anew."""
    _check(viewer)
    with writing(home) as connection:
        _known(connection, viewer.account)
        if viewer.role is not Role.ADMIN:
            _keep_an_admin(connection, viewer.account)
        connection.execute(
            ACCOUNTS.update()
            .where(ACCOUNTS.c.account == viewer.account)
            .values(**_described(viewer))
        )
        end_sessions(connection, viewer.account)


def set_password(home: Path, account: str, password: str) -> None:
    """The password that somebody chose, other than the present one; ends the sessions."""
    passwords.check(password, account)
    with reading(home) as connection:
        row = None if connection is None else _row(connection, account)
    if row is not None and passwords.matches(row["password_hash"], password):
        raise AccountError(SAME)
    _set_hash(home, account, password, None)


def give_one_time_password(home: Path, account: str, *, at: datetime) -> str:
    """A new one-time password in place of a forgotten one; ends the account's sessions."""
    given = passwords.one_time()
    _set_hash(home, account, given, at + ONE_TIME_FOR)
    return given


def _set_hash(home: Path, account: str, password: str, until: datetime | None) -> None:
    made = passwords.hashed(password)
    with writing(home) as connection:
        _known(connection, account)
        connection.execute(
            ACCOUNTS.update()
            .where(ACCOUNTS.c.account == account)
            .values(password_hash=made, one_time_until=until)
        )
        end_sessions(connection, account)


def disable(home: Path, account: str, *, at: datetime, by: str) -> None:
    """Nobody can sign in any more, and whoever is signed in is out at once."""
    with writing(home) as connection:
        _known(connection, account)
        _keep_an_admin(connection, account)
        connection.execute(
            ACCOUNTS.update()
            .where(ACCOUNTS.c.account == account, ACCOUNTS.c.disabled_at.is_(None))
            .values(disabled_at=at, disabled_by=by)
        )
        end_sessions(connection, account)


def enable(home: Path, account: str) -> None:
    """Let a disabled account sign in again."""
    with writing(home) as connection:
        _known(connection, account)
        connection.execute(
            ACCOUNTS.update()
            .where(ACCOUNTS.c.account == account)
            .values(disabled_at=None, disabled_by=None)
        )


def accounts(home: Path) -> tuple[Account, ...]:
    """Every account, by its name."""
    with reading(home) as connection:
        if connection is None:
            return ()
        counted = select(SESSIONS.c.account, func.count()).group_by(SESSIONS.c.account)
        open_here = {row[0]: int(row[1]) for row in connection.execute(counted)}
        rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.account)).mappings()
        return tuple(
            Account(
                viewer_of(row), row["made_at"], row["made_by"], row["disabled_at"],
                row["one_time_until"], open_here.get(row["account"], 0),
            )
            for row in rows
        )  # fmt: skip


def known(home: Path, account: str) -> Viewer | None:
    """The viewer of an account that somebody else has vouched for; None if it may not sign in."""
    with reading(home) as connection:
        row = None if connection is None else _row(connection, account)
    return None if row is None or row["disabled_at"] is not None else viewer_of(row)


def end_sessions(connection: Connection, account: str) -> int:
    """Sign an account out everywhere; returns from how many places."""
    ended = connection.execute(SESSIONS.delete().where(SESSIONS.c.account == account))
    return int(ended.rowcount)


def _row(connection: Connection, account: str) -> RowMapping | None:
    asked = select(ACCOUNTS).where(ACCOUNTS.c.account == account)
    return connection.execute(asked).mappings().first()


def _known(connection: Connection, account: str) -> RowMapping:
    row = _row(connection, account)
    if row is None:
        raise AccountError(UNKNOWN.format(account=account))
    return row


def _keep_an_admin(connection: Connection, account: str) -> None:
    """Refuse what would leave nobody to manage the accounts."""
    asked = select(ACCOUNTS.c.account).where(
        ACCOUNTS.c.role == Role.ADMIN.value, ACCOUNTS.c.disabled_at.is_(None)
    )
    admins: Sequence[str] = connection.execute(asked).scalars().all()
    if list(admins) == [account]:
        raise AccountError(LAST_ADMIN)


def _described(viewer: Viewer) -> dict[str, Any]:
    is_community = viewer.role is Role.COMMUNITY
    is_department = viewer.role is Role.DEPARTMENT
    return {
        "name": viewer.name.strip(),
        "role": viewer.role.value,
        "departments": list(viewer.departments) if is_department else [],
        "community_id": viewer.community_id if is_community else None,
    }


def _check(viewer: Viewer) -> None:
    if not _NAME.fullmatch(viewer.account) or viewer.account in RESERVED:
        raise AccountError(BAD_NAME.format(reserved=", ".join(sorted(RESERVED))))
    name = viewer.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountError(NO_PERSON)
    if viewer.role is Role.DEPARTMENT and not viewer.departments:
        raise AccountError(NEEDS_DEPARTMENT)
    if viewer.role is Role.COMMUNITY and not viewer.community_id:
        raise AccountError(NEEDS_COMMUNITY)
