"""The rules that hold the house up: who knows whom, and what may stand where."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import ROOT, imports_of, room_of, rooms, source_files, strings_of

EVERYTHING = frozenset({
    "wording", "data", "metrics", "publication", "views", "reports", "office", "console",
    "ui", "pages", "app", "commands",
})  # fmt: skip

MAY_IMPORT = {
    "wording": set(),
    "data": {"wording"},
    "metrics": {"wording"},
    "office": {"wording"},
    "console": {"wording"},
    "publication": {"wording", "data", "metrics", "office"},
    "views": {"wording", "metrics"},
    "reports": {"wording", "data", "metrics", "publication", "views", "office"},
    "ui": EVERYTHING - {"pages", "app", "commands"},
    "pages": {"wording", "ui", "views"},
    "app": {"wording", "ui", "office"},
    "commands": EVERYTHING - {"pages"},
    "manage": {"commands"},
    "benchmarks": EVERYTHING,
}
"""Room -> the rooms that it may import besides itself."""

ONLY_IN = {
    "streamlit": {"app", "ui", "pages", "benchmarks"},
    "streamlit_folium": {"ui"},
    "folium": {"views", "ui/map"},
    "branca": {"views", "ui/map"},
    "plotly": {"views"},
    "duckdb": {"data", "metrics", "publication", "console", "benchmarks"},
    "sqlalchemy": {"office"},
    "alembic": {"office"},
}
"""Library -> the rooms, or the files whose path starts so, that may import it."""

NO_CLOCK = {"wording", "data", "metrics", "publication", "views", "reports", "pages"}
CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns",
    "time.localtime", "time.gmtime", "time.ctime", "os.environ", "os.getenv", "os.environb",
    "Timestamp.now", "Timestamp.today", "getpass.getuser", "locale.getlocale",
}  # fmt: skip
SQL_CLOCK = re.compile(
    r"\b(current_date|current_timestamp|now\(\)|today\(\)|get_current_\w+\()", re.I
)

SQL = re.compile(
    r"\b(select\s.+\sfrom|group\s+by|order\s+by|insert\s+into|delete\s+from)\b", re.I | re.S
)
CALCULATING = {
    "groupby", "agg", "aggregate", "query", "pivot", "pivot_table", "merge", "sum", "mean",
    "median", "cumsum", "rolling", "execute", "sql", "apply",
}  # fmt: skip

LONGEST_FILE = 300
CJK = re.compile(r"[\u3400-\u9fff]")


def in_room(*names: str) -> list[Path]:
    return [path for path in source_files() if room_of(path) in names]


def where(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}"


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """``datetime.datetime.now`` as "datetime.datetime.now"; anything else as far as it goes."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_every_room_stands_in_the_import_table():
    assert rooms() <= set(MAY_IMPORT)


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_the_rooms_it_may_know(room):
    wrong = [
        f"{where(path)} imports {name}"
        for path in in_room(room)
        for name in imports_of(path)
        if name.split(".")[0] in MAY_IMPORT and name.split(".")[0] not in MAY_IMPORT[room] | {room}
    ]
    assert not wrong


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_in_its_rooms(library):
    wrong = [
        where(path)
        for path in source_files()
        if library in {name.split(".")[0] for name in imports_of(path)}
        and room_of(path) not in ONLY_IN[library]
        and not where(path).startswith(tuple(p for p in ONLY_IN[library] if "/" in p) or ("//",))
    ]
    assert not wrong


def test_nothing_imports_the_tests():
    assert not [where(path) for path in source_files() if "tests" in map(top, imports_of(path))]


def top(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def test_no_page_lies_directly_in_pages():
    """Such a file would be served without the frame, and so without the login."""
    assert not [path.name for path in (ROOT / "pages").glob("*.py")]


def test_pages_hold_no_arithmetic():
    wrong = [
        where(path, node)
        for path in in_room("pages")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.BinOp | ast.AugAssign) and not is_union_of_types(node)
    ]
    assert not wrong


def is_union_of_types(node: ast.AST) -> bool:
    """``str | None`` in an annotation is no arithmetic."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def test_pages_do_not_calculate_with_tables():
    wrong = [
        where(path, node)
        for path in in_room("pages")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CALCULATING
    ]
    assert not wrong


@pytest.mark.parametrize("room", ["pages", "ui", "views"])
def test_screens_hold_no_sql(room):
    wrong = [
        where(path, node)
        for path in in_room(room)
        for node in strings_of(tree(path))
        if SQL.search(node.value)
    ]
    assert not wrong


def test_no_clock_and_no_environment_below_the_edge():
    """The period is always an argument; a stopwatch (time.monotonic) is no clock."""
    wrong = [
        f"{where(path, node)} {dotted(node)}"
        for path in in_room(*NO_CLOCK)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ".".join(dotted(node).split(".")[-2:]) in CLOCK
    ]
    assert not wrong


def test_no_clock_in_sql():
    wrong = [
        where(path, node)
        for path in in_room(*NO_CLOCK)
        for node in strings_of(tree(path))
        if SQL_CLOCK.search(node.value)
    ]
    assert not wrong


def test_no_file_is_longer_than_300_lines():
    """A longer one is named, with the reason, in a decision record."""
    records = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md")
    )
    wrong = [
        f"{where(path)}: {lines}"
        for path in source_files(with_tests=True)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
        and where(path) not in records
    ]
    assert not wrong


def test_every_room_and_every_file_says_what_it_is():
    wrong = [
        where(path)
        for path in source_files()
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not wrong


def texts() -> Iterator[tuple[str, str, str]]:
    """Every wording that is written out: where it stands, its Chinese, its English."""
    for path in source_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "Text":
                given = [*node.args, *(word.value for word in node.keywords)]
                parts = [literal(part) for part in given]
                if len(parts) == 2 and all(part is not None for part in parts):
                    yield where(path, node), parts[0], parts[1]


def literal(node: ast.AST) -> str | None:
    """The words of a string or of the fixed parts of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return None


QUOTED = re.compile(r"“[^”]*”|\([^)]*\)|（[^）]*）|‘[^’]*’|《[^》]*》|「[^」]*」")


def test_english_words_are_english():
    """Chinese stands in an English sentence only as a quoted or bracketed official name, or as
    the switch to Chinese."""
    wrong = [
        f"{place}: {en}"
        for place, _, en in texts()
        if CJK.search(QUOTED.sub("", en)) and en != "中文"
    ]
    assert not wrong


def test_chinese_words_are_chinese():
    """A sentence of several English words is no Chinese wording."""
    wrong = [
        f"{place}: {zh}"
        for place, zh, _ in texts()
        if not CJK.search(zh) and len(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{.*?\}", "", zh))) > 2
    ]
    assert not wrong


def test_the_command_line_answers_before_anything_is_installed():
    """What runs before .venv exists uses the standard library, wording and its own room."""
    import sys

    first = [
        ROOT / "manage.py",
        ROOT / "wording.py",
        *(ROOT / "commands").glob("*.py"),
    ]
    wrong = [
        f"{where(path)} imports {name}"
        for path in first
        for name in imports_of(path, at_top_only=True)
        if top(name) not in sys.stdlib_module_names | {"commands", "wording", "__future__"}
    ]
    assert not wrong
