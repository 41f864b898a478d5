"""``undo IMPORT``: takes one import out of force and publishes."""

from __future__ import annotations

import argparse

from commands.command import Command, Options
from commands.output import say
from wording import ShownError, Text


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "import_id",
        type=int,
        metavar="IMPORT",
        help=Text("导入编号，见 imports", "number of the import, see imports").in_(language),
    )


def _run(options: Options) -> int:
    from commands.office import log, office, publish_with_progress
    from data.ledger import Ledger

    home = office(options.home)
    number = options.import_id
    records = Ledger(home).imports() if home.path.exists() else []
    record = next((one for one in records if one.import_id == number), None)
    if record is None:
        raise ShownError(
            Text(
                f"没有编号为 {number} 的导入。用 imports 查看。",
                f"There is no import {number}. See imports.",
            )
        )
    if record.state != "in_force":
        raise ShownError(
            Text(f"导入 {number} 并未生效，无需撤销。", f"Import {number} is not in force.")
        )
    version, _ = publish_with_progress(home, options.lang, remove=(number,))
    log(home, "import.undo", detail=f"imports={number} version={version}")
    say(
        Text(
            f"已撤销导入 {number}（{record.file_name}），现为版本 {version}。",
            f"Import {number} ({record.file_name}) is undone; version {version} is in force.",
        ).in_(options.lang)
    )
    return 0


COMMAND = Command(
    name="undo",
    summary=Text("撤销一次导入并重新发布", "undoes one import and publishes"),
    run=_run,
    add_options=_add_options,
)
