"""What the analyst typed, looked at before it runs: one SELECT over the tables of the file.

DuckDB itself takes the statement apart, and everything in its tree must be on a list of what is
known to be harmless. The kind of the statement alone does not do: a ``COPY`` inside ``WITH`` is a
SELECT to DuckDB and writes a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

import duckdb

from console.functions import FUNCTIONS, TABLE_FUNCTIONS

MOST_CHARACTERS = 20_000
MOST_PARTS = 20_000

QUERIES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
SOURCES = frozenset({
    "BASE_TABLE", "TABLE_FUNCTION", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "EMPTY", "EMPTY_FROM",
})  # fmt: skip
MODIFIERS = frozenset({
    "ORDER_MODIFIER", "LIMIT_MODIFIER", "DISTINCT_MODIFIER", "LIMIT_PERCENT_MODIFIER",
})  # fmt: skip
EXPRESSIONS = frozenset({
    "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT",
    "FUNCTION", "LAMBDA", "LAMBDA_REF", "OPERATOR", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY",
    "TYPE", "WINDOW",
})  # fmt: skip
ORDERS = frozenset({"ASCENDING", "DESCENDING", "ORDER_DEFAULT"})

_PLAIN_NAME = re.compile(r"\w+")
_PLAIN_PATH = ("main",)


class NotAllowed(Exception):
    """Why a statement is refused: a code, and the word that it concerns."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(code, word)
        self.code, self.word = code, word[:80]


def check(connection: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str]) -> None:
    """Nothing for one harmless SELECT; NotAllowed for anything else."""
    if len(sql) > MOST_CHARACTERS:
        raise NotAllowed("too_long")
    if "\x00" in sql:
        raise NotAllowed("syntax")
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise NotAllowed("syntax", str(error)) from error
    if len(statements) != 1:
        raise NotAllowed("one_statement")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise NotAllowed("only_select", statements[0].type.name)
    tree, named = _tree(connection, sql), {name.lower() for name in tables}
    _check_tree(tree, named, _catalogue(connection))


def _catalogue(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The database's own views. A ``WITH`` of such a name, in a subquery, would open the view to
    the rest of the statement, where that ``WITH`` does not reach."""
    rows = connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE internal"
        " AND schema_name IN ('main', 'pg_catalog')"
    ).fetchall()
    return {str(name).lower() for (name,) in rows}


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    try:
        ((written,),) = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()
        tree = json.loads(written)
    except (duckdb.Error, ValueError, RecursionError) as error:
        raise NotAllowed("only_select") from error
    if tree.get("error") or len(tree.get("statements", ())) != 1:
        raise NotAllowed("only_select")
    return tree["statements"][0]["node"]


def _parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the tree."""
    waiting, seen = [tree], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > MOST_PARTS * 8:
            raise NotAllowed("too_long")
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _check_tree(tree: Any, tables: set[str], catalogue: set[str]) -> None:
    named = set()
    for part in _parts(tree):
        for entry in (part.get("cte_map") or {}).get("map", ()):
            name = str(entry.get("key", ""))
            if not _PLAIN_NAME.fullmatch(name) or name.lower() in catalogue:
                raise NotAllowed("table", name)
            named.add(name.lower())
    for part in _parts(tree):
        _check_part(part, tables, tables | named)


def _check_part(part: dict[str, Any], tables: set[str], sources: set[str]) -> None:
    kind = part.get("type")
    if "class" in part:
        if part["class"] not in EXPRESSIONS:
            raise NotAllowed("part", str(part["class"]))
    elif isinstance(kind, str) and kind not in QUERIES | SOURCES | MODIFIERS | ORDERS:
        raise NotAllowed("part", kind)
    if "function_name" in part:
        _check_function(part)
    if kind == "TABLE_FUNCTION":
        _check_table_function(part)
    if kind == "BASE_TABLE":
        _check_table(part, tables, sources)


def _path(part: dict[str, Any]) -> tuple[str, ...]:
    """A qualified name, in lower case, without the schema that every table is in."""
    written = tuple(str(step).lower() for step in part["qualified_name"]["path"])
    return written[1:] if written[:-1] == _PLAIN_PATH else written


def _check_function(part: dict[str, Any]) -> None:
    path = _path(part)
    if len(path) != 1 or path[0] not in FUNCTIONS | TABLE_FUNCTIONS:
        raise NotAllowed("function", ".".join(path))


def _check_table_function(part: dict[str, Any]) -> None:
    function = part.get("function") or {}
    path = _path(function) if "qualified_name" in function else ()
    if len(path) != 1 or path[0] not in TABLE_FUNCTIONS:
        raise NotAllowed("function", ".".join(path))


def _check_table(part: dict[str, Any], tables: set[str], sources: set[str]) -> None:
    path = _path(part)
    is_qualified = len(part["qualified_name"]["path"]) > 1
    if len(path) != 1 or path[0] not in (tables if is_qualified else sources):
        raise NotAllowed("table", ".".join(path))
    if part.get("at_clause"):
        raise NotAllowed("part", "AT")
