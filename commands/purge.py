"""``purge [--before DAY]``: takes away old versions and old lines of the log."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from commands.audit import day
from commands.command import Command, Options
from commands.output import say
from wording import Text

if TYPE_CHECKING:
    from data.home import Home


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--before",
        type=day,
        metavar="DAY",
        help=Text(
            "清除这一天之前的（默认半年前）；日志至少保存半年",
            "what is older than this day (default: half a year ago); the log is always kept for "
            "half a year",
        ).in_(language),
    )


def _run(options: Options) -> int:
    from commands.office import caller, log, now, office
    from office import audit
    from office.audit_table import KEPT_DAYS

    home, at = office(options.home), now()
    oldest = (at - timedelta(days=KEPT_DAYS)).date()
    before: date = options.before or oldest
    gone, kept = purge_versions(home, before) if home.path.exists() else ([], [])
    if gone:
        log(home, "purge.versions", detail="versions=" + ",".join(map(str, gone)), rows=len(gone))
    lines = 0
    if home.path.exists():
        lines = audit.purge(
            home.path, datetime.combine(min(before, oldest), time.min), viewer=caller(), at=at
        )
    say(
        Text(
            f"已清除 {before} 之前的 {len(gone)} 个版本和 {lines} 条日志。",
            f"{len(gone)} versions and {lines} lines of the log from before {before} are removed.",
        ).in_(options.lang)
    )
    if kept:
        numbers = ", ".join(map(str, kept))
        say(
            Text(
                f"保留版本 {numbers}：正在使用，或为例会定稿所用。",
                f"Version {numbers} stays: in force, or frozen by a meeting.",
            ).in_(options.lang)
        )
    if before > oldest:
        say(
            Text(
                f"日志至少保存 {KEPT_DAYS} 天，{oldest} 以后的保留。",
                f"The log is kept for at least {KEPT_DAYS} days: lines from {oldest} on stay.",
            ).in_(options.lang)
        )
    return 0


def purge_versions(home: Home, before: date) -> tuple[list[int], list[int]]:
    """Remove the files of versions published before a day; which went, and which had to stay.

    The ledger goes on knowing them, so that no number is used twice and any of them can be made
    anew from its imports.
    """
    from data.ledger import Ledger
    from office.meetings import frozen_versions

    gone, kept = [], []
    with home.locked():
        needed = {home.current_version(), *frozen_versions(home.path)}
        published = Ledger(home).published_on()
        for version in home.versions():
            if version not in published or published[version].date() >= before:
                continue
            if version in needed:
                kept.append(version)
                continue
            home.version_path(version).unlink()
            gone.append(version)
    return gone, kept


COMMAND = Command(
    name="purge",
    summary=Text("清除旧版本和旧日志", "removes old versions and old lines of the log"),
    run=_run,
    add_options=_add_options,
)
