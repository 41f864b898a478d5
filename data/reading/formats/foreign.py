"""The boundary to readers that others wrote: whatever they do to a file, it is the file's fault.

Native readers panic with exceptions that are no ``Exception``, parsers give up in a dozen ways, and
no list of them is ever complete. What our own code raises is not caught here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from data.errors import UNREADABLE, ContractError
from wording import Text


def keep_readers_quiet() -> None:
    """Keeps native readers from printing where they failed.

    One that does so while it has no memory left waits for itself forever.
    """
    for name in ("RUST_BACKTRACE", "RUST_LIB_BACKTRACE"):
        os.putenv(name, "0")


@contextmanager
def reading_by_others(sentence: Text = UNREADABLE) -> Iterator[None]:
    """Turns every failure of a foreign reader into a refusal of the file with ``sentence``.

    Put it around the call of the library only. A lack of memory, a refusal of ours and the end of
    the process pass through.
    """
    try:
        yield
    except (ContractError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise ContractError(sentence) from error
