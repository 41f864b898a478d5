"""Who may do what: the one place that decides.

A viewer has one role; a role may open screens and take actions; a scope narrows what is seen to
some departments or to one community. ``TABLE`` is all there is to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from wording import Text


class Role(StrEnum):
    """What somebody is to the office."""

    LEADER = "leader"
    DEPARTMENT = "department"
    COMMUNITY = "community"
    CLERK = "clerk"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMIN = "admin"


ROLE_NAMES: Mapping[Role, Text] = MappingProxyType(
    {
        Role.LEADER: Text("领导", "Leader"),
        Role.DEPARTMENT: Text("部门", "Department"),
        Role.COMMUNITY: Text("社区", "Community"),
        Role.CLERK: Text("数据管理员", "Data clerk"),
        Role.ANALYST: Text("分析员", "Analyst"),
        Role.AUDITOR: Text("审计", "Auditor"),
        Role.ADMIN: Text("系统管理员", "Administrator"),
    }
)


def role_name(role: str) -> Text:
    """What a role is called; one that somebody wrote into the file is called what it says."""
    return ROLE_NAMES[Role(role)] if role in set(Role) else Text(role, role)


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


TABLE = """
                  leader  department  community  clerk  analyst  auditor  admin

overview          yes     yes         own        yes    yes      yes      yes
grid_map          yes     yes         own        yes    yes      -        -
grid_coverage     yes     yes         own        yes    yes      -        -
service_space     yes     yes         own        yes    yes      -        -
volunteers        yes     yes         own        yes    yes      -        -
three_zero        yes     yes         own        yes    yes      -        -
commitments       yes     yes         own        yes    yes      -        -
import_data       -       -           -          yes    -        yes      yes
weekly_review     yes     -           -          yes    -        -        -
follow_ups        yes     own         own        yes    -        -        -
explore           yes     yes         own        yes    yes      -        -
integrity         -       -           -          -      yes      -        -
handbook          yes     yes         yes        yes    yes      yes      yes
admin             -       -           -          -      -        yes      yes

see_evidence      yes     own         own        yes    yes      -        -
see_names         yes     own         own        yes    -        -        -
export            yes     yes         own        yes    yes      -        -
import            -       -           -          yes    -        -        -
undo_import       -       -           -          yes    -        -        yes
hold_meeting      yes     -           -          -      -        -        -
edit_follow_up    yes     own         own        yes    -        -        -
make_pack         yes     -           -          yes    -        -        -
run_sql           -       -           -          -      yes      -        -
see_integrity     -       -           -          -      yes      -        -
share_view        yes     -           -          -      yes      -        -
change_targets    -       -           -          -      -        -        yes
change_settings   -       -           -          -      -        -        yes
manage_accounts   -       -           -          -      -        -        yes
read_audit        -       -           -          -      -        yes      yes
"""
"""Screens by their address, then actions. ``own``: what lies in the viewer's departments or
community, and nothing else; of numbers, besides that, the anonymous average of the others."""


@dataclass(frozen=True)
class Viewer:
    """Who looks: account, shown name, role, and the scope that narrows it.

    ``is_local`` is the one reader of the single-user mode, who may do everything.
    """

    account: str
    name: str
    role: Role
    departments: tuple[str, ...] = ()
    community_id: str | None = None
    is_local: bool = False


LOCAL = Viewer("local", "本机", Role.ADMIN, is_local=True)
"""The one reader of the single-user mode, bound to this machine."""


def _read(table: str) -> Mapping[str, Mapping[Role, str]]:
    """Every line of the table: screen or action -> role -> yes, own or -."""
    header, *lines = [line.split() for line in table.splitlines() if line.strip()]
    roles = [Role(name) for name in header]
    return MappingProxyType(
        {what: MappingProxyType(dict(zip(roles, cells, strict=True))) for what, *cells in lines}
    )


RULES = _read(TABLE)


SCREENS = frozenset(RULES) - frozenset(Action)
"""The addresses of all screens."""


def may_open(viewer: Viewer, screen: str) -> bool:
    """Whether a viewer may open a screen, given by its address; nobody may open an unknown one."""
    return viewer.is_local or RULES.get(screen, {}).get(viewer.role, "-") != "-"


def may(viewer: Viewer, action: Action) -> bool:
    """Whether a viewer may take an action at all, be it within a scope."""
    return viewer.is_local or RULES[action][viewer.role] != "-"


def may_for(
    viewer: Viewer,
    action: Action,
    *,
    departments: Collection[str] = (),
    community_id: str | None = None,
) -> bool:
    """Whether a viewer may take an action on something that concerns departments or a community.

    ``departments`` answer for it; ``community_id`` is the community that it lies in, None for what
    concerns the whole office.
    """
    if viewer.is_local:
        return True
    cell = RULES[action][viewer.role]
    if cell != "own":
        return cell == "yes"
    return concerns(viewer, departments=departments, community_id=community_id)


def concerns(
    viewer: Viewer, *, departments: Collection[str] = (), community_id: str | None = None
) -> bool:
    """Whether something lies in a viewer's scope; a viewer without a scope has all of it."""
    if viewer.role is Role.COMMUNITY:
        return viewer.community_id is not None and community_id == viewer.community_id
    if viewer.role is Role.DEPARTMENT:
        return not set(departments).isdisjoint(viewer.departments)
    return True
