"""The accounts of the office as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from views.html import Markup
from views.tables import Column, table
from wording import Text

ACCOUNT = Text("账号", "Account")
NAME = Text("姓名", "Name")
ROLE = Text("角色", "Role")
SCOPE = Text("范围", "Scope")
SESSIONS = Text("登录处", "Signed in")
STATE = Text("状态", "State")
MADE = Text("设立", "Made")
ACTIVE = Text("启用", "Active")
DISABLED = Text("停用", "Disabled")
ONE_TIME = Text("待改一次性密码", "One-time password not yet changed")


@dataclass(frozen=True)
class Line:
    """One account; ``scope`` as it is called, ``sessions`` the places where it is signed in."""

    account: str
    name: str
    role: Text
    scope: str
    sessions: int
    is_disabled: bool
    has_one_time_password: bool
    made_at: datetime
    made_by: str


def draw(lines: Sequence[Line], language: str) -> Markup:
    """The table of accounts."""
    columns = [
        *(Column(words.in_(language)) for words in (ACCOUNT, NAME, ROLE, SCOPE, STATE)),
        Column(SESSIONS.in_(language), is_number=True),
        Column(MADE.in_(language)),
    ]
    return table(
        columns,
        [
            (
                line.account, line.name, line.role.in_(language), line.scope,
                _state(line).in_(language), line.sessions,
                f"{line.made_at:%Y-%m-%d} · {line.made_by}",
            )
            for line in lines
        ],
    )  # fmt: skip


def _state(line: Line) -> Text:
    if line.is_disabled:
        return DISABLED
    return ONE_TIME if line.has_one_time_password else ACTIVE
