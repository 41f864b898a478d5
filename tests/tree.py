"""The source tree as the tests of the house see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_SOURCE = {"tests", "docs", "static", "test-output"}


@cache
def source_files(*, with_tests: bool = False) -> tuple[Path, ...]:
    """Every Python file of the project, without its tests unless they are asked for."""
    left_out = NOT_SOURCE - ({"tests"} if with_tests else set())
    return tuple(
        path
        for path in sorted(ROOT.rglob("*.py"))
        if (parts := path.relative_to(ROOT).parts)
        and not any(part.startswith(".") for part in parts)
        and parts[0] not in left_out
        and parts[:2] != ("data", "local")
    )


def room_of(path: Path) -> str:
    """The room that a file belongs to: its first folder, or its own name at the top."""
    parts = path.relative_to(ROOT).parts
    return parts[0].removesuffix(".py")


def rooms() -> set[str]:
    """Every room that has a file."""
    return {room_of(path) for path in source_files()}


def imports_of(path: Path, *, at_top_only: bool = False) -> list[str]:
    """The modules that a file imports; one that only the type checker sees counts too,
    unless only what runs at the top is asked for."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    nodes = module.body if at_top_only else ast.walk(module)
    found: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports are not used here"
            found.append(node.module or "")
    return found


def strings_of(module: ast.Module) -> Iterator[ast.Constant]:
    """Every string of a file that is not a docstring."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node
