"""The file that analysts ask holds the numbers and the rows, and no name."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from data.catalogue import contracts
from data.home import Home
from publication.console_copy import console_copy, console_path, tables
from publication.opening import READ_CONFIG
from tests import demonstration


@pytest.fixture(scope="module")
def home() -> Home:
    return Home(demonstration.demonstration())


@pytest.fixture(scope="module")
def copy(home):
    path = console_copy(home, home.current_version())
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def columns(connection) -> set[tuple[str, str]]:
    return set(connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
    ).fetchall())  # fmt: skip


def test_no_column_that_names_people_is_there(copy):
    found = columns(copy)
    for contract in contracts().values():
        for name in contract.name_columns:
            assert (contract.name, name) not in found
            assert (f"{contract.name}_at", name) not in found
    assert not any(name in {"source_sheet", "file_name", "imported_by"} for _, name in found)


def test_no_name_of_a_grid_worker_is_anywhere_in_the_copy(home, copy):
    with duckdb.connect(str(home.version_path(home.current_version())), config=READ_CONFIG) as full:
        names = {
            n for (n,) in full.execute("SELECT DISTINCT person_name FROM grid_staff").fetchall()
        }
    assert len(names) > 50
    for table, column in columns(copy):
        kind = copy.execute(
            "SELECT data_type FROM information_schema.columns"
            " WHERE table_name = ? AND column_name = ?", [table, column],
        ).fetchone()  # fmt: skip
        if kind == ("VARCHAR",):
            rows = copy.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()
            assert names.isdisjoint(value for (value,) in rows), f"{table}.{column}"


def test_the_published_numbers_are_the_same(home, copy):
    question = "SELECT count(*), sum(value), sum(numerator) FROM measures"
    with duckdb.connect(str(home.version_path(home.current_version())), config=READ_CONFIG) as full:
        assert copy.execute(question).fetchall() == full.execute(question).fetchall()


def test_every_table_and_column_has_a_meaning_in_both_languages(copy):
    described = {(table.name, column.name) for table in tables() for column in table.columns}
    assert described <= columns(copy)
    views = {f"{contract.name}_at" for contract in contracts().values()}
    assert {name for name, _ in columns(copy)} - views == {table.name for table in tables()}
    for table in tables():
        for meaning in (table.meaning, *(column.meaning for column in table.columns)):
            assert meaning.zh.strip()
            assert meaning.en.strip()


def test_a_copy_is_made_once_and_the_last_one_gives_way(tmp_path):
    first = Home(shutil.copytree(demonstration.one_community(), tmp_path / "home"))
    path = console_copy(first, 1)
    stale = console_path(first, 7)
    stale.touch()
    made = path.stat().st_mtime_ns
    assert console_copy(first, 1).stat().st_mtime_ns == made
    path.unlink()
    console_copy(first, 1)
    assert not stale.exists()
    assert path.stat().st_mode & 0o777 == 0o600


def test_analysts_who_ask_first_at_the_same_time_share_one_copy(tmp_path):
    home = Home(shutil.copytree(demonstration.one_community(), tmp_path / "home"))
    with ThreadPoolExecutor(3) as analysts:
        found = list(analysts.map(lambda _: console_copy(home, 1), range(3)))
    assert found == [console_path(home, 1)] * 3
    assert sorted(path.name for path in home.versions_dir.glob("console-*")) == [found[0].name]
