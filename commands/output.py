"""How commands speak: results on stdout, progress and complaints on stderr."""

from __future__ import annotations

import json
import math
import sys
import threading
import time
import unicodedata
from collections.abc import Sequence
from types import TracebackType

from wording import Text

BOTH = None
"""In place of a language: say it in Chinese and in English, for words before a choice is known."""


def worded(text: Text, language: str | None) -> str:
    """The text in ``language``, or in both."""
    return f"{text.zh}\n{text.en}" if language is BOTH else text.in_(language)


def say(line: str = "") -> None:
    """Print one line of the result."""
    print(line, flush=True)


def tell(text: Text, language: str | None) -> None:
    """Print a remark that is not part of the result."""
    print(worded(text, language), file=sys.stderr, flush=True)


complain = tell


def as_json(content: object) -> str:
    """The content as JSON: Chinese as it is, no value as null, never NaN."""
    return json.dumps(_clean(content), ensure_ascii=False, indent=1, allow_nan=False, default=str)


def quoted(words: str) -> str:
    """The words as a string of TOML or JSON; line breaks and quotes are escaped."""
    return json.dumps(words, ensure_ascii=False)


def table(headers: Sequence[str], rows: Sequence[Sequence[object]], right: str = "") -> str:
    """A plain table; ``right`` marks with ``r`` the columns to be set to the right.

    A Chinese character counts as two columns wide, as a terminal draws it.
    """
    cells = [list(headers), *([_cell(value) for value in row] for row in rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(headers))]
    sides = right.ljust(len(headers))
    lines = [
        "  ".join(
            " " * (width - _width(cell)) + cell
            if side == "r"
            else cell + " " * (width - _width(cell))
            for cell, width, side in zip(row, widths, sides, strict=False)
        ).rstrip()
        for row in cells
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


class Progress:
    """One line of progress on stderr that carries the elapsed seconds.

    On a terminal the line is rewritten every half second; elsewhere a new line appears with
    every change, at most one in two seconds, and one every 15 seconds of silence.
    """

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._started = time.monotonic()
        self._words = ""
        self._shown = ""
        self._shown_at = -99.0
        self._is_terminal = sys.stderr.isatty()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Progress:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        self._thread.join()
        if self._is_terminal and self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def __call__(self, text: Text) -> None:
        """Say what is being done now."""
        separator = " · " if self._language is BOTH else ""
        self._words = (
            f"{text.zh}{separator}{text.en}" if self._language is BOTH else text.in_(self._language)
        )

    def step(self, done: int, total: int, text: Text) -> None:
        """Say what is being done now, and how much of the whole is done."""
        self(Text(f"{done}/{total} {text.zh}", f"{done}/{total} {text.en}"))

    def _tick(self) -> None:
        while not self._is_over.wait(0.5 if self._is_terminal else 0.1):
            self._show()

    def _show(self) -> None:
        now = self.seconds
        if not self._words:
            return
        if self._is_terminal:
            self._shown = f"{self._words}  {now:.0f} s"
            print(f"\r\033[K{self._shown[:110]}", end="", file=sys.stderr, flush=True)
            return
        silence = now - self._shown_at
        if silence < (2 if self._words != self._shown else 15):
            return
        self._shown, self._shown_at = self._words, now
        print(f"  {self._words}  {now:.0f} s", file=sys.stderr, flush=True)


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
    return " ".join(str(value).split())


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def _clean(content: object) -> object:
    if isinstance(content, dict):
        return {str(key): _clean(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_clean(value) for value in content]
    if isinstance(content, float) and not math.isfinite(content):
        return None
    return content
