"""What all tests share: browser tests need Chromium, and in CI a missing one is a failure."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest

os.environ["LINGTU_ACCESS"] = "local"  # tests of accounts say so; all others have one reader


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
