"""To whom a file was handed: its address alone is no key to it.

Streamlit gives a made file an address that only one window is told. Somebody else who comes by it
(from a history, over a shoulder) may not be allowed what the file holds.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import PurePosixPath

from streamlit import runtime

REMEMBERED = 10_000
"""So many files; Streamlit forgets one when its window is gone or draws anew."""

_OWNERS: OrderedDict[bytes, set[str]] = OrderedDict()
_LOCK = threading.Lock()


def note(content: bytes, account: str) -> None:
    """Remember who a file was made for; two may have made the same one."""
    with _LOCK:
        _OWNERS.setdefault(_digest(content), set()).add(account)
        while len(_OWNERS) > REMEMBERED:
            _OWNERS.popitem(last=False)


def is_anothers(path: str, account: str) -> bool:
    """Whether the file at an address was made for others and not for this account."""
    if not runtime.exists():
        return False
    found = runtime.get_instance().media_file_mgr.read_file(PurePosixPath(path).name)
    owners = None if found is None else _OWNERS.get(_digest(found.content))
    return owners is not None and account not in owners


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
