"""``backup FILE``: the whole home as one file that only a passphrase opens."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands import passphrase
from commands.command import Command, Options
from commands.output import Progress, say
from wording import Text


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=Text("备份文件", "the file to write").in_(language)
    )
    passphrase.add_option(parser, language)


def _run(options: Options) -> int:
    from commands.office import log, now, office
    from data.backup import back_up
    from office.audit_check import check

    home = office(options.home)
    words = passphrase.passphrase(options.passphrase_file, options.lang, is_new=True)
    state = check(home.path)
    note = f"log={state.lines} head={state.head}"
    with Progress(options.lang) as progress:
        made = back_up(home, options.file, words, at=now(), note=note, on_progress=progress.step)
    log(home, "backup", detail=f"{options.file.name} version={made.version} {note}")
    size = options.file.stat().st_size / 2**20
    say(
        Text(
            f"已备份 {len(made.files)} 个文件，{size:.1f} MB：{options.file}\n"
            "口令请与备份分开保管；没有口令，谁也打不开。",
            f"{len(made.files)} files are backed up, {size:.1f} MB: {options.file}\n"
            "Keep the passphrase apart from it; nobody can open it without.",
        ).in_(options.lang)
    )
    return 0


COMMAND = Command(
    name="backup",
    summary=Text(
        "把整个数据目录备份为一个加密文件", "backs up the whole home into one sealed file"
    ),
    run=_run,
    add_options=_add_options,
)
