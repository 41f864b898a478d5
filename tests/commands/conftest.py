"""What the tests of the commands share: a small office, and a way to call."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass

import pytest

from commands.command import commands
from commands.demo import INBOX
from commands.grammar import read

REGISTERS = ("01社区基本情况一览表.xlsx", "02网格基本信息表(2026年11月).xlsx")
STAFF = "03网格员花名册（青荇）.xls"
ANSWERS = str(INBOX / "answers.toml")


@dataclass(frozen=True)
class Done:
    """What a call left: its exit code, its result and its remarks."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def call(capsys):
    """Call a command as the command line does, inside this process."""

    def made(*arguments) -> Done:
        options = read([str(argument) for argument in arguments], "zh")
        capsys.readouterr()
        code = commands()[options.command].run(options)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return made


@pytest.fixture(scope="session")
def small_office(tmp_path_factory):
    """A home with the two registers (imports 1 and 2) and one staff roster (import 3)."""
    home = tmp_path_factory.mktemp("office") / "home"
    for names in (REGISTERS, (STAFF,)):
        options = read(
            ["import", *(str(INBOX / name) for name in names), "--home", str(home),
             "--as-of", "2026-11-22", "--answers", ANSWERS, "--json"],
            "zh",
        )  # fmt: skip
        assert commands()["import"].run(options) == 0
    return home


@pytest.fixture
def office(small_office, tmp_path):
    """The small office, to be changed at will."""
    return shutil.copytree(small_office, tmp_path / "home")
