"""pack: what the command writes and says."""

from __future__ import annotations

import pytest

from tests.demonstration import demonstration, empty
from wording import ShownError


@pytest.fixture
def home(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", "")  # the command sets it; put back afterwards
    return demonstration()


def test_the_files_are_written_and_listed(home, call, tmp_path):
    done = call("pack", "2026-W47", "--home", home, "--out", tmp_path)
    assert done.code == 0
    listed = done.out.split("\n")[:-1]
    assert len(listed) == 5
    assert sorted(listed) == sorted(str(p) for p in tmp_path.rglob("*") if p.is_file())
    assert all("治理研判材料-2026-W47" in line for line in listed)


def test_it_needs_nobody_signed_in_where_there_are_accounts(home, call, tmp_path, monkeypatch):
    monkeypatch.delenv("LINGTU_ACCESS")
    done = call("pack", "2026-W47", "--home", home, "--out", tmp_path)
    assert done.code == 0 and done.out


def test_an_unknown_period_and_an_empty_office_write_nothing(home, call, tmp_path):
    with pytest.raises(ShownError, match="2026-W47"):
        call("pack", "2026-W60", "--home", home, "--out", tmp_path)
    with pytest.raises(ShownError, match="Nothing is published"):
        call("pack", "2026-W47", "--home", empty(), "--out", tmp_path)
    assert not list(tmp_path.iterdir())
