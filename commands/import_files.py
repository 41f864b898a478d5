"""``import PATH...``: reads files or folders into the home and publishes what was accepted."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from commands.audit import day
from commands.command import Command, Options
from commands.output import as_json, say, tell
from wording import ShownError, Text

NOTHING = 2


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    def word(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=word("文件或文件夹", "files or folders")
    )
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DAY",
        help=word(
            "没有日期行的表的数据日期，如 2026-11-22",
            "the day of sheets without a date line, such as 2026-11-22",
        ),
    )
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE.toml",
        help=word("对疑问的答复（TOML）", "answers to questions (TOML)"),
    )
    parser.add_argument(
        "--returns",
        type=Path,
        metavar="DIR",
        help=word("把标好的退回单存到这个目录", "write the marked workbooks into this folder"),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=word("只检查，不写入", "check only, store nothing"),
    )
    parser.add_argument("--json", action="store_true", help=word("输出 JSON", "print JSON"))


def _run(options: Options) -> int:
    from commands.intake import import_and_publish, report_drawn
    from data.yielding import let_others_first

    for path in [*options.paths, *([options.answers] if options.answers else [])]:
        if not path.exists():
            raise ShownNothing(Text(f"找不到：{path}", f"Not found: {path}"))
    let_others_first()
    done = import_and_publish(
        options.home,
        options.paths,
        as_of=options.as_of,
        answers=options.answers,
        imported_by=getpass.getuser(),
        dry_run=options.dry_run,
        language=options.lang,
        returns=options.returns,
    )
    if options.json:
        say(as_json(done.as_json()))
    else:
        say(report_drawn(done, options.lang))
    return done.report.exit_code


class ShownNothing(ShownError):
    """Nothing could be imported, because what was named is not there."""


def _run_or_nothing(options: Options) -> int:
    try:
        return _run(options)
    except ShownNothing as error:
        tell(error.text, options.lang)
        return NOTHING


COMMAND = Command(
    name="import",
    summary=Text("导入表格文件或文件夹并发布", "imports spreadsheets or folders and publishes"),
    run=_run_or_nothing,
    add_options=_add_options,
)
