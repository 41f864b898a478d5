"""The passphrase of a backup: asked on the terminal, or read from a file or from stdin; never an
argument, which every process of the machine could see."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from wording import ShownError, Text

SHORTEST = 12

ASK = Text("备份口令：", "Passphrase of the backup: ")
AGAIN = Text("再输入一次：", "Once more: ")
DIFFERENT = Text("两次输入不一样。", "The two are not the same.")
SHORT = Text(
    f"口令至少 {SHORTEST} 个字符。请写下来，与备份分开保管：丢了口令，备份就打不开。",
    f"A passphrase needs at least {SHORTEST} characters. Write it down and keep it apart from the "
    "backup: without it the backup cannot be opened.",
)
NOT_FOUND = Text("找不到口令文件：{path}", "There is no file with a passphrase at {path}")


def add_option(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare where the passphrase may come from instead of the terminal."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=Text(
            "口令在这个文件的第一行（- 表示标准输入）；不写则在终端询问",
            "the first line of this file is the passphrase (- for stdin); asked on the terminal "
            "without it",
        ).in_(language),
    )


def passphrase(file: Path | None, language: str, *, is_new: bool) -> str:
    """The passphrase; a new one is asked twice and must be long enough."""
    if file is not None or not sys.stdin.isatty():
        given = _first_line(file)
    else:
        given = getpass.getpass(ASK.in_(language), stream=sys.stderr)
        if is_new and getpass.getpass(AGAIN.in_(language), stream=sys.stderr) != given:
            raise ShownError(DIFFERENT)
    if is_new and len(given) < SHORTEST:
        raise ShownError(SHORT)
    return given


def _first_line(file: Path | None) -> str:
    if file is None or str(file) == "-":
        return sys.stdin.readline().rstrip("\r\n")
    try:
        with file.open(encoding="utf-8-sig") as held:
            return held.readline().rstrip("\r\n")
    except OSError:
        raise ShownError(NOT_FOUND.format(path=file)) from None
