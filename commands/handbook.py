"""``handbook [--write]``: every metric, commitment, sheet and constant, as declared."""

from __future__ import annotations

import argparse

from commands.command import Command, Options
from commands.output import say, tell
from wording import Text


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--write",
        action="store_true",
        help=Text(
            "写成 docs 里的两份手册，而不是打印", "write the two files in docs instead of printing"
        ).in_(language),
    )


def _run(options: Options) -> int:
    from commands.environment import ROOT
    from reports import handbook

    if not options.write:
        say(handbook.markdown(options.lang))
        return 0
    for path in handbook.write(ROOT / "docs"):
        tell(Text(f"已写入 {path.name}", f"wrote {path.name}"), options.lang)
    return 0


COMMAND = Command(
    name="handbook",
    summary=Text(
        "打印指标手册（Markdown）", "print the handbook of metrics, commitments and sheets"
    ),
    run=_run,
    add_options=_add_options,
)
