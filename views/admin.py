"""The administration page: its tabs, and what the office's settings and its home look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from views import numbers
from views.html import Markup, join, link, tag
from wording import Text

ACCOUNTS = Text("账号与角色", "Accounts and roles")
TARGETS = Text("目标", "Targets")
AUDIT = Text("操作日志", "Log")
IMPORTS = Text("导入记录", "Imports")
SETTINGS = Text("设置与备份", "Settings and backups")

NOTHING_FOR_YOU = Text(
    "您的角色不能使用系统管理。需要时请联系系统管理员。",
    "Your role may not use the administration. Ask an administrator if you need it.",
)
SECTIONS = Text("系统管理的各部分", "Parts of the administration")


@dataclass(frozen=True)
class Tab:
    """One part of the page: its key in the address and its name."""

    key: str
    name: Text


def switch(tabs: Sequence[Tab], chosen: str, query: Mapping[str, str], language: str) -> Markup:
    """The parts as links; the chosen one is marked."""
    links = [
        link(
            tab.name.in_(language), "admin", {**query, "tab": tab.key},
            aria_current="true" if tab.key == chosen else None,
        )
        for tab in tabs
    ]  # fmt: skip
    return tag("nav", *links, class_="lt-switch", aria_label=SECTIONS.in_(language))


@dataclass(frozen=True)
class State:
    """What is told of the home; sizes in bytes, ``backed_up_at`` None before the first backup."""

    persons: int
    events: int
    version: int | None
    versions: int
    versions_bytes: int
    log_lines: int
    log_since: datetime | None
    backed_up_at: datetime | None


DISCLOSURE = Text("小数不列", "Small counts")
DISCLOSURE_SAYS = Text(
    "离开系统的交叉表里，人数 1 至 {persons}、事件数 1 至 {events} 不列；零和未报照列，"
    "各社区事件总数照列。",
    "In cross-tables that leave the system, counts of persons from 1 to {persons} and of events "
    "from 1 to {events} are hidden; zero and “not reported” always stand, and so do the totals of "
    "events per community.",
)
DISCLOSURE_HOW = Text(
    "在数据目录的 settings.toml 里修改：[disclosure] 下的 persons 和 events，保存后立即生效。",
    "To change it, set persons and events below [disclosure] in settings.toml of the data folder; "
    "it holds at once.",
)
VERSIONS = Text("数据版本", "Versions")
VERSIONS_SAY = Text(
    "现为第 {version} 版；保存着 {count} 个版本，共 {size} MB。",
    "Version {version} is in force; {count} versions are kept, {size} MB in all.",
)
NO_VERSION = Text("还没有发布过数据。", "Nothing is published yet.")
LOG = Text("操作日志", "Log")
LOG_SAYS = Text(
    "{count} 条，最早的是 {day}；至少保存半年。",
    "{count} lines, the oldest of {day}; kept for at least half a year.",
)
PURGE = Text(
    "清除旧版本和旧日志：python3 manage.py purge --before 2026-01-01",
    "To remove old versions and old lines: python3 manage.py purge --before 2026-01-01",
)
BACKUP = Text("备份", "Backup")
BACKUP_SAYS = Text("最近一次备份：{at}。", "The latest backup was made at {at}.")
NO_BACKUP = Text(
    "还没有备份过。数据只在这一台机器上，请尽快备份。",
    "No backup was made yet. The data are on this one machine; make one soon.",
)
BACKUP_HOW = Text(
    "备份整个数据目录（加密，口令另行保管）：python3 manage.py backup 文件名",
    "To back up the whole data folder (encrypted; keep the passphrase elsewhere): "
    "python3 manage.py backup FILE",
)


def state(found: State, language: str) -> Markup:
    """Small counts, versions, the log and backups, each with how to change it."""
    kept = VERSIONS_SAY.format(
        version=found.version, count=found.versions,
        size=numbers.plain(found.versions_bytes / 2**20, 1),
    )  # fmt: skip
    logged = LOG_SAYS.format(
        count=numbers.plain(found.log_lines),
        day=f"{found.log_since:%Y-%m-%d}" if found.log_since else numbers.NONE,
    )
    backed_up = NO_BACKUP
    if found.backed_up_at is not None:
        backed_up = BACKUP_SAYS.format(at=f"{found.backed_up_at:%Y-%m-%d %H:%M}")
    hidden = DISCLOSURE_SAYS.format(persons=found.persons, events=found.events)
    parts = (
        (DISCLOSURE, (hidden, DISCLOSURE_HOW)),
        (VERSIONS, (NO_VERSION if found.version is None else kept, PURGE)),
        (LOG, (logged,)),
        (BACKUP, (backed_up, BACKUP_HOW)),
    )
    return join([
        tag("section", tag("h2", name.in_(language)), *(tag("p", s.in_(language)) for s in said))
        for name, said in parts
    ])  # fmt: skip
