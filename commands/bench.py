"""``bench [NAME]``: runs the benchmarks; each prints its ratio to a peer and to the limit."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from commands import environment
from commands.command import Command, Options
from commands.environment import DEVELOPMENT, ROOT
from commands.output import say
from wording import ShownError, Text

FOLDER = ROOT / "benchmarks"


def names() -> list[str]:
    """The benchmarks, one per file of the folder that does not start with an underscore."""
    return sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help=Text("测试名（默认全部）：", "which one (default all): ").in_(language)
        + ", ".join(names()),
    )


def _run(options: Options) -> int:
    if options.name is not None and options.name not in names():
        listed = ", ".join(names())
        raise ShownError(
            Text(
                f"没有“{options.name}”这个测试。已有：{listed}",
                f"There is no benchmark “{options.name}”. There are: {listed}",
            )
        )
    environment.prepare(options.find_links, DEVELOPMENT)
    code = 0
    for name in [options.name] if options.name else names():
        say(f"── {name}")
        call = [sys.executable, "-m", f"benchmarks.{name}"]
        variables = {**os.environ, "PYTHONUTF8": "1"}
        code = subprocess.run(call, cwd=ROOT, env=variables, check=False).returncode or code
    return code


COMMAND = Command(
    name="bench",
    summary=Text("运行性能对比", "runs the benchmarks"),
    run=_run,
    add_options=_add_options,
)
