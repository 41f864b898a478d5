"""Long work beside the page: it goes on in a thread, the page shows how far it is.

Streamlit ends a script at the next thing it draws: when somebody presses a button, leaves the page
or closes the window. The work is then told to stop, and nobody waits for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import streamlit as st

from ui import turns
from ui.viewer import acting, viewer
from wording import Text

T = TypeVar("T")
Progress = Callable[[int, int, Text], None]

LOOKS_UP = 0.15
"""Seconds between two drawings of the progress."""


class Stopped(Exception):
    """Raised inside the work when nobody waits for it any more."""


class Job(Generic[T]):
    """One piece of work; ``work`` is given a way to tell how far it is, and an event to stop at."""

    def __init__(self, work: Callable[[Progress, threading.Event], T]) -> None:
        self.stop = threading.Event()
        self._who = viewer()
        self.told: tuple[int, int, Text] | None = None
        self._work = work
        self._result: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _tell(self, done: int, total: int, what: Text) -> None:
        if self.stop.is_set():
            raise Stopped
        self.told = done, total, what

    def _run(self) -> None:
        try:
            with acting(self._who):
                self._result.append(self._work(self._tell, self.stop))
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits
            self._error = error

    @property
    def is_running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    def result(self) -> T:
        """What it found; raises what went wrong."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._result[0]


def wait_for(work: Callable[[Progress, threading.Event], T], language: str) -> T:
    """Do the work and show its progress; a reader who goes away stops it."""
    bar: Any = st.progress(0.0)
    job = Job(work)
    try:
        with turns.stepping_aside():
            while job.is_running:
                if job.told is not None:
                    done, total, what = job.told
                    bar.progress(min(1.0, done / max(1, total)), text=what.in_(language))
                else:
                    bar.progress(0.0)
                time.sleep(LOOKS_UP)
    finally:
        job.stop.set()
    bar.empty()
    return job.result()
