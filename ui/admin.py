"""The administration: its parts, each for those who may use it, drawn when it is chosen."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from office import audit
from office.permissions import Action
from ui import disclosure, holidays, import_page, session, settings, show
from ui.viewer import allowed
from views import admin
from views.admin import State, Tab

ARGUMENT = "tab"


def _module(name: str) -> Callable[[], None]:
    """A part that lives in a file of its own, loaded when it is drawn."""

    def draw() -> None:
        importlib.import_module(f"ui.{name}").draw()

    return draw


def _imports() -> None:
    import_page.note()
    import_page.imports(shown=100)


def _settings() -> None:
    home = settings.home()
    files = [home.version_path(number) for number in home.versions()]
    path = home.path
    first = audit.first(path)
    backups = audit.lines(path, what="backup", limit=1)
    show.html(
        admin.state(
            State(
                *disclosure.thresholds(),
                version=home.current_version(),
                versions=len(files),
                versions_bytes=sum(file.stat().st_size for file in files),
                log_lines=audit.count(path),
                log_since=first.at if first else None,
                backed_up_at=backups[0].at if backups else None,
            ),
            session.language(),
        )
    )
    holidays.offer()


PARTS: tuple[tuple[Tab, tuple[Action, ...], Callable[[], None]], ...] = (
    (Tab("accounts", admin.ACCOUNTS), (Action.MANAGE_ACCOUNTS,), _module("admin_accounts")),
    (Tab("targets", admin.TARGETS), (Action.CHANGE_TARGETS,), _module("admin_targets")),
    (Tab("audit", admin.AUDIT), (Action.READ_AUDIT,), _module("admin_audit")),
    (Tab("imports", admin.IMPORTS), (Action.READ_AUDIT, Action.UNDO_IMPORT), _imports),
    (Tab("settings", admin.SETTINGS), (Action.CHANGE_SETTINGS,), _settings),
)
"""Each part: its tab, the actions of which one must be allowed, and what draws it."""


def draw() -> None:
    """The switch, and the chosen part of those that whoever looks may use."""
    mine = [(tab, part) for tab, actions, part in PARTS if any(map(allowed, actions))]
    if not mine:
        show.trouble(admin.NOTHING_FOR_YOU)
        return
    asked = session.argument(ARGUMENT)
    tab, part = next((one for one in mine if one[0].key == asked), mine[0])
    language = session.language()
    show.html(admin.switch([one for one, _ in mine], tab.key, session.choice().query, language))
    part()
