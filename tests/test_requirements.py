"""What is installed is what is used: every import is pinned, every direct pin is imported."""

from __future__ import annotations

import importlib.metadata
import re
import sys

from packaging.requirements import Requirement

from commands.environment import DEVELOPMENT, RUNTIME, pinned
from tests.tree import ROOT, imports_of, rooms, source_files

TOOLS = {"mypy", "pytest-xdist", "ruff"}
"""Called as programs, never imported."""

OF_THE_TYPE_CHECKER = "_typeshed"
"""Imported for types only; no package at run time."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def packages_of(*, with_tests: bool) -> set[str]:
    """The packages whose modules the project's files import."""
    provided = importlib.metadata.packages_distributions()
    own = rooms() | {"tests", OF_THE_TYPE_CHECKER}
    found = set()
    for path in source_files(with_tests=with_tests):
        if not with_tests and path.relative_to(ROOT).parts[0] == "benchmarks":
            continue
        for name in imports_of(path):
            module = name.split(".")[0]
            if module not in sys.stdlib_module_names and module not in own:
                found |= {normal(package) for package in provided.get(module, [module])}
    return found


def direct(path) -> set[str]:
    """The packages between the line that starts with "# Direct" and the next blank line."""
    part = path.read_text(encoding="utf-8").split("# Direct", 1)[1].split("\n\n", 1)[0]
    return {normal(line.split("==")[0]) for line in part.splitlines()[1:] if line}


def test_every_import_of_the_dashboard_is_a_direct_pin():
    assert packages_of(with_tests=False) <= direct(RUNTIME)


def test_every_import_of_the_tests_is_pinned():
    everything = {normal(name) for name in pinned(DEVELOPMENT)}
    assert packages_of(with_tests=True) <= everything


def test_every_direct_pin_is_used():
    assert direct(RUNTIME) <= packages_of(with_tests=False)
    assert direct(DEVELOPMENT) <= packages_of(with_tests=True) | TOOLS


def test_every_pin_is_exact_and_installed():
    for name, version in pinned(DEVELOPMENT).items():
        assert re.fullmatch(r"\d[\w.]*", version), name
        assert importlib.metadata.version(name) == version, name


def test_what_the_direct_packages_need_is_pinned_and_nothing_else():
    todo, needed = list(direct(RUNTIME)), set()
    while todo:
        name = normal(todo.pop())
        if name in needed:
            continue
        needed.add(name)
        for line in importlib.metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                todo.append(requirement.name)
    listed = {normal(name) for name in pinned(RUNTIME)}
    assert needed <= listed
    assert listed - needed <= {"watchdog"}  # not needed on macOS
