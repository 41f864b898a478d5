"""Processes that need not start an interpreter: forks of one that has imported what they need."""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext


def warm(*modules: str) -> ForkServerContext:
    """A context whose processes find these modules imported.

    There is one such server in a process; that of other tests, with other modules, ends.
    """
    forkserver._forkserver._stop()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context
