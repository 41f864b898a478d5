"""Who may do what: the one place that decides.

A viewer has one role; a role may open screens and take actions; a scope narrows what is seen to
some departments or to one community.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the office."""

    LEADER = "leader"
    DEPARTMENT = "department"
    COMMUNITY = "community"
    CLERK = "clerk"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Action(StrEnum):
    """What can be done beyond opening a screen."""

    SEE_EVIDENCE = "see_evidence"  # the rows behind a number
    SEE_NAMES = "see_names"  # names of people in office roles inside those rows
    EXPORT = "export"  # a file that leaves the system
    IMPORT = "import"  # stage, publish, drop, answer
    UNDO_IMPORT = "undo_import"
    HOLD_MEETING = "hold_meeting"  # open, decide, freeze, reopen
    EDIT_FOLLOW_UP = "edit_follow_up"
    MAKE_PACK = "make_pack"
    RUN_SQL = "run_sql"
    SEE_INTEGRITY = "see_integrity"  # the analyst's integrity checks
    SHARE_VIEW = "share_view"
    CHANGE_TARGETS = "change_targets"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT = "read_audit"


@dataclass(frozen=True)
class Viewer:
    """Who looks: account, shown name, role, and the scope that narrows it."""

    account: str
    name: str
    role: Role
    departments: tuple[str, ...] = ()
    community_id: str | None = None


LOCAL = Viewer("local", "本机", Role.ADMIN)
"""The one reader of the single-user mode, bound to this machine."""


def may(viewer: Viewer, action: Action) -> bool:
    """Whether a viewer may take an action."""
    return viewer.role is Role.ADMIN
