"""What all tests share: no law waits for a clock, and browser tests need Chromium; in CI a missing
one is a failure."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ["LINGTU_ACCESS"] = "local"  # tests of accounts say so; all others have one reader


# A law is tried on the same examples everywhere, however slow the machine: what passed here does not
# fail by chance elsewhere. `--hypothesis-profile=search` looks for examples that nobody has tried.
SLOW = (HealthCheck.too_slow,)
settings.register_profile("search", deadline=None, suppress_health_check=SLOW, print_blob=True)
settings.register_profile("lingtu", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("lingtu")

MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _main_stays() -> Iterator[None]:
    """Streamlit's tests put a page in its place, and processes made later would run that page."""
    yield
    sys.modules["__main__"] = MAIN


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests where there is no Chromium, except in CI."""
    chromium = os.environ.setdefault(
        "CHROMIUM", shutil.which("chromium") or shutil.which("chromium-browser") or ""
    )
    if chromium or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium: set CHROMIUM to its path"))
