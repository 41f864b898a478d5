"""The documentation against the code: commands are real, options are listed, links lead somewhere."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import tomllib

import duckdb
import pytest

from commands.bench import names as benchmarks
from commands.command import commands
from commands.grammar import parser, read
from metrics.metric import Metric
from publication.schema import create_tables
from tests.metrics.drawn import Answers, draw
from tests.tree import ROOT, rooms
from wording import Text

PAGES = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def blocks(words: str, language: str) -> list[str]:
    """The code blocks of a page, without the indentation they have in a list."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", words, re.M | re.S)
    return [re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in found]


def calls(page: str) -> list[list[str]]:
    """The calls of manage.py in the bash blocks of a page."""
    words = (ROOT / page).read_text(encoding="utf-8")
    lines = [line for block in blocks(words, "bash") for line in block.splitlines() if line]
    assert lines
    assert all(line.startswith("python3 manage.py ") for line in lines)
    return [shlex.split(line)[2:] for line in lines]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_every_command_shown_is_understood(page):
    for call in calls(page):
        read(call, "zh")


def test_both_readmes_show_the_same_commands():
    assert calls("README.md") == calls("README.zh.md")


def test_both_readmes_have_the_same_parts():
    def shape(page):
        return re.findall(r"^(#+|!\[|\|---|```\w*)", (ROOT / page).read_text("utf-8"), re.M)

    assert shape("README.md") == shape("README.zh.md")


def subparsers() -> dict[str, argparse.ArgumentParser]:
    actions = parser("en")._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def options_of(one: argparse.ArgumentParser) -> set[str]:
    return {o for a in one._actions for o in a.option_strings if o.startswith("--")}


SHARED = options_of(parser("en"))
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", COMMAND_LINE, re.M | re.S))


def test_every_shared_option_is_described():
    shared = COMMAND_LINE.split("## Options of every command")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(--[\w-]+)", shared, re.M)) == SHARED


@pytest.mark.parametrize("name", list(commands()))
def test_every_command_is_described_with_all_its_options_and_no_others(name):
    own = options_of(subparsers()[name]) - SHARED
    first = SECTIONS[name].strip().splitlines()[0]
    assert first.startswith(f"`{name}")
    assert set(re.findall(r"--[\w-]+", first.split("` ")[0])) == own
    assert set(re.findall(r"--[a-z][\w-]*", SECTIONS[name])) <= own | SHARED


def test_no_command_is_described_that_is_not_there():
    assert {name for name in SECTIONS if name.islower()} == set(commands())


def test_every_benchmark_is_described():
    assert set(re.findall(r"`(\w+)` \(", SECTIONS["bench"])) == set(benchmarks())


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    words = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", words):
        if target.startswith(("http://", "https://")):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.M)
            assert anchor in {slug(title) for title in titles}, target


def slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("language", ["json", "toml"])
def test_examples_can_be_read(language):
    for path in PAGES:
        for block in blocks(path.read_text(encoding="utf-8"), language):
            json.loads(block) if language == "json" else tomllib.loads(block)


def test_every_decision_is_listed_once_and_numbered_in_order():
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == files
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    for name in files:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {name[:4]} ")


def test_the_changelog_names_the_version_of_the_project():
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_version_file_is_described_table_by_table_and_column_by_column():
    con = duckdb.connect()
    create_tables(con, {})
    described = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", ARCHITECTURE, re.M))
    columns = con.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_catalog <> 'temp'"
    )
    for table, column in columns.fetchall():
        assert f"`{column}`" in described[table], (table, column)


def test_every_room_is_described():
    described = set(re.findall(r"^\| `([\w/.]+)` \|", ARCHITECTURE, re.M))
    folders = {f"{room}/" for room in rooms() if (ROOT / room).is_dir()} - {"benchmarks/"}
    assert folders <= described


def test_the_indicator_shown_to_contributors_works():
    """400 residents and two petitions in the week make five per thousand."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    source = next(block for block in blocks(page, "python") if "METRIC = " in block)
    names = {"Metric": Metric, "Text": Text}
    exec(source, names)
    con = draw(
        communities="""
            community_id | community_name | resident_population
            -------------+----------------+--------------------
            C1           | 松岫社区       | 100
            C2           | 汀蘅社区       | 300
        """,
        petitions="""
            petition_id | community_id | registered_on
            ------------+--------------+--------------
            P1          | C1           | 2026-11-16
            P2          | C1           | 2026-11-22
            P3          | C1           | 2026-11-23
        """,
    )
    answers = Answers(con, names["METRIC"])
    key = names["METRIC"].key
    assert answers.value(key, "community") == {"C1": 20, "C2": 0}
    assert answers.value(key, "subdistrict") == {"subdistrict": 5}
