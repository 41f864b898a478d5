"""Files that leave: offered to whoever may take them, made when asked for, marked and logged."""

from __future__ import annotations

import pytest
import streamlit as st

from office.permissions import LOCAL, Role, Viewer
from ui import exports, session, viewer
from ui.address import Choice
from wording import Text

COMMUNITY = Viewer("song", "宋", Role.COMMUNITY, (), "990102013001")


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A run of the script by somebody; what was offered, and what was written into the log."""
    offered, logged = [], []
    monkeypatch.setenv("LINGTU_HOME", str(tmp_path))
    monkeypatch.setattr(session, "choice", lambda: Choice("zh", None, None))
    monkeypatch.setattr(st, "download_button", lambda *given, **named: offered.append(given))
    monkeypatch.setattr(exports.audit, "record", lambda *given, **named: logged.append(named))
    return offered, logged


def look(monkeypatch, who: Viewer, permitted: bool) -> None:
    monkeypatch.setattr(viewer, "viewer", lambda: who)
    monkeypatch.setattr(viewer, "allowed", lambda action: permitted)
    monkeypatch.setattr(exports, "may", lambda who, action: permitted)


def test_nothing_is_made_or_logged_before_somebody_asks(room, monkeypatch):
    offered, logged = room
    look(monkeypatch, LOCAL, True)
    made = []
    exports.offer_table(lambda: made.append(1) or b"a\r\n1\r\n", "overview", rows=1)
    assert len(offered) == 1 and not made and not logged
    content = offered[0][1]()
    assert content.decode().splitlines()[-1].startswith("# 内部资料")
    assert "local" in content.decode()
    assert logged[0]["address"] == "127.0.0.1"
    assert logged[0]["rows"] == 1 and logged[0]["what"] == "export.table"
    assert "overview.csv" in logged[0]["detail"]


def test_every_click_is_one_line_of_the_log(room, monkeypatch):
    offered, logged = room
    look(monkeypatch, LOCAL, True)
    exports.offer(Text("取", "Take"), lambda: b"x", "a.zip", "application/zip")
    offered[0][1](), offered[0][1]()
    assert len(logged) == 2


def test_who_may_not_export_sees_no_button(room, monkeypatch):
    offered, _ = room
    look(monkeypatch, COMMUNITY, False)
    exports.offer_table(lambda: b"", "overview", rows=1)
    assert not offered


def test_a_right_that_was_taken_away_since_is_gone_at_the_click(room, monkeypatch):
    offered, logged = room
    look(monkeypatch, COMMUNITY, True)
    exports.offer_table(lambda: b"a", "overview", rows=1)
    look(monkeypatch, COMMUNITY, False)
    with pytest.raises(exports.ExportRefused):
        offered[0][1]()
    assert not logged


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\x.xlsx", "_.._x.xlsx"),
        ("a\x00b\nc.csv", "a_b_c.csv"),
        ('"; rm -rf.csv', "_; rm -rf.csv"),
        (".bashrc", "bashrc"),
        ("..", "lingtu"),
        ("网格员花名册（退回）.xlsx", "网格员花名册（退回）.xlsx"),
    ],
)
def test_a_file_name_is_only_a_name(asked, given):
    assert exports.safe_name(asked) == given


def test_no_other_place_hands_over_files():
    """A second door would be a file without a mark and without a line in the log."""
    from tests.tree import ROOT

    doors = [
        path.relative_to(ROOT).as_posix()
        for room in ("ui", "pages")
        for path in (ROOT / room).rglob("*.py")
        if "download_button" in path.read_text(encoding="utf-8")
    ]
    assert doors == ["ui/exports.py"]


def test_what_is_only_known_once_the_file_is_made_is_counted_then(room, monkeypatch):
    offered, logged = room
    look(monkeypatch, LOCAL, True)
    taken = []
    exports.offer_table(lambda: taken.append(1) or b"a\r\n", "rows", rows=lambda: len(taken))
    offered[0][1]()
    assert logged[0]["rows"] == 1
