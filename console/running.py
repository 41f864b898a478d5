"""Runs one statement in a process of its own and takes its answer, whatever becomes of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.child import MOST_BYTES, MOST_ROWS, SECONDS
from wording import ShownError, Text

ROOT = Path(__file__).resolve().parent.parent

_STARTING = 15.0
"""Seconds that a busy machine may take to start the process, before its own clock runs."""

_MOST_ANSWER = 6 * MOST_BYTES
"""Bytes of JSON: six for one character outside ASCII."""

_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 3.0

_REASONS = {
    "too_long": Text("语句太长，请缩短后再试。", "The statement is too long; please shorten it."),
    "one_statement": Text(
        "一次只能执行一条语句。", "One statement at a time, please."
    ),
    "only_select": Text(
        "这里只能查询（SELECT），不能修改、导出或设置。",
        "Only questions (SELECT) can be asked here; nothing can be changed, written or set.",
    ),
    "part": Text(
        "语句中的“{word}”在这里不可用。", "“{word}” cannot be used here."
    ),
    "function": Text(
        "函数“{word}”在这里不可用：只能使用纯计算的函数。",
        "The function “{word}” cannot be used here: only functions that calculate.",
    ),
    "table": Text(
        "没有名为“{word}”的表。左侧列出了可以查询的表。",
        "There is no table “{word}”. The tables that can be asked are listed beside.",
    ),
    "syntax": Text("语句写法有误：{word}", "The statement cannot be read: {word}"),
    "database": Text("数据库答复：{word}", "The database answers: {word}"),
    "memory": Text(
        "这条查询占用的内存太多，已停止。请先筛选或汇总，再查询。",
        "This question needs too much memory and was stopped. Filter or aggregate first.",
    ),
    "slow": Text(
        "这条查询超过 {word} 秒，已停止。请缩小范围，例如只查几周或一个社区。",
        "This question took more than {word} seconds and was stopped. Ask for less, for example "
        "a few weeks or one community.",
    ),
    "busy": Text(
        "正有别人在查询，请稍候几秒再试。",
        "Others are asking just now; try again in a few seconds.",
    ),
    "stopped": Text(
        "这条查询使查询进程中止，未影响系统。请换一种写法。",
        "This question ended the process that ran it; nothing else was touched. Ask differently.",
    ),
}  # fmt: skip


class ConsoleRefusal(ShownError):
    """A statement that was not answered; ``code`` says why."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(_REASONS[code].format(word=word))
        self.code = code


@dataclass(frozen=True)
class Column:
    """A column of a result: its name and DuckDB's word for its type."""

    name: str
    type: str


@dataclass(frozen=True)
class Answer:
    """The rows of a statement, at most MOST_ROWS; ``is_cut`` where there are more."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool
    seconds: float


def run(path: Path, sql: str, *, seconds: float = SECONDS, rows: int = MOST_ROWS) -> Answer:
    """What one SELECT answers over a database file; ConsoleRefusal for anything else."""
    if not sql.strip():
        raise ConsoleRefusal("one_statement")
    request = {"path": str(path), "sql": sql, "seconds": seconds, "rows": rows}
    began = time.monotonic()
    with _turn():
        code, written = _ask(json.dumps(request).encode(), seconds + _STARTING)
    if code in {-signal.SIGALRM, -signal.SIGXCPU}:
        raise ConsoleRefusal("slow", f"{seconds:g}")
    try:
        answer: dict[str, Any] = json.loads(written) if code == 0 else {}
    except ValueError:
        answer = {}
    if "refused" in answer and answer["refused"] in _REASONS:
        raise ConsoleRefusal(answer["refused"], str(answer.get("word", "")))
    if "rows" not in answer:
        raise ConsoleRefusal("stopped")
    return Answer(
        tuple(Column(str(each["name"]), str(each["type"])) for each in answer["columns"]),
        tuple(tuple(row) for row in answer["rows"]),
        bool(answer["is_cut"]),
        time.monotonic() - began,
    )


@contextmanager
def _turn() -> Iterator[None]:
    """Two questions at once are enough for an office; the third waits a little, then is told."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise ConsoleRefusal("busy")
    try:
        yield
    finally:
        _AT_ONCE.release()


def _ask(request: bytes, patience: float) -> tuple[int, bytes]:
    """The exit code of the process and what it wrote, never more than an answer may hold."""
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-B", "-m", "console.child"], cwd=ROOT, env=_ENVIRONMENT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = threading.Timer(patience, _end, [child])
        alarm.start()
        try:
            child.stdin.write(request)
            child.stdin.close()
            written = child.stdout.read(_MOST_ANSWER)
            if len(written) == _MOST_ANSWER:
                _end(child)
            return child.wait(), written
        except BrokenPipeError:
            return child.wait(), b""
        finally:
            alarm.cancel()
            _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the process and whatever it may have started."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)


_ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": os.defpath}
"""Nothing of the server's own environment is handed on."""
