"""What the commands share about a home: opening it, and publishing with progress."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from commands.output import Progress
from wording import ShownError, Text

if TYPE_CHECKING:
    from data.home import Home
    from office.permissions import Viewer
    from publication.reading import Published

HERE = "manage.py"
"""In place of an address, in the log."""
COMMAND_LINE = "cli:"
"""Before the name of a machine's account in the log: no account of the dashboard begins so."""


def office(path: Path) -> Home:
    """The home at ``path``, which need not exist yet; one that does is its owner's only."""
    from data.home import Home

    home = Home(path)
    home.shut()
    return home


def opened(home: Home, version: int | None = None) -> Published:
    """The version in force, or an older one; a sentence when there is none."""
    from publication.reading import Published, open_published

    if home.current_version() is None:
        raise ShownError(
            Text(
                f"{home.path} 里还没有发布过数据。先运行 import 或 demo。",
                f"Nothing is published in {home.path} yet. Run import or demo first.",
            )
        )
    if version is not None and not home.version_path(version).exists():
        raise ShownError(Text(f"没有版本 {version}。", f"There is no version {version}."))
    if version is not None:
        return Published(home.version_path(version))
    published = open_published(home)
    assert published is not None, "there is a version in force"
    return published


def now() -> datetime:
    """The moment, to the second, in the computer's own time and without a zone."""
    return datetime.now().replace(microsecond=0)


def publish_with_progress(
    home: Home, language: str, *, add: tuple[int, ...] = (), remove: tuple[int, ...] = ()
) -> tuple[int, float]:
    """Publish a new version: its number and the seconds it took; progress goes to stderr."""
    from publication.publish import publish

    with Progress(language) as progress:
        version = publish(
            home, add=add, remove=remove, published_at=now(), on_progress=progress.step
        )
        return version, progress.seconds


def log(home: Home, what: str, *, detail: str = "", rows: int | None = None) -> None:
    """Write into the office's log what a command did; who: the account of this machine."""
    from office import audit

    audit.record(
        home.path, viewer=caller(), what=what, at=now(), detail=detail, rows=rows, address=HERE
    )


def caller() -> Viewer:
    """Who calls commands: an account of this machine, which may do everything to the home."""
    from office.permissions import Role, Viewer

    user = getpass.getuser()
    return Viewer(f"{COMMAND_LINE}{user}", user, Role.ADMIN)
