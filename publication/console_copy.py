"""The file that the SQL console asks: a copy of a version without the names of people.

Only tables that are described here or by a contract are copied, and of them no column that may
name people, no shape, and nothing that was typed as the name of a file or a sheet.
"""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from data.catalogue import contracts
from data.contract import Contract
from data.home import Home
from publication.schema import FIXED, columns_of
from wording import Text


@dataclass(frozen=True)
class ColumnMeaning:
    """A column that can be asked for."""

    name: str
    type: str
    meaning: Text


@dataclass(frozen=True)
class TableMeaning:
    """A table that can be asked, and what one of its rows is."""

    name: str
    meaning: Text
    columns: tuple[ColumnMeaning, ...]


EXAMPLE = """SELECT p.name, m.period_id, m.value
FROM measures AS m JOIN places AS p ON p.place_id = m.place_id
WHERE m.metric = '{metric}' AND m.level = 'community' AND m.period_id LIKE '%-W%'
ORDER BY m.period_id DESC, m.value LIMIT 100"""
"""A first question: the communities on a metric, the latest week first."""

_PLACE = Text("区划代码：街道 9 位，社区 12 位，网格 15 位",
              "Official code: 9 digits a subdistrict, 12 a community, 15 a grid")  # fmt: skip
_PERIOD = Text("周期：2026-W47、2026-10、2026-Q3、2026", "Period: 2026-W47, 2026-10, 2026-Q3, 2026")

_FIXED: dict[str, tuple[Text, dict[str, Text]]] = {
    "measures": (
        Text("每个指标、地方、周期一行：已公布的数值",
             "A published number: one row per metric, place and period"),
        {
            "metric": Text("指标代码（见指标手册）", "Key of the metric (see the handbook)"),
            "period_id": _PERIOD,
            "place_id": _PLACE,
            "level": Text("层级：subdistrict 街道、community 社区、grid 网格",
                          "Level: subdistrict, community, grid"),
            "numerator": Text("分子", "Numerator"),
            "denominator": Text("分母", "Denominator"),
            "value": Text("数值（比率为 0 到 1）", "Value (ratios from 0 to 1)"),
            "state": Text("亮灯：green、amber、red、not_reported 未报、no_target 无目标",
                          "Light: green, amber, red, not_reported, no_target"),
            "flags": Text("标记：暂定、沿用、基数小、已更正",
                          "Flags: provisional, back_carried, small_base, restated"),
        },
    ),
    "places": (
        Text("每个地方一行，取最新状态", "A place, in its latest state"),
        {
            "place_id": _PLACE,
            "name": Text("名称", "Name"),
            "level": Text("层级", "Level"),
            "parent_id": Text("上级的代码", "Code of the place above"),
            "path": Text("自上而下的名称", "Names from the top"),
            "kind": Text("网格类型：residential 居民、dedicated 专属",
                         "Kind of a grid: residential or dedicated"),
            "is_active": Text("是否在用", "Whether it is in use"),
            "resident_households": Text("常住户数（户）", "Resident households"),
            "resident_population": Text("常住人口（人）", "Resident population"),
        },
    ),
    "periods": (
        Text("每个周期一行", "A period"),
        {
            "period_id": _PERIOD,
            "kind": Text("周、月、季、年", "week, month, quarter, year"),
            "start_on": Text("起日", "First day"),
            "end_on": Text("止日", "Last day"),
            "is_complete": Text("数据是否已覆盖到止日", "Whether the data reach its last day"),
        },
    ),
    "snapshots": (
        Text(
            "某社区在某周期末由哪次导入代表",
            "Which import speaks for a community at a period's end",
        ),
        {
            "dataset": Text("数据集", "Dataset"),
            "community_id": _PLACE,
            "period_id": _PERIOD,
            "import_id": Text("导入编号", "Number of the import"),
            "as_of_on": Text("数据截至日", "Day of the data"),
            "is_back_carried": Text("是否由较晚的数据沿用", "Whether later data were carried back"),
        },
    ),
}  # fmt: skip

_ORIGIN = {
    "import_id": Text("导入编号", "Number of the import"),
    "source_row": Text("原表行号", "Row in the sheet it came from"),
    "as_of_on": Text("数据截至日", "Day of the data"),
    "row_flags": Text("读取时的标记", "Flags set when it was read"),
    "person_key": Text("区分人员的代码（不含姓名）", "Tells persons apart, without a name"),
    "period_id": _PERIOD,
    "is_back_carried": Text("是否由较晚的数据沿用", "Whether later data were carried back"),
}  # fmt: skip
_LEFT_OUT = {"source_sheet"}


def tables() -> tuple[TableMeaning, ...]:
    """What can be asked, with meanings: the published numbers first, then the datasets."""
    types = _fixed_types()
    fixed = tuple(
        TableMeaning(name, meaning, tuple(
            ColumnMeaning(column, types[name, column], words) for column, words in columns.items()
        ))
        for name, (meaning, columns) in _FIXED.items()
    )  # fmt: skip
    return fixed + tuple(_of(contract) for contract in contracts().values())


@cache
def _fixed_types() -> dict[tuple[str, str], str]:
    """(Table, column) -> type, as the schema of a version declares them."""
    with duckdb.connect() as connection:
        connection.execute(FIXED)
        return {
            (table, column): kind
            for table, column, kind in connection.execute(
                "SELECT table_name, column_name, data_type FROM information_schema.columns"
            ).fetchall()
        }


def _of(contract: Contract) -> TableMeaning:
    """A dataset's table; a snapshot has a second one, ``<name>_at``, by period."""
    own = {column.name: column for column in contract.columns}
    beside = _ORIGIN | {trace.name: trace.meaning for trace in contract.traces}
    columns = []
    for name, kind in columns_of(contract).items():
        if kind == "BLOB" or name in contract.name_columns | _LEFT_OUT:
            continue
        column = own.get(name)
        words = Text(column.headers[0], column.meaning.en) if column else beside[name]
        columns.append(ColumnMeaning(name, kind, words))
    title = Text(f"{contract.title.zh}：{contract.grain.zh}",
                 f"{contract.title.en}: {contract.grain.en}")  # fmt: skip
    return TableMeaning(contract.name, title, tuple(columns))


def console_path(home: Home, version: int) -> Path:
    """Where the copy of a version lies."""
    return home.versions_dir / f"console-{version}.duckdb"


_ONE_AT_A_TIME = threading.Lock()


def console_copy(home: Home, version: int) -> Path:
    """The copy of a version, made on first use; copies of other versions are removed.

    Who asks while it is being made waits for it.
    """
    path = console_path(home, version)
    with _ONE_AT_A_TIME:
        if not path.exists():
            _make(home, version, path)
    return path


def _make(home: Home, version: int, path: Path) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        _write(home.version_path(version), unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    for other in home.versions_dir.glob("console-*.duckdb"):
        if other != path:
            with contextlib.suppress(FileNotFoundError):
                other.unlink()


def _write(source: Path, target: Path) -> None:
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"ATTACH '{_quoted(source)}' AS published (READ_ONLY)")
        for table in tables():
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            connection.execute(
                f'CREATE TABLE main."{table.name}" AS SELECT {names} FROM published."{table.name}"'
            )
        views = connection.execute(
            "SELECT sql FROM duckdb_views() WHERE database_name = 'published' AND NOT internal"
            " AND view_name IN (SELECT dataset || '_at' FROM published.datasets)"
        ).fetchall()
        for (statement,) in views:
            connection.execute(str(statement))
        connection.execute("DETACH published")
    target.chmod(0o600)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
