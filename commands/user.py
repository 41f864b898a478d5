"""``user add|passwd|disable|enable|list``: the accounts of a home.

A password is asked on the terminal or read from stdin, never taken from the arguments, which
every process of the machine could see.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from commands.command import Command, Options
from commands.output import as_json, say, table, tell
from wording import ShownError, Text

if TYPE_CHECKING:
    from office.accounts import Account

ROLES = ("leader", "department", "community", "clerk", "analyst", "auditor", "admin")
NEEDS_ACCOUNT = Text("请写明账号。", "Name the account.")
NEEDS_ROLE = Text("请用 --role 写明角色。", "Say its role with --role.")
NEW = Text("新密码：", "New password: ")
AGAIN = Text("再输入一次：", "Once more: ")
DIFFERENT = Text("两次输入不一样。", "The two are not the same.")
ADDED = Text("已添加账号 {account}。", "The account {account} is made.")
CHANGED = Text("账号 {account} 的密码已修改。", "The password of {account} is changed.")
DISABLED = Text(
    "账号 {account} 已停用，其登录已全部结束。",
    "The account {account} is disabled; it is signed out everywhere.",
)
ENABLED = Text("账号 {account} 已恢复。", "The account {account} is enabled again.")
NONE = Text("还没有账号。", "There are no accounts yet.")
HEADERS = (
    Text("账号", "account"), Text("姓名", "name"), Text("角色", "role"), Text("范围", "scope"),
    Text("登录数", "sessions"), Text("状态", "state"),
)  # fmt: skip
ACTIVE, OFF = Text("启用", "active"), Text("停用", "disabled")
ONE_TIME = Text("待改密码", "one-time password")


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    def said(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    parser.add_argument("what", choices=("add", "passwd", "disable", "enable", "list"))
    parser.add_argument("account", nargs="?", help=said("账号", "the account"))
    parser.add_argument("--name", metavar="NAME", help=said("姓名", "whose account it is"))
    parser.add_argument("--role", choices=ROLES, help=said("角色", "role"))
    parser.add_argument(
        "--department", action="append", default=[], metavar="NAME",
        help=said("部门，可重复", "department; repeatable"),
    )  # fmt: skip
    parser.add_argument(
        "--community", metavar="CODE", help=said("社区代码，12 位", "code of the community")
    )
    parser.add_argument("--json", action="store_true", help=said("输出 JSON", "print JSON"))


def _run(options: Options) -> int:
    from commands.office import caller, log, now, office
    from office import accounts

    home, language = office(options.home), options.lang
    if options.what == "list":
        return _list(accounts.accounts(home.path), options)
    account: str = options.account or ""
    if not account:
        raise ShownError(NEEDS_ACCOUNT)
    if options.what == "add":
        _add(options, account)
        done = ADDED
    elif options.what == "passwd":
        accounts.require(home.path, account)
        accounts.set_password(home.path, account, _password(language))
        done = CHANGED
    elif options.what == "disable":
        accounts.disable(home.path, account, at=now(), by=caller().account)
        done = DISABLED
    else:
        accounts.enable(home.path, account)
        done = ENABLED
    log(home, f"account.{options.what}", detail=account)
    tell(done.format(account=account), language)
    return 0


def _add(options: Options, account: str) -> None:
    """Made only together with its password: nobody signs in with what nobody has chosen.

    Where somebody else vouches for people, without one.
    """
    from commands.office import caller, now
    from office import accounts, passwords
    from office.access import access_of
    from office.permissions import Role, Viewer

    if options.role is None:
        raise ShownError(NEEDS_ROLE)
    viewer = Viewer(
        account, options.name or account, Role(options.role), tuple(options.department),
        options.community,
    )  # fmt: skip
    accounts.check(options.home, viewer)
    if access_of(options.home).mode in ("oidc", "proxy"):
        accounts.add(options.home, viewer, at=now(), by=caller().account)
        return
    password = _password(options.lang)
    passwords.check(password, account)
    accounts.add(options.home, viewer, at=now(), by=caller().account)
    accounts.set_password(options.home, account, password)


def _password(language: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass.getpass(NEW.in_(language), stream=sys.stderr)
    if getpass.getpass(AGAIN.in_(language), stream=sys.stderr) != given:
        raise ShownError(DIFFERENT)
    return given


def _list(found: tuple[Account, ...], options: Options) -> int:
    from office.permissions import ROLE_NAMES

    language = options.lang
    if options.json:
        say(
            as_json(
                [
                    {
                        "account": each.viewer.account,
                        "name": each.viewer.name,
                        "role": str(each.viewer.role),
                        "departments": list(each.viewer.departments),
                        "community_id": each.viewer.community_id,
                        "sessions": each.sessions,
                        "disabled": each.disabled_at is not None,
                        "one_time_password": each.one_time_until is not None,
                    }
                    for each in found
                ]
            )
        )
        return 0
    if not found:
        tell(NONE, language)
        return 0
    rows = [
        (
            each.viewer.account,
            each.viewer.name,
            ROLE_NAMES[each.viewer.role].in_(language),
            each.viewer.community_id or " ".join(each.viewer.departments),
            each.sessions,
            _state(each).in_(language),
        )
        for each in found
    ]
    say(table([header.in_(language) for header in HEADERS], rows, right="    r"))
    return 0


def _state(account: Account) -> Text:
    if account.disabled_at is not None:
        return OFF
    return ACTIVE if account.one_time_until is None else ONE_TIME


COMMAND = Command(
    name="user",
    summary=Text("管理登录账号", "manages the accounts that sign in"),
    run=_run,
    add_options=_add_options,
)
