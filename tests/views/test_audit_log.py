"""The log as people read it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.tree import ROOT
from ui.admin_audit import groups
from views import audit_log

KEY_IS = {"record": 0, "decide": 0, "_done": 0, "_publish": 0, "log": 1, "note": 2}
"""Who writes a line, and which of what they are given is its key."""


def written() -> set[str]:
    """Every key that the source writes a line under; of a composed one, its beginning."""
    found = set()
    for room in ("ui", "commands"):
        for path in (ROOT / room).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call):
                    found |= set(keys_of(call))
    return found


def keys_of(call: ast.Call) -> Iterator[str]:
    place = KEY_IS.get(getattr(call.func, "attr", getattr(call.func, "id", "")), len(call.args))
    given = [*call.args[place:][:1], *(each.value for each in call.keywords if each.arg == "what")]
    for one in given:
        for part in [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]:
            first = part.values[0] if isinstance(part, ast.JoinedStr) else part
            if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z_.]+", str(first.value)):
                yield str(first.value).rstrip(".")


def test_every_deed_has_a_name_in_both_languages():
    keys = written()
    assert {"refused", "view.rows", "export.pack", "targets.set", "rebasing.set"} <= keys
    for key in groups(tuple(keys)):
        name = audit_log.word(key)
        assert key not in (name.zh, name.en), key
