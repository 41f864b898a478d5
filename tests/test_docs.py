"""The documentation against the code: commands are real, options are listed, links lead somewhere."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import tomllib

import pytest

from commands.bench import names as benchmarks
from commands.command import commands
from commands.grammar import parser, read
from tests.tree import ROOT

PAGES = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
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
