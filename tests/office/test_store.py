"""The office's database: its schema has a number, older files are brought up to date."""

import sqlite3
import stat

import pytest
from sqlalchemy import create_engine, inspect

from office import answers, rhythms, store


def described(engine):
    found = inspect(engine)
    return {
        name: {(c["name"], c["nullable"], str(c["type"])) for c in found.get_columns(name)}
        for name in found.get_table_names()
    }


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path):
    known = create_engine("sqlite://")
    store.METADATA.create_all(known)
    assert {answers._ANSWERS.name, rhythms._RHYTHMS.name} <= set(store.METADATA.tables)
    assert described(store.engine_of(tmp_path)) == described(known)


def test_the_file_is_for_its_owner_and_written_ahead(tmp_path):
    with store.writing(tmp_path) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    assert stat.S_IMODE(store.store_path(tmp_path).stat().st_mode) == 0o600


def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_holds(tmp_path, monkeypatch):
    old = sqlite3.connect(store.store_path(tmp_path))
    for statement in store.MIGRATIONS[0]:
        old.execute(statement)
    old.execute("INSERT INTO rhythms VALUES ('grids', 'yearly', '2026-11-23 09:00:00.000000', 'a')")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    monkeypatch.setattr(store, "MIGRATIONS", (*store.MIGRATIONS, ("CREATE TABLE later (x)",)))
    assert rhythms.chosen_rhythms(tmp_path) == {"grids": "yearly"}
    with store.reading(tmp_path) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 2


def test_a_file_of_a_newer_version_is_refused_in_words(tmp_path):
    newer = sqlite3.connect(store.store_path(tmp_path))
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    newer.close()
    with pytest.raises(store.StoreError, match="99"):
        store.engine_of(tmp_path)


def test_asking_an_empty_home_makes_nothing(tmp_path):
    assert answers.remembered(tmp_path / "none") == ()
    assert rhythms.chosen_rhythms(tmp_path / "none") == {}
    assert not (tmp_path / "none").exists()
