"""``test``: installs what the tests need and runs all of them."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from commands import environment
from commands.command import Command, Options
from commands.environment import DEVELOPMENT, ROOT, SetUpError
from commands.output import say, tell
from wording import Text

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)  # fmt: skip

SIDE_BY_SIDE = ("--numprocesses=auto", "--dist=loadfile")
"""One process a core; the tests of a file stay together, for they share what they set up."""


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.usage = "manage.py test [--find-links DIR] [PYTEST ARGS]"
    parser.epilog = Text(
        "其余参数原样转交给 pytest，如 -k week。",
        "Everything else is passed on to pytest as it is, such as -k week.",
    ).in_(language)


def _run(options: Options) -> int:
    environment.prepare(options.find_links, DEVELOPMENT)
    os.environ |= {"PYTHONUTF8": "1"}
    browser = _browser()
    if browser is None and os.environ.get("CI"):
        raise SetUpError(
            Text(
                "没有 Chromium，浏览器测试无法运行；在 CI 中这算失败。",
                "There is no Chromium for the browser tests; in CI that is a failure.",
            )
        )
    if browser is None:
        tell(
            Text(
                "没有 Chromium，将跳过浏览器测试。安装："
                "sudo apt-get install chromium fonts-noto-cjk",
                "There is no Chromium, so the browser tests are skipped. "
                "To install it: sudo apt-get install chromium fonts-noto-cjk",
            ),
            options.lang,
        )
    else:
        os.environ["CHROMIUM"] = browser
    python = sys.executable
    codes = [
        _step([python, "-m", "ruff", "check", "."]),
        _step([python, "-m", "mypy", "."]),
        _step([python, "-m", "pytest", *SIDE_BY_SIDE, *options.pytest_arguments]),
    ]
    return next((code for code in codes if code), 0)


def _step(call: list[str]) -> int:
    """Run one checker in the project's folder, showing what is run and how long it took."""
    words = " ".join(["python", *call[1:]])
    say(f"── {words}")
    started = time.monotonic()
    code = subprocess.run(call, cwd=ROOT, check=False).returncode
    verdict = "ok" if code == 0 else f"failed ({code})"
    say(f"── {words}: {verdict}, {time.monotonic() - started:.0f} s")
    return code


def _browser() -> str | None:
    """The path of a Chromium with Chinese fonts beside it, installed by apt-get if allowed."""
    if (named := os.environ.get("CHROMIUM")) and Path(named).exists():
        return named
    found = _installed_browser()
    wanted = [*([] if found else ["chromium"]), *([] if _has_chinese() else ["fonts-noto-cjk"])]
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        tell(
            Text(f"安装 {'、'.join(wanted)}", f"Installing {' and '.join(wanted)}"),
            None,
        )
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _apt(["apt-get", "update", "-qq"], quiet)
        _apt(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], quiet)
        found = _installed_browser()
    return found


def _apt(call: list[str], variables: dict[str, str]) -> None:
    """Run apt-get, showing what it runs; its words appear only when it fails."""
    say(f"── {' '.join(call)}")
    done = subprocess.run(
        call, env=variables, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode != 0:
        say((done.stdout + done.stderr).strip()[-2000:])


def _installed_browser() -> str | None:
    for name in BROWSERS:
        path = shutil.which(name) or (name if Path(name).exists() else None)
        if path:
            return path
    return None


def _has_chinese() -> bool:
    """Whether a Chinese font is installed; where it cannot be asked, nothing is installed."""
    if shutil.which("fc-list") is None:
        return sys.platform != "linux"
    listed = subprocess.run(
        ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


COMMAND = Command(
    name="test",
    summary=Text("运行全部检查和测试", "runs all checks and tests"),
    run=_run,
    add_options=_add_options,
)
