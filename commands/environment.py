"""The programme's own environment: ``.venv``, made by the first call, renewed when a pin changes.

Only the standard library is used here: this runs before anything is installed.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from commands.output import BOTH, Progress, tell
from wording import ShownError, Text

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"
LOG = VENV / "install.log"
UNFINISHED = VENV / "unfinished"
"""There while packages are being written; found at a start, it tells of a call that was killed."""

NETWORK_SIGNS = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "Network is unreachable",
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Max retries exceeded",
    "Connection refused",
    "ProxyError",
)


class SetUpError(ShownError):
    """The environment could not be set up; the text says what to do."""


def is_inside() -> bool:
    """Whether this process runs in ``.venv`` and the environment is up to date."""
    return Path(sys.prefix).resolve() == VENV.resolve() and _is_fresh(RUNTIME)


def go_inside(arguments: list[str]) -> NoReturn:
    """Start over inside ``.venv`` with the same arguments; this process becomes that one."""
    if sys.executable == str(PYTHON):  # already there, and still not at home: do not go round
        raise SetUpError(
            Text(
                f"{VENV} 已损坏。请删除这个目录后重试。",
                f"{VENV} is broken. Remove that folder and try again.",
            )
        )
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(str(PYTHON), [str(PYTHON), str(ROOT / "manage.py"), *arguments])


def prepare(find_links: Path | None = None, requirements: Path = RUNTIME) -> None:
    """Make ``.venv`` if there is none and install ``requirements`` unless that was done before.

    ``find_links`` is a folder with downloaded packages; with it no network is used. Calls that
    meet wait for each other. A call that was stopped is taken up again by the next.
    """
    if _is_fresh(requirements):
        return
    VENV.mkdir(exist_ok=True)
    with _alone() as held:
        if _is_fresh(requirements):
            return
        with Progress(BOTH) as progress:
            if not _works():
                _make(progress)
            _install(requirements, find_links, progress, held)
            seconds = progress.seconds
        _mark(requirements).write_text(_fingerprint(requirements), encoding="utf-8")
        tell(
            Text(f"环境已就绪，用时 {seconds:.0f} 秒。", f"Ready after {seconds:.0f} seconds."),
            BOTH,
        )


def pinned(requirements: Path) -> dict[str, str]:
    """Package -> version, as pinned in the file and in the files it names with ``-r``."""
    found: dict[str, str] = {}
    for line in requirements.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r"):
            found |= pinned(requirements.parent / words[2:].strip())
        elif words:
            name, _, version = words.partition(";")[0].partition("==")
            found[name.strip()] = version.strip()
    return found


def _fingerprint(requirements: Path) -> str:
    """A hash of what the file, with the files it names, asks for; comments do not count."""
    wanted = sorted(pinned(requirements).items())
    return hashlib.sha256(repr(wanted).encode()).hexdigest()


def _mark(requirements: Path) -> Path:
    return VENV / f"{requirements.name}.sha256"


def _is_fresh(requirements: Path) -> bool:
    mark = _mark(requirements)
    return (
        PYTHON.exists()
        and mark.exists()
        and mark.read_text(encoding="utf-8") == _fingerprint(requirements)
    )


@contextlib.contextmanager
def _alone() -> Iterator[int]:
    """Hold ``.venv`` against another first call; gives the handle that holds it.

    The system frees it when the last process that has the handle ends, however it ends.
    """
    folder = os.open(VENV, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(
                Text("另一个命令正在安装，等待它完成。", "Another call is installing; waiting."),
                BOTH,
            )
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)


def _works() -> bool:
    """Whether ``.venv`` has a Python that starts, has pip, and was not left half installed."""
    if not PYTHON.exists() or UNFINISHED.exists():
        return False
    asked = [str(PYTHON), "-c", "import pip"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _make(progress: Progress) -> None:
    tell(Text(f"1/2 建立运行环境 {VENV}", f"1/2 Making the environment {VENV}"), BOTH)
    progress(Text("建立环境", "making the environment"))
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        said = (made.stdout + made.stderr).strip()
        if "ensurepip" in said:
            raise SetUpError(
                Text(
                    "这个 Python 缺少 venv 模块。在 Debian 或 Ubuntu 上先运行："
                    "sudo apt-get install python3-venv，然后重试。",
                    "This Python lacks its venv module. On Debian or Ubuntu run first: "
                    "sudo apt-get install python3-venv, then try again.",
                )
            )
        raise SetUpError(
            Text(
                f"无法建立 .venv。系统的说明：\n{said}",
                f"The environment .venv cannot be made. The system says:\n{said}",
            )
        )


def _install(requirements: Path, find_links: Path | None, progress: Progress, held: int) -> None:
    total = len(pinned(requirements))
    tell(
        Text(
            f"2/2 安装 {requirements.name} 中的 {total} 个组件（首次约需一至三分钟，主要是下载）",
            f"2/2 Installing the {total} packages of {requirements.name} "
            "(one to three minutes the first time, mostly downloads)",
        ),
        BOTH,
    )
    call = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    call += ["--progress-bar", "off", "-r", str(requirements)]
    if find_links is not None:
        if not find_links.is_dir():
            raise SetUpError(
                Text(f"没有这个目录：{find_links}", f"There is no such folder: {find_links}")
            )
        call += ["--no-index", "--find-links", str(find_links.absolute())]
    progress(Text("查询软件源", "asking the package index"))
    said: list[str] = []
    UNFINISHED.touch()
    with (
        LOG.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            call,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=[held],  # were this call killed, its pip would go on holding .venv
        ) as pip,
    ):
        assert pip.stdout is not None
        reading = _Reading(total)
        for line in pip.stdout:
            log.write(line)
            said.append(line)
            if (words := reading.of(line)) is not None:
                progress(words)
    UNFINISHED.unlink()
    if pip.returncode != 0:
        raise SetUpError(_explained("".join(said), find_links))


class _Reading:
    """Turns pip's lines into one short line of progress."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._seen = 0

    def of(self, line: str) -> Text | None:
        words = line.strip()
        if words.startswith(("Collecting ", "Requirement already satisfied: ")):
            self._seen = min(self._seen + 1, self._total)
            name = re.split(r"[=<>~!;\s(\[]", words.partition(": ")[2] or words.split()[1])[0]
            return self._words("查找", "looking up", name)
        if match := re.match(r"Downloading (\S+?)-\d\S*\.(?:whl|tar\.gz) \((.+)\)", words):
            name = match[1].rpartition("/")[2].replace("_", "-")
            return self._words("下载", "downloading", f"{name} {match[2]}")
        if words.startswith("Installing collected packages"):
            return Text("写入磁盘", "writing to disk")
        return None

    def _words(self, zh: str, en: str, name: str) -> Text:
        return Text(f"{zh} {self._seen}/{self._total}", f"{en} {name}")


def _explained(said: str, find_links: Path | None) -> Text:
    """What went wrong, from what pip said; the whole of it is in the log."""
    if "No space left on device" in said:
        return Text(
            "磁盘空间不足：安装需要约 1 GB。腾出空间后重试。",
            "The disk is full: about 1 GB is needed. Make room and try again.",
        )
    if find_links is not None:
        missing = re.findall(r"No matching distribution found for (\S+)", said)
        name = missing[0] if missing else "?"
        return Text(
            f"目录 {find_links} 里缺少安装包（{name}）。请在能上网、系统和 Python 版本相同的"
            "电脑上运行：python3 -m pip download -r requirements.txt -d 目录，再把整个目录拷过来。",
            f"The folder {find_links} lacks a package ({name}). On a computer with a network, the "
            "same system and the same Python, run: python3 -m pip download -r requirements.txt "
            "-d FOLDER, and bring the whole folder here.",
        )
    if any(sign in said for sign in NETWORK_SIGNS):
        return Text(
            "连接不上软件源，组件没有装好。请检查网络后重试；不能上网的电脑，先在别处运行 "
            "python3 -m pip download -r requirements.txt -d 目录，拷来后加上 --find-links 目录。"
            f"详细记录：{LOG}",
            "The package index cannot be reached, so the packages are not installed. Check the "
            "network and try again; for a computer without one, run python3 -m pip download "
            "-r requirements.txt -d FOLDER elsewhere, bring the folder here and add "
            f"--find-links FOLDER. Full record: {LOG}",
        )
    end = "\n".join(line for line in said.strip().splitlines()[-3:])
    return Text(
        f"组件没有装好。详细记录：{LOG}，最后几行见下。",
        f"The packages are not installed. Full record: {LOG}. Its last lines:\n{end}",
    )
