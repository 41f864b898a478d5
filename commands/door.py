"""The door: reads the command line, sees to the environment, and runs the command inside it."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime
from pathlib import Path

from commands import environment
from commands.command import commands
from commands.grammar import CallError, language_of, read
from commands.output import complain
from wording import ShownError, Text

FAILED = 1
MISUSED = 2
NOT_SET_UP = 3
INTERRUPTED = 130


def enter(arguments: list[str]) -> int:
    """Run the command that ``arguments`` name; returns the exit code.

    0 done; 1 done in part, or there is nothing to show; 2 the call was wrong, or nothing could be
    imported; 3 the environment could not be set up; 130 stopped by the user.
    """
    language = language_of(arguments)
    try:
        options = read(arguments, language)
        if not environment.is_inside():
            environment.prepare(options.find_links)
        if not environment.is_inside():
            environment.go_inside(arguments)
        return commands()[options.command].run(options)
    except CallError as error:
        complain(error.text, language)
        return MISUSED
    except environment.SetUpError as error:
        complain(error.text, None)
        return NOT_SET_UP
    except ShownError as error:
        complain(error.text, language)
        return FAILED
    except KeyboardInterrupt:
        complain(Text("已停止。", "Stopped."), language)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 -- whatever is left is our mistake, not the caller's
        return _apologise(options.home, language)


def _apologise(home: Path, language: str) -> int:
    """Keep the traceback in the home's ``errors.log`` and say so in a sentence."""
    record = f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{traceback.format_exc()}\n"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = home / "errors.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(record)
        log.chmod(0o600)
        where = str(log)
    except OSError:
        sys.stderr.write(record)
        where = "stderr"
    complain(
        Text(
            f"对不起，程序出错了，已有的数据没有改变。详细记录：{where}",
            f"Sorry, the programme failed; what was published is unchanged. Full record: {where}",
        ),
        language,
    )
    return FAILED
