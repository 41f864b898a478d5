"""Uploads while they are at hand: in a folder that only we may enter, until somebody decides.

They are never kept: the folder goes when the import is published or dropped, when the reader's
session ends, and, should the server be killed, when the next one starts to take uploads.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from data import leftovers
from wording import ShownError, Text

PREFIX = "lingtu-upload-"
MOST_BYTES_OF_A_FILE = 64 * 2**20
MOST_BYTES = 256 * 2**20
MOST_FILES = 200

TOO_LARGE = Text(
    "《{name}》有 {size} MB，超过单个文件的上限 {limit} MB，没有读取。"
    "请拆分，或交给管理员用命令行导入。",
    "“{name}” has {size} MB, more than the limit of {limit} MB for one file, and was not read. "
    "Please split it, or ask the administrator to import it by the command line.",
)
TOO_MUCH = Text(
    "这些文件合计 {size} MB，超过一次上传的上限 {limit} MB，没有读取。请分几次上传。",
    "These files have {size} MB together, more than the limit of {limit} MB, and were not read. "
    "Please upload them in several turns.",
)
TOO_MANY = Text(
    "一次选了 {count} 个文件，上限是 {limit} 个，没有读取。请分几次上传。",
    "{count} files were chosen, more than the limit of {limit}; they were not read. "
    "Please upload them in several turns.",
)


class Upload(Protocol):
    """A file as the browser handed it over."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Its content."""


class UploadRefused(ShownError):
    """More than the office takes at once; nothing was read."""


def check(uploads: Sequence[Upload]) -> None:
    """Refuse, before anything is read, what is too large or too many."""
    if len(uploads) > MOST_FILES:
        raise UploadRefused(TOO_MANY.format(count=len(uploads), limit=MOST_FILES))
    for upload in uploads:
        if upload.size > MOST_BYTES_OF_A_FILE:
            limit = _megabytes(MOST_BYTES_OF_A_FILE)
            size = _megabytes(upload.size)
            raise UploadRefused(TOO_LARGE.format(name=upload.name, size=size, limit=limit))
    total = sum(upload.size for upload in uploads)
    if total > MOST_BYTES:
        size, limit = _megabytes(total), _megabytes(MOST_BYTES)
        raise UploadRefused(TOO_MUCH.format(size=size, limit=limit))


def _megabytes(count: int) -> int:
    return -(-count // 2**20)


_BATCHES: weakref.WeakSet[Batch] = weakref.WeakSet()


class Batch:
    """The files of one upload, in a folder of their own."""

    def __init__(self, uploads: Sequence[Upload]) -> None:
        check(uploads)
        folder, lock = leftovers.made(PREFIX)
        self._close = weakref.finalize(self, leftovers.remove, folder, lock)
        _BATCHES.add(self)
        self.paths: list[Path] = []
        for number, upload in enumerate(uploads):
            name = Path(upload.name.replace("\\", "/").replace("\x00", "")).name
            name = f"{number}" if name in {"", ".", ".."} else name
            # Files that belong together, such as those of a Shapefile, lie side by side.
            inside = folder / "files"
            while (inside / name).exists():
                inside = inside.with_name(f"{inside.name}-")
            inside.mkdir(mode=0o700, exist_ok=True)
            (inside / name).write_bytes(upload.getvalue())
            self.paths.append(inside / name)

    def close(self) -> None:
        """Remove the uploads."""
        self._close()


def close_all() -> None:
    """Remove every upload: the server ends."""
    for batch in list(_BATCHES):
        batch.close()


def sweep() -> None:
    """Remove the uploads of servers that were killed, and what was made of them for reading."""
    leftovers.sweep(PREFIX)
    leftovers.sweep()
