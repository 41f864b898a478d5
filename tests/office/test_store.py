"""The office's database: Alembic keeps its schema, older files are brought up to date."""

import importlib
import multiprocessing
import pkgutil
import sqlite3
import stat
import subprocess
import sys
from datetime import datetime

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

import office
from office import answers, audit, passwords, rhythms, saved_views, sessions, store
from office.audit_check import check
from office.permissions import Role, Viewer
from wording import Text

FIRST_SCHEMA = (
    """CREATE TABLE remembered_answers (
        answer_id INTEGER NOT NULL PRIMARY KEY,
        question VARCHAR NOT NULL, value VARCHAR NOT NULL,
        spelling VARCHAR, file VARCHAR, sheet VARCHAR, cell VARCHAR, sha256 VARCHAR,
        answered_at DATETIME NOT NULL, answered_by VARCHAR NOT NULL,
        withdrawn_at DATETIME, withdrawn_by VARCHAR)""",
    """CREATE TABLE rhythms (
        dataset VARCHAR NOT NULL PRIMARY KEY, rhythm VARCHAR NOT NULL,
        set_at DATETIME NOT NULL, set_by VARCHAR NOT NULL)""",
    "INSERT INTO rhythms VALUES ('grids', 'yearly', '2026-11-23 09:00:00.000000', 'a')",
    "PRAGMA user_version = 1",
)
"""A file as it was before Alembic, with something in it."""


def before_alembic(home):
    old = sqlite3.connect(store.store_path(home))
    for statement in FIRST_SCHEMA:
        old.execute(statement)
    old.commit()
    old.close()


def described(engine):
    found = inspect(engine)
    return {
        name: (
            {(c["name"], c["nullable"], str(c["type"])) for c in found.get_columns(name)},
            frozenset(found.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def test_the_revisions_make_the_tables_that_the_code_knows(tmp_path):
    for module in pkgutil.iter_modules(office.__path__):
        if module.name != "migrations":
            importlib.import_module(f"office.{module.name}")
    known = create_engine("sqlite://")
    store.METADATA.create_all(known)
    assert {answers._ANSWERS.name, rhythms._RHYTHMS.name} <= set(store.METADATA.tables)
    assert described(store.engine_of(tmp_path)) == described(known)


def test_the_revisions_follow_one_another_by_number():
    scripts = ScriptDirectory(str(store.MIGRATIONS))
    assert (
        tuple(each.revision for each in reversed(list(scripts.walk_revisions())))
        == store.known_revisions()
    )
    assert scripts.get_current_head() == store.known_revisions()[-1]


def test_the_file_is_for_its_owner_and_written_ahead(tmp_path):
    store.store_path(tmp_path).touch(mode=0o644)
    with store.writing(tmp_path) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    assert stat.S_IMODE(store.store_path(tmp_path).stat().st_mode) == 0o600


def test_a_file_from_before_alembic_is_brought_up_to_date_and_keeps_what_it_holds(tmp_path):
    before_alembic(tmp_path)
    assert rhythms.chosen_rhythms(tmp_path) == {"grids": "yearly"}
    with store.reading(tmp_path) as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert found == store.known_revisions()[-1]


def opened(home, results):
    with store.writing(home) as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM rhythms").scalar()
    results.put(rows)


@pytest.mark.parametrize("is_old", [True, False])
def test_several_processes_may_bring_one_file_up_to_date_at_once(tmp_path, is_old):
    if is_old:
        before_alembic(tmp_path)
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    processes = [context.Process(target=opened, args=(tmp_path, results)) for _ in range(5)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    assert [process.exitcode for process in processes] == [0] * 5
    assert {results.get() for _ in processes} == {int(is_old)}


@pytest.mark.parametrize(
    "newer",
    ["PRAGMA user_version = 99", "UPDATE alembic_version SET version_num = '9999'"],
)
def test_a_file_of_a_newer_version_is_refused_in_words(tmp_path, newer):
    store.engine_of(tmp_path).dispose()
    store._ENGINES.clear()
    file = sqlite3.connect(store.store_path(tmp_path))
    file.execute(newer)
    file.commit()
    file.close()
    with pytest.raises(store.StoreError, match="99") as refusal:
        store.engine_of(tmp_path)
    assert "请先升级程序" in refusal.value.text.zh


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    before_alembic(tmp_path)

    def half(config, _revision):
        config.attributes["connection"].exec_driver_sql("CREATE TABLE half (x INTEGER)")
        raise RuntimeError("the power failed")

    monkeypatch.setattr("alembic.command.upgrade", half)
    with pytest.raises(RuntimeError):
        store.engine_of(tmp_path)
    monkeypatch.undo()
    assert "half" not in inspect(store.engine_of(tmp_path)).get_table_names()


def test_a_file_that_is_up_to_date_is_opened_without_alembic(tmp_path):
    store.engine_of(tmp_path)
    asked = (
        "import sys, pathlib; from office import store; "
        "store.engine_of(pathlib.Path(sys.argv[1])); "
        "print(sorted(name for name in sys.modules if name.startswith('alembic')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked, str(tmp_path)], capture_output=True, text=True, check=True,
        cwd=store.MIGRATIONS.parent.parent,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


def test_asking_an_empty_home_makes_nothing(tmp_path):
    assert answers.remembered(tmp_path / "none") == ()
    assert rhythms.chosen_rhythms(tmp_path / "none") == {}
    assert not (tmp_path / "none").exists()


EVERYBODY, ROUNDS = 4, 12


def busy(home, number, results):
    """One process of several: logs, keeps views, decides, mistypes passwords, and reads."""
    who = Viewer(f"person{number}", "某人", Role.ANALYST)
    try:
        for turn in range(ROUNDS):
            at = datetime(2026, 11, 23, 9, number, turn)
            audit.record(home, viewer=who, what="view.rows", at=at, detail=str(turn))
            saved_views.save_view(home, who, name=f"{turn}", address=f"m={turn}",
                                  shared_with=None, at=at)  # fmt: skip
            saved_views.look_at(home, who, address=f"m={turn}", name=Text("视图", "view"), at=at)
            sessions.sign_in(home, who.account, "wrong", address="10.0.0.7", at=at,
                             limits=sessions.Limits())  # fmt: skip
            rhythms.choose_rhythm(home, "grids", "weekly", at=at, by=who.account)
            assert len(saved_views.saved_views(home, who)) == turn + 1
    except Exception as error:
        results.put(repr(error))
        raise
    results.put("")


def test_several_people_in_several_processes_lose_nothing_and_wait_for_each_other(tmp_path):
    hasher = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: hasher)
        context = multiprocessing.get_context("fork")
        results = context.Queue()
        processes = [
            context.Process(target=busy, args=(tmp_path, number, results))
            for number in range(EVERYBODY)
        ]
        for process in processes:
            process.start()
        assert [results.get(timeout=300) for _ in processes] == [""] * EVERYBODY
        for process in processes:
            process.join(300)
    assert audit.count(tmp_path, what="view.rows") == EVERYBODY * ROUNDS
    assert check(tmp_path).is_whole
    with store.reading(tmp_path) as connection:
        failures = connection.exec_driver_sql(
            "SELECT subject, failures FROM failed_logins WHERE subject LIKE 'address:%'"
        ).all()
        views = connection.exec_driver_sql("SELECT COUNT(*) FROM saved_views").scalar()
    assert failures == [("address:10.0.0.7", 20)], "the twentieth shuts the door to the address"
    assert views == EVERYBODY * ROUNDS


def test_who_reads_does_not_wait_for_whoever_writes(tmp_path):
    rhythms.choose_rhythm(tmp_path, "grids", "weekly", at=datetime(2026, 11, 23), by="a")
    with store.writing(tmp_path) as connection:
        connection.exec_driver_sql("UPDATE rhythms SET rhythm = 'yearly'")
        assert rhythms.chosen_rhythms(tmp_path) == {"grids": "weekly"}
    assert rhythms.chosen_rhythms(tmp_path) == {"grids": "yearly"}
