"""The log of what people did: it grows, it cannot be changed, and tampering is seen."""

from __future__ import annotations

import multiprocessing
import sqlite3
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from office import audit
from office.audit_check import check
from office.audit_table import TRIGGERS, hash_of
from office.permissions import LOCAL, Role, Viewer
from office.store import engine_of, store_path, writing

LI = Viewer("li", "李", Role.CLERK)
NOW = datetime.now().replace(microsecond=0)
LONG_AGO = NOW - timedelta(days=400)


def note(home, what="export.table", *, at=NOW, who=LI, **more):
    audit.record(home, viewer=who, what=what, at=at, **more)


def tamper(home, statement):
    """Change the file behind the office's back, as somebody with a database tool would."""
    engine_of(home).dispose()
    file = sqlite3.connect(store_path(home))
    for name in TRIGGERS:
        file.execute(f"DROP TRIGGER {name}")
    file.execute(statement)
    for sql in TRIGGERS.values():
        file.execute(sql)
    file.commit()
    file.close()


def test_a_line_says_who_when_what_on_what_how_much_and_from_where(tmp_path):
    note(tmp_path, detail="overview.csv; period=2026-W47", rows=12, address="10.0.0.7")
    (line,) = audit.lines(tmp_path)
    assert (line.account, line.name, line.role, line.what) == ("li", "李", "clerk", "export.table")
    assert (line.at, line.rows, line.address) == (NOW, 12, "10.0.0.7")
    assert line.detail == "overview.csv; period=2026-W47"


def test_lines_are_found_by_time_account_and_kind_of_deed(tmp_path):
    note(tmp_path, "login", at=NOW - timedelta(days=3))
    note(tmp_path, "login.failed", at=NOW - timedelta(days=2), who=LOCAL)
    note(tmp_path, "loginx", at=NOW - timedelta(days=1))
    note(tmp_path, "export.rows")
    whats = lambda **asked: [line.what for line in audit.lines(tmp_path, **asked)]  # noqa: E731
    assert whats() == ["export.rows", "loginx", "login.failed", "login"]
    assert whats(what="login") == ["login.failed", "login"]
    assert whats(account="local") == ["login.failed"]
    assert whats(since=NOW - timedelta(days=1)) == ["export.rows", "loginx"]
    assert whats(until=NOW - timedelta(days=2)) == ["login"]
    assert whats(limit=1) == ["export.rows"]
    assert whats(what="%") == whats(account="' OR 1=1 --") == []
    assert audit.count(tmp_path, what="login") == 2
    assert audit.known(tmp_path) == (
        ("li", "local"), ("export.rows", "login", "login.failed", "loginx"),
    )  # fmt: skip


def test_a_detail_is_one_line_and_not_endless(tmp_path):
    note(tmp_path, detail="a\n2026-11-23 forged line\r\n" + "x" * 5000)
    (line,) = audit.lines(tmp_path)
    assert "\n" not in line.detail and len(line.detail) == audit.LONGEST_DETAIL


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET account = 'wang'",
        "UPDATE audit_log SET hash = ''",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE line_id = 2",
        "INSERT OR REPLACE INTO audit_log SELECT line_id, at, 'wang', name, role, what, detail,"
        " rows, address, previous, hash FROM audit_log WHERE line_id = 1",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_line(tmp_path, statement):
    note(tmp_path), note(tmp_path)
    before = audit.lines(tmp_path)
    with pytest.raises(IntegrityError), writing(tmp_path) as connection:
        connection.exec_driver_sql(statement)
    assert audit.lines(tmp_path) == before
    assert check(tmp_path).is_whole


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_log SET account = 'wang' WHERE line_id = 2", 2),
        ("UPDATE audit_log SET at = '2026-01-01 00:00:00.000000' WHERE line_id = 3", 3),
        ("UPDATE audit_log SET rows = 1 WHERE line_id = 1", 1),
        ("DELETE FROM audit_log WHERE line_id = 2", 2),
        ("DELETE FROM audit_log WHERE line_id = 1", 1),
        ("DELETE FROM audit_log WHERE line_id = 4", 4),
        ("INSERT INTO audit_log SELECT 5, at, account, name, role, what, detail, rows, address,"
         " previous, hash FROM audit_log WHERE line_id = 4", 5),
    ],
)  # fmt: skip
def test_a_change_behind_the_database_s_back_is_seen(tmp_path, statement, broken_at):
    for _ in range(4):
        note(tmp_path, rows=7)
    assert check(tmp_path).is_whole
    tamper(tmp_path, statement)
    found = check(tmp_path)
    assert not found.is_whole
    assert found.broken_at == broken_at


def test_a_log_without_its_triggers_is_not_whole(tmp_path):
    note(tmp_path)
    with writing(tmp_path) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_is_never_changed")
    assert "触发器" in check(tmp_path).why.zh


def test_young_lines_cannot_be_purged_and_old_ones_can(tmp_path):
    for days in (400, 300, 100, 0):
        note(tmp_path, at=NOW - timedelta(days=days))
    with pytest.raises(audit.AuditError, match="184"):
        audit.purge(tmp_path, NOW - timedelta(days=150), viewer=LOCAL, at=NOW)
    assert audit.count(tmp_path) == 4
    assert audit.purge(tmp_path, NOW - timedelta(days=200), viewer=LOCAL, at=NOW) == 2
    found = audit.lines(tmp_path)
    assert [line.line_id for line in found] == [5, 4, 3]
    assert found[0].what == "purge.log" and found[0].rows == 2
    assert check(tmp_path).is_whole
    assert audit.purge(tmp_path, NOW - timedelta(days=200), viewer=LOCAL, at=NOW) == 0


def test_a_purge_of_everything_leaves_the_line_about_it(tmp_path):
    note(tmp_path, at=LONG_AGO), note(tmp_path, at=LONG_AGO)
    assert audit.purge(tmp_path, NOW - timedelta(days=200), viewer=LOCAL, at=NOW) == 2
    assert [line.line_id for line in audit.lines(tmp_path)] == [3]
    note(tmp_path)
    assert check(tmp_path).is_whole


def test_a_beginning_that_went_without_a_purge_is_missed(tmp_path):
    for _ in range(3):
        note(tmp_path, at=LONG_AGO)
    with writing(tmp_path) as connection:
        connection.exec_driver_sql("DELETE FROM audit_log WHERE line_id < 3")
    assert check(tmp_path).broken_at == 1


def test_an_office_without_a_log_is_whole_and_asking_makes_nothing(tmp_path):
    home = tmp_path / "none"
    assert check(home).is_whole and audit.lines(home) == () and audit.count(home) == 0
    assert audit.known(home) == ((), ())
    assert not home.exists()


def write(home, count):
    for _ in range(count):
        note(home)


def test_several_processes_write_one_chain(tmp_path):
    note(tmp_path)
    context = multiprocessing.get_context("fork")
    engine_of(tmp_path).dispose()
    processes = [context.Process(target=write, args=(tmp_path, 20)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    found = check(tmp_path)
    assert found.is_whole and found.lines == 81


def test_the_hash_covers_every_column():
    line = {"line_id": 1, "at": NOW, "account": "a", "name": "b", "role": "c", "what": "d",
            "detail": "e", "rows": 1, "address": "f", "previous": "g"}  # fmt: skip
    changed = {hash_of({**line, key: "z" if key != "at" else LONG_AGO}) for key in line}
    assert len(changed | {hash_of(line)}) == len(line) + 1
