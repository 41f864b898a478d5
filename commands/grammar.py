"""How a command line is read: the options of every command, and plain sentences for mistakes."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path
from typing import NoReturn

from commands.command import Command, Options, commands
from commands.environment import ROOT
from wording import ShownError, Text

DEFAULT_HOME = ROOT / "data" / "local"


class CallError(ShownError):
    """The command line cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser that answers a mistake with a sentence in both languages instead of leaving."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would have printed."""
        raise CallError(
            Text(
                f"命令有误（{message}）。查看用法：python3 {self.prog} --help",
                f"The call is wrong ({message}). Usage: python3 {self.prog} --help",
            )
        )


def language_of(arguments: list[str]) -> str:
    """The language asked for on the command line, before it is parsed; Chinese unless told."""
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2]
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if argument.startswith("--lang") and value == "en":
            return "en"
    return "zh"


def parser(language: str) -> Parser:
    """The parser of all commands, with its help in ``language``."""
    whole = Parser(
        prog="manage.py",
        allow_abbrev=False,
        description=Text(
            "岭图：街道治理看板。第一次运行会建立 .venv 并安装所需组件。",
            "Lingtu: the governance dashboard of a subdistrict. The first call makes .venv and "
            "installs what is needed.",
        ).in_(language),
    )
    _add_shared_options(whole, language, is_default=True)
    below = whole.add_subparsers(
        dest="command",
        metavar=Text("命令", "COMMAND").in_(language),
        title=Text("命令", "commands").in_(language),
        parser_class=Parser,
    )
    for command in commands().values():
        _add_command(below, command, language)
    return whole


def read(arguments: list[str], language: str) -> Options:
    """The options of the call; a mistake raises `CallError`. ``--help`` prints and leaves."""
    whole = parser(language)
    if not arguments:
        whole.print_help()
        raise SystemExit(0)
    options, rest = whole.parse_known_args(_guarded(arguments), namespace=Options())
    if options.command == "test":
        options.pytest_arguments = rest
    elif rest:
        whole.error(Text("不认识：", "not known: ").in_(language) + " ".join(rest))
    if options.command is None:
        whole.error(Text("没有写命令", "no command named").in_(language))
    options.home = options.home.expanduser().absolute()
    return options


def _guarded(arguments: list[str]) -> list[str]:
    """The arguments, unless the first word that is no option is not a command of ours."""
    takes_value = {"--home", "--lang", "--find-links"}
    skip = False
    for argument in arguments:
        if skip or argument.startswith("-"):
            skip = argument in takes_value and not skip
            continue
        if argument in commands():
            return arguments
        raise CallError(_unknown(argument))
    return arguments


def _unknown(word: str) -> Text:
    names = "、".join(commands()), ", ".join(commands())
    near = difflib.get_close_matches(word, list(commands()), n=1)
    hint = Text(f"是不是“{near[0]}”？", f" Did you mean “{near[0]}”?") if near else Text(" ", " ")
    return Text(
        f"没有“{word}”这个命令。{hint.zh.strip()}现有命令：{names[0]}。",
        f"There is no command “{word}”.{hint.en.rstrip()} Commands: {names[1]}.",
    )


def _add_command(
    below: argparse._SubParsersAction[Parser], command: Command, language: str
) -> None:
    summary = command.summary.in_(language).replace("%", "%%")
    one = below.add_parser(command.name, help=summary, description=summary, allow_abbrev=False)
    _add_shared_options(one, language, is_default=False)
    command.add_options(one, language)


def _add_shared_options(one: argparse.ArgumentParser, language: str, *, is_default: bool) -> None:
    """Declare what every command takes, before or after its name (the later one wins)."""
    missing = argparse.SUPPRESS
    one.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=DEFAULT_HOME if is_default else missing,
        help=Text(
            "数据目录（默认 data/local）", "where the office's data lives (default data/local)"
        ).in_(language),
    )
    one.add_argument(
        "--lang",
        choices=("zh", "en"),
        default="zh" if is_default else missing,
        help=Text("输出语言（默认 zh）", "language of the output (default zh)").in_(language),
    )
    one.add_argument(
        "--find-links",
        type=Path,
        metavar="DIR",
        default=None if is_default else missing,
        help=Text(
            "不联网安装：从这个目录取安装包",
            "install without a network, from the packages in this folder",
        ).in_(language),
    )
