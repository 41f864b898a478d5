"""The demonstration office, imported once from its own messy files and published."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from data.answers import read_answers
from data.home import Home
from data.importing import stage
from publication.publish import publish
from publication.reading import open_published

INBOX = Path(__file__).parents[2] / "data" / "samples" / "inbox"
MONDAY = datetime(2026, 11, 23, 9, 0)


@pytest.fixture(scope="session")
def truth():
    """What must come out: computed from the clean facts, never from the files."""
    return json.loads((INBOX / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The version that the whole inbox makes, with the office's own answers."""
    home = Home(tmp_path_factory.mktemp("golden") / "home")
    report = stage(
        home,
        [INBOX],
        as_of=date(2026, 11, 22),
        answers=read_answers(INBOX / "answers.toml"),
        imported_at=MONDAY,
        imported_by="clerk",
    )
    publish(home, add=report.import_ids, published_at=MONDAY)
    return open_published(home)
