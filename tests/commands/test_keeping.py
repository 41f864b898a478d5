"""audit, backup, restore and purge, on a small office."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from commands import passphrase
from data.home import Home
from data.ledger import Ledger
from office import accounts, audit, sessions
from office.audit_check import check
from office.keys import session_key
from office.permissions import LOCAL
from publication.publish import publish
from tests.tree import ROOT
from wording import ShownError

WORDS = "松岫 云杪 correct horse 27"
NOW = datetime.now().replace(microsecond=0)


@pytest.fixture
def key(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(f"{WORDS}\nsecond line\n", encoding="utf-8")
    return file


def whats(home):
    return [line.what for line in audit.lines(home)]


def test_commands_are_logged_with_the_account_of_the_machine(office, call):
    assert whats(office) == ["import", "import"]
    call("evidence", "grid_leader_coverage", "990102013", "2026-W47", "--home", office)
    call("undo", 3, "--home", office)
    assert whats(office)[:2] == ["import.undo", "view.rows"]
    line = audit.lines(office, what="view.rows")[0]
    assert line.account.startswith("cli:") and line.address == "manage.py" and line.rows > 0
    assert check(office).is_whole


def test_reading_the_log_is_a_line_of_the_log(office, call):
    found = call("audit", "--home", office, "--json").json
    assert found["whole"] and found["count"] == 2
    assert [line["what"] for line in found["lines"]] == ["import", "import"]
    assert found["head"] == found["lines"][0]["hash"]
    assert call("audit", "--home", office, "--json").json["lines"][0]["what"] == "export.audit"


def test_the_log_of_some_days_and_as_a_table(office, call):
    later = f"{NOW + timedelta(days=2):%Y-%m-%d}"  # midnight may pass on the way
    assert call("audit", "--home", office, "--since", later, "--json").json["lines"] == []
    done = call("audit", "--home", office)
    assert "导入" in done.out and "manage.py" in done.out and "逐条相扣" in done.err


def test_a_log_that_was_tampered_with_ends_with_1(office, call):
    from office.store import writing

    with writing(office) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_is_never_changed")
        connection.exec_driver_sql("UPDATE audit_log SET account = 'wang' WHERE line_id = 1")
    done = call("audit", "--home", office)
    assert done.code == 1 and "第 1 条" in done.err


def test_a_role_that_nobody_has_does_not_keep_the_log_from_being_read(office, call):
    from office.store import writing

    with writing(office) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_is_never_changed")
        connection.exec_driver_sql("UPDATE audit_log SET role = 'king' WHERE line_id = 1")
    done = call("audit", "--home", office)
    assert done.code == 1 and "king" in done.out and "第 1 条" in done.err


def test_a_home_goes_into_a_file_and_comes_back_with_equal_values(office, call, key, tmp_path):
    file, other = tmp_path / "b.lingtu", tmp_path / "other"
    done = call("backup", file, "--home", office, "--passphrase-file", key)
    assert done.code == 0 and str(file) in done.out and WORDS not in done.out + done.err
    assert whats(office)[0] == "backup"
    assert call("restore", file, "--home", other, "--passphrase-file", key).code == 0
    values = [call("values", "--home", home, "--json").json for home in (office, other)]
    assert values[0] == values[1] and values[0]
    assert Home(other).person_key() == Home(office).person_key()
    assert whats(other)[0] == "restore" and check(other).is_whole
    head = audit.lines(office, what="import", limit=1)[0].hash
    assert head in audit.lines(other, what="restore")[0].detail


def test_whoever_was_signed_in_signs_in_again_after_a_restore(office, call, key, tmp_path):
    """Not even with the key of then, which older backups hold, is a kept cookie worth anything."""
    file, other = tmp_path / "b.lingtu", tmp_path / "other"
    given = accounts.make_first_admin(office, at=NOW)
    limits = sessions.Limits()
    token = sessions.sign_in(office, "admin", given, address="", at=NOW, limits=limits).token
    before = session_key(office)
    assert sessions.find(office, token, at=NOW, limits=limits)
    call("backup", file, "--home", office, "--passphrase-file", key)
    call("restore", file, "--home", other, "--passphrase-file", key)
    assert sessions.find(other, token, at=NOW, limits=limits) is None
    assert session_key(other) != before
    assert [each.sessions for each in accounts.accounts(other)] == [0]
    assert sessions.sign_in(other, "admin", given, address="", at=NOW, limits=limits).token


def test_another_passphrase_brings_nothing_back(office, call, key, tmp_path):
    file, other = tmp_path / "b.lingtu", tmp_path / "other"
    call("backup", file, "--home", office, "--passphrase-file", key)
    key.write_text("something else entirely")
    with pytest.raises(ShownError, match="passphrase is wrong"):
        call("restore", file, "--home", other, "--passphrase-file", key)
    assert not other.exists()


def test_a_short_passphrase_is_refused_and_none_is_an_argument(office, call, key, tmp_path):
    key.write_text("short")
    with pytest.raises(ShownError, match="12"):
        call("backup", tmp_path / "b", "--home", office, "--passphrase-file", key)
    with pytest.raises(ShownError, match="no file"):
        call("backup", tmp_path / "b", "--home", office, "--passphrase-file", tmp_path / "none")
    assert not (tmp_path / "b").exists()


def test_a_passphrase_comes_from_stdin(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WORDS}\r\nmore"))
    assert passphrase.passphrase(None, "zh", is_new=True) == WORDS


def test_a_terminal_is_asked_twice_for_a_new_one(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    answers = iter([WORDS, WORDS, WORDS, "other", WORDS])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(passphrase.getpass, "getpass", lambda *_, **__: next(answers))
    assert passphrase.passphrase(None, "zh", is_new=True) == WORDS
    with pytest.raises(ShownError, match="not the same"):
        passphrase.passphrase(None, "zh", is_new=True)
    assert passphrase.passphrase(None, "zh", is_new=False) == WORDS


def version(home, days_ago):
    """One more version, published some days ago."""
    return publish(Home(home), published_at=NOW - timedelta(days=days_ago))


@pytest.fixture(scope="module")
def aged_once(small_office, tmp_path_factory):
    """The small office with versions 3 to 6 of 400, 300, 100 and 0 days ago."""
    home = shutil.copytree(small_office, tmp_path_factory.mktemp("aged") / "home")
    for days in (400, 300, 100, 0):
        version(home, days)
    return home


@pytest.fixture
def aged(aged_once, tmp_path):
    return shutil.copytree(aged_once, tmp_path / "aged")


def kept(home):
    return Home(home).versions()


def test_old_versions_go_and_the_ledger_still_knows_them(aged, call):
    day = f"{NOW - timedelta(days=200):%Y-%m-%d}"
    done = call("purge", "--before", day, "--home", aged)
    assert kept(aged) == (1, 2, 5, 6), "1 and 2 were published just now"
    assert "2 个版本" in done.out
    assert set(Ledger(Home(aged)).published_on()) == {1, 2, 3, 4, 5, 6}
    assert publish(Home(aged), published_at=NOW) == 7
    assert whats(aged)[0] == "purge.versions"


def test_the_version_in_force_stays_however_old(office, call):
    for days in (500, 400):
        version(office, days)
    done = call("purge", "--home", office)
    assert kept(office) == (1, 2, 4) and "保留版本 4" in done.out
    assert call("values", "--home", office, "--json").json


def test_the_version_of_a_frozen_meeting_stays(aged, call, monkeypatch):
    monkeypatch.setattr("office.meetings.frozen_versions", lambda home: frozenset({3}))
    done = call("purge", "--home", aged)
    assert kept(aged) == (1, 2, 3, 5, 6) and "保留版本 3" in done.out


def test_no_line_goes_before_half_a_year_whatever_the_day(office, call):
    for days in (400, 300):
        audit.record(office, viewer=LOCAL, what="login", at=NOW - timedelta(days=days))
    before = audit.count(office)
    done = call("purge", "--before", f"{NOW:%Y-%m-%d}", "--home", office)
    assert "184 天" in done.out and audit.count(office) == before
    fresh = office.parent / "fresh"
    for days in (400, 300, 10):
        audit.record(fresh, viewer=LOCAL, what="login", at=NOW - timedelta(days=days))
    call("purge", "--before", f"{NOW:%Y-%m-%d}", "--home", fresh)
    assert whats(fresh) == ["purge.log", "login"] and check(fresh).is_whole


def test_a_home_that_is_not_there_stays_away(tmp_path, call):
    home = tmp_path / "none"
    assert call("purge", "--home", home).code == 0
    assert call("audit", "--home", home).code == 0
    assert not home.exists()


def test_the_whole_way_through_the_door(office, key, tmp_path):
    """As a shell calls it: the passphrase in no argument, exit codes as documented."""
    lines = [
        ["backup", str(tmp_path / "b"), "--home", str(office)],
        ["restore", str(tmp_path / "b"), "--home", str(office)],
    ]
    done = [
        subprocess.run(
            [sys.executable, "manage.py", *line], cwd=ROOT, input=WORDS, text=True,
            capture_output=True, env={**os.environ, "PYTHONUTF8": "1"}, check=False,
        )
        for line in lines
    ]  # fmt: skip
    assert [each.returncode for each in done] == [0, 1]
    assert "空目录" in done[1].stderr and "Traceback" not in done[1].stderr
