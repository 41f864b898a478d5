"""Where the home is: the one place above the command line that reads the environment."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from data.home import Home

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project."""

DEFAULT_HOME = ROOT / "data" / "local"


def home() -> Home:
    """The home that LINGTU_HOME names; ``data/local`` without it."""
    return _home(os.environ.get("LINGTU_HOME"))


@lru_cache(maxsize=8)
def _home(named: str | None) -> Home:
    return Home(Path(named or DEFAULT_HOME))


def is_single_user() -> bool:
    """Whether whoever started the server asked for the mode without accounts."""
    return os.environ.get("LINGTU_ACCESS") == "local"
