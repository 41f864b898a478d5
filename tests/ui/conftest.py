"""Homes with accounts, for the tests of the door and of what each role sees."""

from __future__ import annotations

import pytest

from office import accounts, passwords
from office.permissions import Viewer
from tests import demonstration
from tests.ui.people import AT, GOOD, PEOPLE
from tests.ui.served import served

__all__ = ["served"]


@pytest.fixture
def quick(monkeypatch):
    """The cost of a hash is not what is tested here."""
    hasher = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    passwords._nobodys.cache_clear()


@pytest.fixture
def with_accounts(monkeypatch, tmp_path, quick):
    """An empty home in which somebody of every role has an account and a password."""
    monkeypatch.setenv("LINGTU_HOME", str(tmp_path))
    monkeypatch.delenv("LINGTU_ACCESS")
    for viewer in PEOPLE.values():
        accounts.add(tmp_path, viewer, at=AT, by="tests")
        accounts.set_password(tmp_path, viewer.account, GOOD)
    return tmp_path


@pytest.fixture
def looking(monkeypatch):
    """Let somebody look at the demonstration office."""
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    monkeypatch.setattr("ui.viewer.access.access", lambda: _NOT_LOCAL)

    def by(viewer: Viewer) -> None:
        from ui.access import Visitor

        monkeypatch.setattr("ui.viewer.access.visitor", lambda *_: Visitor(viewer))
        monkeypatch.setattr("ui.viewer._shown", lambda: (viewer.account, None))

    return by


class _NotLocal:
    mode = "password"


_NOT_LOCAL = _NotLocal()
