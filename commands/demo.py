"""``demo``: fills an empty home with the demonstration office, from messy files to numbers."""

from __future__ import annotations

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
    say(headlines(options.home, options.lang))
    return 0


COMMAND = Command(
    name="demo",
    summary=Text("装入演示街道并显示一周的数字", "loads the demonstration office, shows its week"),
    run=_run,
)
