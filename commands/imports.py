"""``imports``: the ledger of imports, as a table or as JSON."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from commands.command import Command, Options
from commands.output import as_json, say, table
from wording import Text

if TYPE_CHECKING:
    from data.ledger import ImportRecord

STATES = {
    "in_force": Text("生效", "in force"),
    "undone": Text("已撤销", "undone"),
    "not_published": Text("未发布", "not published"),
}


def ledger_of(record: ImportRecord) -> dict[str, Any]:
    """One import as a plain mapping, as documented in docs/command-line.md."""
    return {
        "import_id": record.import_id,
        "file_name": record.file_name,
        "sha256": record.sha256,
        "imported_at": record.imported_at.isoformat(),
        "imported_by": record.imported_by,
        "state": record.state,
        "datasets": [
            {
                "dataset": one.dataset,
                "as_of_on": one.as_of_on.isoformat() if one.as_of_on else None,
                "rows": one.rows,
                "communities": list(one.communities),
            }
            for one in record.datasets
        ],
    }


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--json", action="store_true", help=Text("输出 JSON", "print JSON").in_(language)
    )


def _run(options: Options) -> int:
    from commands.office import office
    from data.catalogue import contracts
    from data.ledger import Ledger

    home = office(options.home)
    found = [ledger_of(record) for record in Ledger(home).imports()] if home.path.exists() else []
    if options.json:
        say(as_json(found))
        return 0
    if not found:
        say(Text("还没有导入记录。", "Nothing has been imported yet.").in_(options.lang))
        return 0
    titles = {name: contract.title.in_(options.lang) for name, contract in contracts().items()}
    words = (
        Text("编号", "No."), Text("状态", "State"), Text("文件", "File"), Text("数据", "Dataset"),
        Text("数据日期", "As of"), Text("行数", "Rows"), Text("导入时间", "Imported at"),
        Text("导入人", "By"),
    )  # fmt: skip
    rows = [
        (
            one["import_id"],
            STATES[one["state"]].in_(options.lang),
            one["file_name"],
            titles.get(part["dataset"], part["dataset"]),
            part["as_of_on"],
            f"{part['rows']:,}",
            one["imported_at"].replace("T", " "),
            one["imported_by"],
        )
        for one in found
        for part in one["datasets"]
    ]
    say(table([word.in_(options.lang) for word in words], rows, right="rllllr"))
    return 0


COMMAND = Command(
    name="imports",
    summary=Text("列出导入台账", "lists the ledger of imports"),
    run=_run,
    add_options=_add_options,
)
