"""``restore FILE``: brings a backup back into an empty home."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import passphrase
from commands.command import Command, Options
from commands.output import Progress, say
from wording import ShownError, Text


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=Text("备份文件", "the backup").in_(language)
    )
    passphrase.add_option(parser, language)


def _run(options: Options) -> int:
    from commands.office import log, office
    from data.restoring import restore
    from office.audit_check import check
    from office.sessions import end_all

    if not options.file.is_file():
        raise ShownError(Text(f"找不到：{options.file}", f"Not found: {options.file}"))
    home = office(options.home)
    words = passphrase.passphrase(options.passphrase_file, options.lang, is_new=False)
    with Progress(options.lang) as progress:
        found = restore(options.file, home, words, on_progress=progress.step)
    end_all(home.path)
    state = check(home.path)
    log(home, "restore", detail=f"{options.file.name} made_at={found.made_at} {found.note}")
    say(
        Text(
            f"已恢复 {found.made_at:%Y-%m-%d %H:%M} 的备份：{len(found.files)} 个文件，"
            f"版本 {found.version or '—'}，现在 {home.path}。",
            f"The backup of {found.made_at:%Y-%m-%d %H:%M} is restored: {len(found.files)} files, "
            f"version {found.version or '—'}, now in {home.path}.",
        ).in_(options.lang)
    )
    if state.why is not None:
        raise ShownError(state.why)
    return 0


COMMAND = Command(
    name="restore",
    summary=Text("把备份恢复到空目录", "brings a backup back into an empty home"),
    run=_run,
    add_options=_add_options,
)
