"""The process that runs one statement: limits first, then the file, then the answer as JSON.

It is told by standard input what to run and answers on standard output; it can write nothing else.
Whatever happens to it, the dashboard goes on.
"""

from __future__ import annotations

import json
import math
import resource
import signal
import sys
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

MEMORY_BYTES = int(2.5 * 2**30)
"""Address space of the process: DuckDB's own limit does not hold for single long texts."""

DATABASE_MEMORY = "512MB"
SECONDS = 5
MOST_ROWS = 10_000
MOST_BYTES = 8 * 2**20
LONGEST_CELL = 2_000
EXACT_INTEGER = 2**53
"""Larger whole numbers go as text: readers of JSON keep them as floating point."""

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "access_mode": "READ_ONLY",
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "allow_persistent_secrets": "false",
    "memory_limit": DATABASE_MEMORY,
    "max_temp_directory_size": "0GB",
    "temp_directory": "/dev/null/none",  # nothing can be made there, so nothing is left behind
    "threads": "1",
    "lock_configuration": "true",
}


def limit(seconds: float) -> None:
    """The alarm ends the process wherever it is, in native code too: nobody handles it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    processor = math.ceil(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The result of one statement, or the code of a refusal."""
    import duckdb  # noqa: PLC0415 - after the limits would be too late for their own start

    from console.checking import NotAllowed, check  # noqa: PLC0415

    limit(float(request["seconds"]))
    with duckdb.connect(str(request["path"]), config=CONFIG) as connection:
        tables = [
            str(name)
            for (name,) in connection.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
            ).fetchall()
        ]
        try:
            check(connection, str(request["sql"]), tables)
            return _run(connection, str(request["sql"]), int(request["rows"]))
        except NotAllowed as refusal:
            return {"refused": refusal.code, "word": _plain(refusal.word, request)}
        except (duckdb.OutOfMemoryException, duckdb.IOException, MemoryError):
            # An input or output error is a sort that no longer fits and may not go to a file.
            return {"refused": "memory", "word": ""}
        except duckdb.Error as error:
            return {"refused": "database", "word": _plain(str(error), request)}


def _plain(words: str, request: dict[str, Any]) -> str:
    """The database's own words without the place of its file."""
    return words.replace(str(request["path"]), "").splitlines()[0][:300] if words else ""


def _run(connection: Any, sql: str, most: int) -> dict[str, Any]:
    result = connection.execute(sql)
    columns = [{"name": str(name)[:200], "type": str(kind)} for name, kind, *_ in
               connection.description]  # fmt: skip
    rows: list[list[Any]] = []
    is_cut, size = False, 0
    while batch := result.fetchmany(500):
        for row in batch:
            if len(rows) == most or size > MOST_BYTES:
                is_cut = True
                break
            cells = [_cell(value) for value in row]
            size += sum(len(cell) if isinstance(cell, str) else 8 for cell in cells) + 8
            rows.append(cells)
        if is_cut:
            break
    return {"columns": columns, "rows": rows, "is_cut": is_cut}


def _cell(value: Any) -> Any:
    """A value as JSON keeps it: no infinity, no endless text, no bytes."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= EXACT_INTEGER else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value[: LONGEST_CELL // 2].hex()
    words = str(value)
    return words if len(words) <= LONGEST_CELL else f"{words[:LONGEST_CELL]}…"


def main() -> None:
    """Read the request, answer it."""
    request = json.loads(sys.stdin.read())
    sys.stdout.write(json.dumps(answer(request), ensure_ascii=True, default=str))


if __name__ == "__main__":
    main()
