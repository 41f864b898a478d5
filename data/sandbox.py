"""Starts the reading process for one file and takes its report, whatever the file does to it.

The spreadsheet readers are native code that aborts the whole process on some hostile files; only
a process of its own, with limits, keeps the dashboard alive.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import READER_STOPPED

ROOT = Path(__file__).resolve().parent.parent
MEMORY_BYTES = 4 * 2**30
SECONDS = 120


@dataclass(frozen=True)
class Request:
    """What the reading process is told; the secret goes by standard input, never by an argument."""

    path: Path
    file_name: str
    as_of: str | None
    answers: dict[str, Any]
    secret: bytes
    folder: Path

    def as_json(self) -> str:
        """The request as the child reads it."""
        return json.dumps(
            {
                "path": str(self.path),
                "file_name": self.file_name,
                "suffix": Path(self.file_name).suffix.lower(),
                "as_of": self.as_of,
                "answers": self.answers,
                "secret": self.secret.hex(),
                "folder": str(self.folder),
                "memory_bytes": MEMORY_BYTES,
                "seconds": SECONDS,
            }
        )


def read_in_child(request: Request) -> dict[str, Any]:
    """The child's report; an ``error`` in both languages where the child was stopped or failed."""
    command = [sys.executable, "-m", "data.reading.child"]
    stopped: dict[str, Any] = {"error": READER_STOPPED.as_json()}
    try:
        finished = subprocess.run(
            command,
            input=request.as_json(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            timeout=SECONDS + 10,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return stopped
    if finished.returncode != 0:
        # The child's own words may quote cells, so only its exit code is passed on.
        return stopped | {"exit_code": finished.returncode}
    report: dict[str, Any] = json.loads(finished.stdout)
    return report
