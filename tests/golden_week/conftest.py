"""The demonstration office, imported once from its own messy files and published."""

from __future__ import annotations

import json

import pytest

from data.home import Home
from publication.reading import open_published
from tests.demonstration import INBOX, demonstration


@pytest.fixture(scope="session")
def truth():
    """What must come out: computed from the clean facts, never from the files."""
    return json.loads((INBOX / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def published():
    """The version that the whole inbox makes, with the office's own answers."""
    return open_published(Home(demonstration()))
