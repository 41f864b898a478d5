"""Imports yield to whoever looks at pages: they take minutes either way, a page should not."""

from __future__ import annotations

import os

YIELDS = 5
"""Of 19; against a process of usual priority it gets about a third of its share, and all of a
processor that nobody else wants."""


def let_others_first() -> None:
    """Lower the priority of this process and of all that it starts; twice is as good as once."""
    now = os.getpriority(os.PRIO_PROCESS, 0)
    os.setpriority(os.PRIO_PROCESS, 0, max(now, YIELDS))
