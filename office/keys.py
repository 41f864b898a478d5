"""The secret of a home with which its cookies are signed; made on first use, mode 600."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

FILE_NAME = "session.key"
BYTES = 32


def session_key(home: Path) -> bytes:
    """The secret; whoever asks first makes it, whatever number of processes ask at once."""
    path = home / FILE_NAME
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = home / f".{FILE_NAME}.{secrets.token_hex(8)}.tmp"
    handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(BYTES))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another process was first: its key stands
        os.link(written, path)
    written.unlink()
    return path.read_bytes()
