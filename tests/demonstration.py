"""The offices that the screens are tried on, each built once per run of the tests."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

from data.answers import read_answers
from data.home import Home
from data.importing import stage
from publication.publish import publish
from tests.publication.office import MONDAY, accept

INBOX = Path(__file__).parents[1] / "data" / "samples" / "inbox"
AS_OF = date(2026, 11, 22)
SCRIPT_GRID = "<script>alert"

ONE_COMMUNITY = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    990102013001 | 松岫社区       | 450
"""
ITS_GRIDS = """
    community_id | grid_id         | grid_name | resident_households
    -------------+-----------------+-----------+--------------------
    990102013001 | 990102013001001 | 第一网格  | 300
    990102013001 | 990102013001002 | 第二网格  | 150
"""


def _folder(name: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="lingtu-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / name


@cache
def demonstration() -> Path:
    """The home of the demonstration office: the whole inbox with its answers, published."""
    home = Home(_folder("demonstration"))
    report = stage(
        home,
        [INBOX],
        as_of=AS_OF,
        answers=read_answers(INBOX / "answers.toml"),
        imported_at=datetime(2026, 11, 23, 9, 0),
        imported_by="demo",
    )
    publish(home, add=report.import_ids, published_at=MONDAY)
    return home.path


@cache
def one_community() -> Path:
    """The home of an office that has sent in one community and its two grids."""
    home = Home(_folder("one"))
    number = accept(home, communities=ONE_COMMUNITY, grids=ITS_GRIDS)
    publish(home, add=[number], published_at=MONDAY)
    return home.path


def empty() -> Path:
    """A home in which nothing has happened yet."""
    home = _folder("empty")
    home.mkdir()
    return home
