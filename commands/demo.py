"""``demo``: fills an empty home with the demonstration office, from messy files to numbers."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from commands.command import Command, Options
from commands.environment import ROOT
from commands.output import say, tell
from wording import ShownError, Text

INBOX = ROOT / "data" / "samples" / "inbox"
AS_OF = date(2026, 11, 22)
WEEK = "2026-W47"


def fill(path: Path, language: str) -> None:
    """Import the demonstration inbox with its answers into the home at ``path`` and publish."""
    from commands.intake import import_and_publish, summary

    tell(
        Text(
            "装入演示街道：虚构的槐澜街道一年的台账，28 个真实面貌的文件。",
            "Loading the demonstration office: a year of a fictional subdistrict, "
            "in 28 files as messy as real ones.",
        ),
        language,
    )
    done = import_and_publish(
        path,
        [INBOX],
        as_of=AS_OF,
        answers=INBOX / "answers.toml",
        imported_by="demo",
        dry_run=False,
        language=language,
    )
    if done.version is None:
        reason = next((file.error for file in done.report.files if file.error), summary(done))
        raise ShownError(
            Text(
                "演示街道没有装入：{reason}", "The demonstration office is not loaded: {reason}"
            ).format(reason=reason)
        )
    tell(summary(done), language)


def headlines(path: Path, language: str) -> str:
    """The week's numbers of the whole subdistrict, as a table."""
    from commands.office import office, opened
    from commands.values import drawn, values_of

    published = opened(office(path))
    found = values_of(published, metrics=None, levels=["subdistrict"], periods=[WEEK])
    return drawn(found, language)


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--meeting",
        action="store_true",
        help=Text(
            "再虚构一次已定稿的例会（2026年第46周）及其督办事项",
            "adds an invented review meeting (week 46 of 2026), frozen, with its follow-ups",
        ).in_(language),
    )


def hold_meeting(path: Path, language: str) -> None:
    """Hold the invented meeting, unless the home has one already."""
    from commands.demo_meeting import hold
    from commands.office import now, office
    from office.meetings import meetings

    if meetings(path):
        tell(Text("这里已有会议。", "There are meetings here already."), language)
        return
    number = hold(office(path), published_at=now())
    tell(
        Text(
            f"已虚构第 {number} 次例会并定稿，附督办事项。",
            f"Meeting {number} is invented and frozen, with its follow-ups.",
        ),
        language,
    )


def _run(options: Options) -> int:
    from commands.office import office
    from data.ledger import Ledger

    home = office(options.home)
    if home.current_version() is not None:
        others = [one for one in Ledger(home).imports() if one.imported_by != "demo"]
        if others:
            raise ShownError(
                Text(
                    f"{home.path} 里已有自己的数据。演示街道请放到别处：demo --home 目录",
                    f"{home.path} holds data of its own. Put the demonstration elsewhere: "
                    "demo --home DIR",
                )
            )
        tell(Text("演示街道已在这里。", "The demonstration office is here already."), options.lang)
    else:
        fill(options.home, options.lang)
    if options.meeting:
        hold_meeting(options.home, options.lang)
    say(headlines(options.home, options.lang))
    return 0


COMMAND = Command(
    name="demo",
    summary=Text("装入演示街道并显示一周的数字", "loads the demonstration office, shows its week"),
    run=_run,
    add_options=_add_options,
)
